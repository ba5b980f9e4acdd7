package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rollcall.fixtures.server.Engine;
import rollcall.migrator.CommandRun;

/**
 * What the server refuses for reasons of its own is nobody's row's fault: the run ends in one line, no row is rejected for
 * it, and the next run goes on.
 */
class ServersFaultTest {
    private static final String AGAIN = "run the same command again to go on";
    private static final String RIGHT = "its user lacks a right, or it lacks a table or column: mend that, then run";
    private static final String READ_ONLY = "the target may only be read: open it for writing, then run";
    private static final String SPACE = "make space for it, then run the same command to go on";
    private static final String BROKEN = "look the state up, mend its cause in the target, then run";

    /**
     * @param breaking what the hub's owner is to do
     * @param mending and to undo
     * @param remedy what the message must say is to be done
     */
    private record Fault(String name, List<String> breaking, List<String> mending, String remedy) {}

    @ParameterizedTest
    @EnumSource
    void noRowIsRejectedForWhatIsTheServersFault(Engine engine, @TempDir Path folder) throws Exception {
        MovedCouncil council =
                MovedCouncil.generate(50, 6, folder.resolve("council")).on(engine);
        council.correct();
        council.inChunksOf(10);
        List<String> appointments = council.expected().stream()
                .filter(it -> it.startsWith("appointment|"))
                .toList();
        String last = appointments.get(appointments.size() - 5).split("\\|", -1)[1];
        String mover = prepare(council);

        List<String> committed = List.of();
        for (Fault fault : faults(council, mover, last)) {
            for (String sql : fault.breaking()) {
                council.system().execute(sql);
            }
            CommandRun ran = CommandRun.of("migrate", council.plan());
            for (String sql : fault.mending()) {
                council.system().execute(sql);
            }

            assertThat(ran.exit()).as(fault.name() + ran.text()).isEqualTo(3);
            assertThat(ran.err().strip())
                    .as(fault.name())
                    .startsWith("rollcall: ")
                    .hasLineCount(1);
            assertThat(ran.text()).as(fault.name()).contains(fault.remedy());
            assertThat(
                            council.query(
                                    "",
                                    "select population, reference, detail from rollcall.balance where detail like '%the new system refused it%'"))
                    .as(fault.name())
                    .isEmpty();
            assertThat(council.rows()).as(fault.name()).containsAll(committed);
            committed = council.rows();
            assertThat(committed)
                    .as(fault.name())
                    .hasSizeBetween(1, council.expected().size() - 1);
        }
        CommandRun resumed = CommandRun.of("migrate", council.plan());

        assertThat(resumed.exit()).as(resumed.text()).isZero();
        assertThat(council.held()).isEqualTo(council.expected());
        assertThat(council.posted()).isEqualTo(council.fates("fate"));
        assertThat(council.rows()).containsAll(committed);
    }

    /** Has the plan load as an account that has the rights it needs and no more, and gives its name. */
    private static String prepare(MovedCouncil council) throws Exception {
        NewSystem system = council.system();
        if (system.server().isEmpty()) {
            // H2 lets nobody but its administrator say that each commit is to reach the disk.
            return "sa";
        }
        String mover = "mover_" + system.database().name();
        if (system.onMariaDb()) {
            system.execute("create user %s@'%%'".formatted(mover));
            for (String schema : List.of(system.schema(), system.ledger())) {
                system.execute("grant all privileges on %s.* to %s@'%%'".formatted(schema, mover));
            }
        } else {
            system.execute("create role %s login".formatted(mover));
            system.execute("grant all on all tables in schema public to " + mover);
            system.execute("grant all on all sequences in schema public to " + mover);
            system.execute("grant create on database %s to %s"
                    .formatted(system.database().name(), mover));
        }
        council.loadsAs(mover);
        return mover;
    }

    private static List<Fault> faults(MovedCouncil council, String mover, String last) {
        return council.system().onPostgres()
                ? ofPostgres(mover, last)
                : council.system().onMariaDb() ? ofMariaDb(council, mover, last) : ofH2(last);
    }

    private static List<Fault> ofPostgres(String mover, String last) {
        List<Fault> faults = new ArrayList<>(List.of(
                new Fault(
                        "permission denied",
                        List.of("revoke insert on appointments from " + mover),
                        List.of("grant insert on appointments to " + mover),
                        RIGHT),
                new Fault(
                        "a trigger without its table",
                        List.of(
                                "create function lost() returns trigger language plpgsql as"
                                        + " $$ begin insert into nowhere values (1); return new; end $$",
                                "create trigger lost before insert on appointments for each row execute function lost()"),
                        List.of("drop trigger lost on appointments"),
                        RIGHT),
                new Fault(
                        "read only",
                        List.of("alter role %s set default_transaction_read_only = on".formatted(mover)),
                        List.of("alter role %s reset default_transaction_read_only".formatted(mover)),
                        READ_ONLY),
                new Fault(
                        "too many connections",
                        List.of("alter role %s connection limit 0".formatted(mover)),
                        List.of("alter role %s connection limit -1".formatted(mover)),
                        "SQL state 53300"),
                new Fault(
                        "a statement that takes too long",
                        List.of(
                                "alter role %s set statement_timeout = '500ms'".formatted(mover),
                                "create function slow() returns trigger language plpgsql as"
                                        + " $$ begin perform pg_sleep(5); return new; end $$",
                                "create trigger slow before insert on appointments for each row execute function slow()"),
                        List.of(
                                "drop trigger slow on appointments",
                                "alter role %s reset statement_timeout".formatted(mover)),
                        AGAIN)));
        faults.addAll(List.of(
                raisedByPostgres("53100", last, SPACE),
                raisedByPostgres("53200", last, AGAIN),
                raisedByPostgres("40001", last, AGAIN),
                raisedByPostgres("40P01", last, AGAIN),
                raisedByPostgres("55P03", last, AGAIN),
                raisedByPostgres("57P01", last, "once it answers again, run the same command to go on"),
                raisedByPostgres("58030", last, AGAIN),
                raisedByPostgres("XX000", last, BROKEN),
                raisedByPostgres("XX002", last, BROKEN)));
        return faults;
    }

    private static Fault raisedByPostgres(String state, String last, String remedy) {
        return new Fault(
                state,
                List.of(
                        """
                        create or replace function refusing() returns trigger language plpgsql as $$
                        begin
                            if new.legacy_appointment_reference = '%s' then
                                raise exception 'not now' using errcode = '%s';
                            end if;
                            return new;
                        end $$""".formatted(last, state),
                        "create trigger refusing before insert on appointments for each row execute function refusing()"),
                List.of("drop trigger refusing on appointments"),
                remedy);
    }

    private static List<Fault> ofMariaDb(MovedCouncil council, String mover, String last) {
        String schema = council.system().schema();
        return List.of(
                raisedByMariaDb("HY000", 1205, last, AGAIN),
                new Fault(
                        "permission denied",
                        List.of("revoke insert on %s.* from %s@'%%'".formatted(schema, mover)),
                        List.of("grant insert on %s.* to %s@'%%'".formatted(schema, mover)),
                        RIGHT),
                new Fault(
                        "read only",
                        List.of("set global read_only = 1"),
                        List.of("set global read_only = 0"),
                        READ_ONLY),
                raisedByMariaDb("HY000", 1021, last, SPACE),
                raisedByMariaDb("HY000", 1114, last, SPACE),
                raisedByMariaDb("40001", 1213, last, AGAIN),
                raisedByMariaDb("42000", 1226, last, RIGHT),
                raisedByMariaDb("42S02", 1146, last, RIGHT),
                raisedByMariaDb("70100", 1317, last, AGAIN),
                raisedByMariaDb("70100", 1969, last, AGAIN));
    }

    private static Fault raisedByMariaDb(String state, int number, String last, String remedy) {
        return new Fault(
                state + " " + number,
                List.of("""
                        create trigger refusing before insert on appointments for each row
                        begin
                            if new.legacy_appointment_reference = '%s' then
                                signal sqlstate '%s' set mysql_errno = %d;
                            end if;
                        end""".formatted(last, state, number)),
                List.of("drop trigger refusing"),
                remedy);
    }

    private static List<Fault> ofH2(String last) {
        return List.of(
                raisedByH2("90096", 90096, last, RIGHT),
                raisedByH2("HYT00", 50200, last, AGAIN),
                raisedByH2("40001", 40001, last, AGAIN),
                raisedByH2("90097", 90097, last, READ_ONLY),
                raisedByH2("90135", 90135, last, AGAIN),
                raisedByH2("42S02", 42102, last, RIGHT));
    }

    private static Fault raisedByH2(String state, int number, String last, String remedy) {
        return new Fault(
                state + " " + number,
                List.of(
                        "drop trigger if exists refusing",
                        "create trigger refusing before insert on appointments for each row call '"
                                + Refusing.class.getName() + "'",
                        "comment on table appointments is '%s %s %d'".formatted(last, state, number)),
                List.of("drop trigger refusing"),
                remedy);
    }

    /** Refuses one row, as the table's comment says. */
    public static final class Refusing extends CommentedTrigger {
        @Override
        protected void act(List<String> words) throws SQLException {
            throw new SQLException("not now", words.get(0), Integer.parseInt(words.get(1)));
        }
    }
}
