package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.server.Engine;
import rollcall.migrator.CommandRun;
import rollcall.migrator.job.LaterLegacy.Visit;

/** What a run has added is taken out again; what somebody has touched since stays. */
@ParameterizedClass
@EnumSource(Engine.class)
class UndoTest {
    private final Engine engine;
    private MovedCouncil council = new MovedCouncil(new CouncilFolder(Path.of("")));
    private List<String> loaded = List.of();

    UndoTest(Engine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void migrate(@TempDir Path folder) throws Exception {
        council = MovedCouncil.generate(120, 4, folder.resolve("council")).on(engine);
        council.correct();
        Program.migrate(council.plan());
        loaded = council.held();
    }

    @Test
    void nothingOfARunIsLeftAndMigratingLoadsItAgain() throws Exception {
        CommandRun tried = undo("1", "--dry-run");
        assertThat(tried.exit()).isZero();
        assertThat(council.held()).isEqualTo(loaded);
        assertThat(council.count("rollcall.run")).isEqualTo(1);

        String visit = new LaterLegacy(council).visits().getFirst().sid();
        // The sample plan's queries of the new system are not in MariaDB's words.
        boolean isAsked = engine != Engine.MARIADB;
        CommandRun life = CommandRun.of("explain", council.plan(), visit);
        assertThat(life.exit()).as(life.err()).isEqualTo(3);
        assertThat(life.told())
                .contains("extracted by run 1, migrate", "loaded as")
                .contains(isAsked ? "In the new system " + visit + ": id " : "could not be read")
                .contains("UNKNOWN: no run has compared it yet");

        CommandRun undone = undo("1", "--yes");

        assertThat(undone.exit()).as(undone.err()).isZero();
        life = CommandRun.of("explain", council.plan(), visit);
        assertThat(life.exit()).as(life.err()).isEqualTo(isAsked ? 1 : 3);
        assertThat(life.told())
                .contains("taken out again by run 2, undo, which undid run 1")
                .contains(isAsked ? "In the new system no row of this reference LOST:" : "could not be read");
        assertThat(council.held()).isEmpty();
        for (String table :
                List.of("work_orders", "appointments", "person", "person_communication", "alert_regarding_person")) {
            assertThat(council.count(table)).as(table).isZero();
        }
        assertThat(council.count("rollcall.balance where outcome is null")).isZero();
        assertThat(
                        council.count(
                                "rollcall.balance where outcome = 'EXCLUDED' and action = 'REMOVED' and detail = 'undone: run 1'"))
                .isEqualTo(loaded.size());
        String once = council.dump();
        assertThat(undo("1", "--yes").exit()).isZero();
        assertThat(council.dump()).as("undone again, nothing is done").isEqualTo(once);

        assertThat(Program.migrate(council.plan()).exitCode()).isZero();
        assertThat(council.held()).isEqualTo(loaded);
        assertThat(undo("2", "--yes").exit()).isEqualTo(2);
    }

    @Test
    void whatWasChangedInTheNewSystemStaysAndIsListed() throws Exception {
        List<Visit> visits = new LaterLegacy(council).visits();
        staff(
                "update appointments set modified_by = 'staff' where legacy_appointment_reference = '%s'",
                visits.get(0).sid());
        staff(
                "insert into job_status_updates (work_order_id, comments) select id, 'rang' from work_orders where legacy_reference = '%s'",
                visits.get(1).job());
        staff(
                "delete from appointments where legacy_appointment_reference = '%s'",
                visits.get(2).sid());
        staff(
                "insert into person_communication (person_id, channel, \"value\") select p.id, 'email', 'a@example.org' from person p join work_orders w on w.id = p.work_order_id where w.legacy_reference = '%s'",
                visits.get(3).job());

        CommandRun undone = undo("1", "--yes");

        assertThat(undone.exit()).isEqualTo(1);
        List<String> expected = new ArrayList<>(loaded);
        expected.removeIf(it -> !it.startsWith("appointment|" + visits.get(0).sid() + "|")
                && List.of(0, 1, 3).stream()
                        .noneMatch(i -> it.startsWith("job|" + visits.get(i).job() + "|")
                                || it.startsWith("contact|" + visits.get(i).job() + "|")));
        assertThat(council.held()).isEqualTo(expected);
        assertThat(undone.out())
                .contains("appointment " + visits.get(0).sid())
                .contains("job_status_updates on it")
                .contains("deleted there before");
        Path file = council.plan().resolve(".rollcall/undo/run-000001-left.csv");
        assertThat(Files.readString(file))
                .contains("appointments," + visits.get(0).sid() + ",1,")
                .contains("changed it")
                .contains("rows of person_communication on it");
        assertThat(council.count("rollcall.balance where outcome is null")).isZero();
        assertThat(council.count("rollcall.balance where outcome = 'LOADED'")).isEqualTo(expected.size());
    }

    @Test
    void whatStaffKeepBesideAPhoneOrHangOnItOrOnAReferenceStays() throws Exception {
        undo("1", "--yes");
        council.system().execute("alter table person_communication add column note varchar(50) default 'new'");
        council.system()
                .execute("create table calls (communication_id bigint not null,"
                        + " foreign key (communication_id) references person_communication (id) on delete cascade)");
        council.system()
                .execute("alter table appointments add constraint one_each unique (legacy_appointment_reference)");
        council.system().execute("create table outcomes as select legacy_appointment_reference from appointments");
        council.system()
                .execute("alter table outcomes add foreign key (legacy_appointment_reference)"
                        + " references appointments (legacy_appointment_reference) on delete cascade");
        Program.migrate(council.plan());
        List<Visit> visits = new LaterLegacy(council).visits();
        staff(
                "update person_communication set note = 'ring twice' where id in (select id from (select max(c.id) id"
                        + " from person_communication c join person p on p.id = c.person_id"
                        + " join work_orders w on w.id = p.work_order_id where w.legacy_reference = '%s') one)",
                visits.get(0).job());
        staff(
                "insert into calls select max(c.id) from person_communication c join person p on p.id = c.person_id"
                        + " join work_orders w on w.id = p.work_order_id where w.legacy_reference = '%s'",
                visits.get(1).job());
        staff("insert into outcomes values ('%s')", visits.get(2).sid());

        assertThat(undo("3", "--yes").exit()).isEqualTo(1);

        assertThat(council.count("person_communication where note = 'ring twice'"))
                .isEqualTo(1);
        assertThat(council.count("calls")).isEqualTo(1);
        assertThat(council.count("outcomes")).isEqualTo(1);
        assertThat(council.count("person")).isEqualTo(3);
        assertThat(council.count("appointments")).isEqualTo(1);
    }

    @Test
    void anUndoIsRefusedUnlessTenantsAreKeptFromMessagesAndSomebodyConfirmsIt() throws Exception {
        assertThat(undo("1").exit()).isEqualTo(2);
        assertThat(undo("7", "--yes").err()).contains("run 7 is not in the ledger; it has 1 (migrate)");
        Path plan = council.plan().resolve("plan.yaml");
        Files.writeString(plan, Files.readString(plan).replaceFirst("(?s)messages:.*?migrate:", "migrate:"));

        CommandRun refused = undo("1", "--yes");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("does not say how the legacy system is kept from texting tenants");
        assertThat(council.held()).isEqualTo(loaded);
    }

    @Test
    void aLaterRunIsUndoneByItselfAndWhatItChangedOfEarlierRunsIsTold() throws Exception {
        LaterLegacy later = new LaterLegacy(council);
        List<Visit> visits = later.visits();
        later.book(visits.get(0), 900002);
        later.move(visits.get(1), 1);
        Program.migrate(council.plan());
        List<String> caughtUp = new ArrayList<>(council.held());

        CommandRun undone = undo("2", "--yes");

        assertThat(undone.exit()).isEqualTo(1);
        caughtUp.removeIf(it -> it.contains("|900002|")
                || it.contains("|99" + visits.get(0).job().substring(2) + "|"));
        assertThat(council.held()).isEqualTo(caughtUp);
        assertThat(undone.out())
                .contains("Records of earlier runs that this run had moved: 1; they stay as it left them");
    }

    private CommandRun undo(String run, String... options) {
        List<String> all = new ArrayList<>(List.of(run));
        all.addAll(List.of(options));
        return CommandRun.of("undo", council.plan(), all.toArray(String[]::new));
    }

    private void staff(String sql, String reference) throws SQLException {
        try (Connection connection = council.system().open();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql.formatted(reference))).isEqualTo(1);
        }
    }
}
