package rollcall.migrator.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import rollcall.fixtures.server.Database;
import rollcall.fixtures.server.MariaDbServer;
import rollcall.fixtures.server.PostgresServer;

/**
 * Accounts of every sort on real servers: what is said of each, and whether that is so. Of an account that is said to write,
 * one write is carried out; of one that is said not to, every kind of write into every table is refused.
 */
class AccountTest {
    private static final String NOTHING = "";

    /** An account, what it is given, what is to be said of it, and a write that proves it. */
    private record Sort(String name, String given, String said, String proof) {}

    @Test
    void postgresTellsEverySortOfAccountThatWritesFromEverySortThatDoesNot() throws Exception {
        Database database = PostgresServer.shared().database();
        String it = database.name() + "_";
        List<Sort> sorts = List.of(
                new Sort("super", "alter role %s superuser", "everything, as a superuser", "drop table hidden.t"),
                new Sort(
                        "supers_friend",
                        "create role " + it + "god superuser; grant " + it + "god to %s",
                        "everything, as a superuser",
                        "set role " + it + "god; drop table hidden.t"),
                new Sort(
                        "owner",
                        "create table owned (a int); alter table owned owner to %s",
                        "public.owned (its owner)",
                        "drop table owned"),
                new Sort("owners_friend", "grant " + it + "owner to %s", "public.owned (its owner)", "truncate owned"),
                new Sort(
                        "inserts",
                        "grant insert on visit to %s",
                        "public.visit (INSERT)",
                        "insert into visit (a) values (2)"),
                new Sort(
                        "updates_a_column",
                        "grant select, update (b) on visit to %s",
                        "public.visit (UPDATE of some columns)",
                        "update visit set b = 'x'"),
                new Sort(
                        "inserts_a_column",
                        "grant insert (a) on visit to %s",
                        "public.visit (INSERT of some columns)",
                        "insert into visit (a) values (3)"),
                new Sort("deletes", "grant delete on visit to %s", "public.visit (DELETE)", "delete from visit"),
                new Sort("truncates", "grant truncate on visit to %s", "public.visit (TRUNCATE)", "truncate visit"),
                new Sort(
                        "through_a_role_of_a_role",
                        "create role " + it + "w; create role " + it + "w2; grant delete on wo to " + it + "w; grant "
                                + it + "w to " + it + "w2; grant " + it + "w2 to %s",
                        "public.wo (DELETE)",
                        "delete from wo"),
                new Sort(
                        "through_a_role_to_be_set",
                        "alter role %s noinherit; grant " + it + "w to %s",
                        "public.wo (DELETE)",
                        "set role " + it + "w; delete from wo"),
                new Sort(
                        "writes_all_data",
                        "grant pg_write_all_data to %s",
                        "hidden.t (INSERT, UPDATE, DELETE), public.owned (INSERT, UPDATE, DELETE), public.v (INSERT, UPDATE, DELETE) and 2 more",
                        "insert into hidden.t values (1)"),
                new Sort("through_a_view", "grant insert on v to %s", "public.v (INSERT)", "insert into v values (7)"),
                new Sort(
                        "much",
                        "grant all on all tables in schema public to %s; grant usage on schema hidden to %s; grant all on hidden.t to %s",
                        "hidden.t (INSERT, UPDATE, DELETE, TRUNCATE), public.owned (INSERT, UPDATE, DELETE, TRUNCATE), public.v (INSERT, UPDATE, DELETE, TRUNCATE) and 2 more",
                        "truncate hidden.t"),
                new Sort("reads", "grant select on all tables in schema public to %s", NOTHING, NOTHING),
                new Sort("reads_all_data", "grant pg_read_all_data to %s", NOTHING, NOTHING),
                new Sort("reads_a_view", "grant select on v to %s", NOTHING, NOTHING),
                new Sort("may_create", "grant create on schema public to %s", NOTHING, NOTHING),
                new Sort("cannot_come_near", "grant all on hidden.t to %s", NOTHING, NOTHING),
                new Sort("has_no_rights", "select 1", NOTHING, NOTHING));
        try (Connection owner = database.open()) {
            run(
                    owner,
                    "create table visit (a int, b varchar(9)); insert into visit values (1, ''); create table wo (a int);"
                            + " create view v as select a from visit; create schema hidden; create table hidden.t (a int)");
            for (Sort sort : sorts) {
                run(
                        owner,
                        "create role %s login; ".formatted(it + sort.name) + sort.given.replace("%s", it + sort.name));
            }
            proveEach(sorts, it, database.url(), List.of("visit", "wo", "owned", "v", "hidden.t"));
        }
    }

    @Test
    void whatPostgresLetsEverybodyWriteItLetsAnyAccountWrite() throws Exception {
        Database database = PostgresServer.shared().database();
        try (Connection owner = database.open()) {
            run(
                    owner,
                    "create table visit (a int); grant insert on visit to public; create role %s_any login"
                            .formatted(database.name()));
            proveEach(
                    List.of(new Sort("any", NOTHING, "public.visit (INSERT)", "insert into visit values (1)")),
                    database.name() + "_",
                    database.url(),
                    List.of());
        }
    }

    @Test
    void mariaDbTellsEverySortOfAccountThatWritesFromEverySortThatDoesNot() throws Exception {
        Database database = MariaDbServer.shared().database();
        String db = database.name();
        String it = db + "_";
        List<Sort> sorts = List.of(
                new Sort(
                        "super",
                        "grant all on *.* to %s with grant option",
                        "everything (ALL PRIVILEGES)",
                        "insert into D.visit values (2, '')"),
                new Sort("global", "grant select, delete on *.* to %s", "everything (DELETE)", "delete from D.visit"),
                new Sort(
                        "owner",
                        "grant all on " + db + ".* to %s",
                        "D.v (ALL PRIVILEGES), D.visit (ALL PRIVILEGES), D.wo (ALL PRIVILEGES)",
                        "truncate D.wo"),
                new Sort(
                        "inserts",
                        "grant select on " + db + ".* to %s; grant insert on visit to %s",
                        "D.visit (INSERT)",
                        "insert into D.visit values (2, '')"),
                new Sort(
                        "updates_a_column",
                        "grant select, update (a, b) on visit to %s",
                        "D.visit (UPDATE of some columns)",
                        "update D.visit set b = 'x'"),
                new Sort("truncates", "grant drop on wo to %s", "D.wo (DROP)", "truncate D.wo"),
                new Sort("alters", "grant alter on wo to %s", "D.wo (ALTER)", "alter table D.wo drop column b"),
                new Sort(
                        "through_its_default_role",
                        "create role " + it + "w; grant delete on wo to " + it + "w; grant " + it
                                + "w to %s; set default role " + it + "w for %s",
                        "D.wo (DELETE)",
                        "delete from D.wo"),
                new Sort(
                        "through_a_role_of_a_role_to_be_set",
                        "create role `" + it + "w 2`; grant " + it + "w to `" + it + "w 2`; grant `" + it
                                + "w 2` to %s",
                        "D.wo (DELETE)",
                        "set role `" + it + "w 2`; delete from D.wo"),
                new Sort("through_a_view", "grant insert on v to %s", "D.v (INSERT)", "insert into D.v values (7)"),
                new Sort("reads", "grant select on " + db + ".* to %s", NOTHING, NOTHING),
                new Sort("reads_everything", "grant select, show view, process on *.* to %s", NOTHING, NOTHING),
                new Sort("reads_a_view", "grant select on v to %s", NOTHING, NOTHING),
                new Sort("may_create", "grant create, index, lock tables on " + db + ".* to %s", NOTHING, NOTHING),
                new Sort("may_write_where_nothing_is", "grant all on `nowhere\\_%%`.* to %s", NOTHING, NOTHING),
                new Sort("has_no_rights", "select 1", NOTHING, NOTHING));
        try (Connection owner = database.open()) {
            run(
                    owner,
                    "create table visit (a int, b varchar(9)); insert into visit values (1, ''); create table wo (a int, b int);"
                            + " create view v as select a from visit");
            for (Sort sort : sorts) {
                run(
                        owner,
                        "create user %s; ".formatted(it + sort.name)
                                + sort.given.replace("%s", it + sort.name).replace("%%", "%"));
            }
            proveEach(
                    sorts.stream()
                            .map(sort -> new Sort(
                                    sort.name,
                                    "",
                                    sort.said.replace("D.", db + "."),
                                    sort.proof.replace("D.", db + ".")))
                            .toList(),
                    it,
                    server(database),
                    List.of(db + ".visit", db + ".wo", db + ".v"));
        }
    }

    @Test
    void whatMariaDbLetsEverybodyWriteItLetsAnyAccountWrite() throws Exception {
        Database database = MariaDbServer.shared().database();
        try (Connection owner = database.open()) {
            run(
                    owner,
                    "create table visit (a int); grant insert, select on visit to public; create user %s_any"
                            .formatted(database.name()));
            try {
                proveEach(
                        List.of(new Sort(
                                "any",
                                NOTHING,
                                database.name() + ".visit (INSERT)",
                                "insert into " + database.name() + ".visit values (1)")),
                        database.name() + "_",
                        server(database),
                        List.of());
            } finally {
                // Everybody is everybody on this server: the other tests' accounts, too.
                run(owner, "revoke insert, select on visit from public");
            }
        }
    }

    @Test
    void h2TellsWhoWritesAndThatItDoesNotShowRightsToSchemas() throws Exception {
        String url = "jdbc:h2:mem:accounts" + System.nanoTime();
        try (Connection owner = DriverManager.getConnection(url, "sa", "")) {
            run(
                    owner,
                    "create table visit (a int); create table wo (a int); create user ins password ''; grant insert, update on visit to ins;"
                            + " create role w; create role w2; grant delete on wo to w; grant w to w2; create user friend password '';"
                            + " grant w2 to friend; create user owns password ''; create schema theirs authorization owns;"
                            + " create user reader password ''; grant select on schema public to reader;"
                            + " create user writer password ''; grant all on schema public to writer");

            assertThat(said(url, "sa")).isEqualTo("everything, as an administrator");
            assertThat(said(url, "ins")).isEqualTo("PUBLIC.VISIT (INSERT, UPDATE)");
            assertThat(said(url, "friend")).isEqualTo("PUBLIC.WO (DELETE)");
            assertThat(said(url, "owns")).isEqualTo("schema THEIRS (its owner)");
            assertThat(said(url, "reader"))
                    .isEqualTo(said(url, "writer"))
                    .isEqualTo("unknown: H2 shows rights to whole schemas to its administrators only");
            run(owner, "create table everybodys (a int); grant delete on everybodys to public");
            assertThat(said(url, "reader")).isEqualTo("PUBLIC.EVERYBODYS (DELETE)");
        }
    }

    @Test
    void whatIsSaidNamesTheAccountWhatItMayWriteAndWhatToDo() {
        Account writes = new Account(
                "legacy", "uh", new WriteAccess.Some(List.of("dbo.visit (INSERT)"), 1_204, "CREATE USER x; GRANT y"));

        assertThat(writes.refusal())
                .contains(
                        "plan.yaml: connections: legacy: legacy account 'uh' may write there: dbo.visit (INSERT) and 1,204 more."
                                + " Give Rollcall an account that only reads (CREATE USER x; GRANT y), or say --allow-writable-source");
        assertThat(writes.warning())
                .contains("warning: legacy account 'uh' may write there: dbo.visit (INSERT) and 1,204 more;"
                        + " --allow-writable-source lets it pass. Rollcall writes nothing there.");
        Account unknown = new Account("legacy", "uh", new WriteAccess.Unknown("it does not say"));
        assertThat(unknown.refusal()).isEmpty();
        assertThat(unknown.warning())
                .contains(
                        "warning: whether legacy account 'uh' may write could not be established: it does not say. See to it yourself that it has SELECT and no more.");
        Account reads = new Account("legacy", "uh", new WriteAccess.None());
        assertThat(reads.refusal()).isEmpty();
        assertThat(reads.warning()).isEmpty();
    }

    /** An account without rights in a database of MariaDB cannot so much as name it when it logs in. */
    private static String server(Database database) {
        return database.url().replace("/" + database.name(), "/");
    }

    private static void proveEach(List<Sort> sorts, String prefix, String url, List<String> tables)
            throws SQLException {
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> said = new TreeMap<>();
        List<String> belied = new ArrayList<>();
        for (Sort sort : sorts) {
            expected.put(sort.name, sort.said);
            said.put(sort.name, said(url, prefix + sort.name));
        }
        assertThat(said).isEqualTo(expected);
        for (Sort sort : sorts) {
            try (Connection account = DriverManager.getConnection(url, prefix + sort.name, "")) {
                account.setAutoCommit(false);
                if (!sort.proof.isEmpty()) {
                    run(account, sort.proof);
                    account.rollback();
                } else {
                    belied.addAll(writes(account, sort.name, tables));
                }
            }
        }
        assertThat(belied).isEmpty();
    }

    private static List<String> writes(Connection account, String name, List<String> tables) throws SQLException {
        List<String> done = new ArrayList<>();
        for (String table : tables) {
            for (String write : List.of(
                    "insert into %s (a) values (1)", "update %s set a = 1", "delete from %s", "truncate table %s")) {
                try (Statement statement = account.createStatement()) {
                    statement.execute(write.formatted(table));
                    done.add(name + ": " + write.formatted(table));
                } catch (SQLException refused) {
                    assertThat(refused.getSQLState()).as(refused.getMessage()).startsWith("42");
                } finally {
                    account.rollback();
                }
            }
        }
        return done;
    }

    private static String said(String url, String user) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, "")) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            Account account = Account.of("legacy", connection);
            assertThat(account.user()).isEqualToIgnoringCase(user);
            return switch (account.access()) {
                case WriteAccess.None none -> NOTHING;
                case WriteAccess.Some some ->
                    String.join(", ", some.what()) + (some.more() == 0 ? "" : " and " + some.more() + " more");
                case WriteAccess.Unknown unknown -> "unknown: " + unknown.why();
            };
        }
    }

    private static void run(Connection connection, String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : script.split("; ?")) {
                statement.execute(sql);
            }
        }
    }
}
