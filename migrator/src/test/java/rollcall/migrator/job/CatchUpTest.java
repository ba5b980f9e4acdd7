package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.migrator.job.LaterLegacy.Visit;

/** What is booked, moved or cancelled in legacy after the extract is moved by migrating again, and nothing else is touched. */
class CatchUpTest {
    private Path home = Path.of("");
    private MovedCouncil council = new MovedCouncil(new rollcall.fixtures.CouncilFolder(home));
    private MovedCouncil untouched = council;
    private LaterLegacy later = new LaterLegacy(council);
    private List<Visit> visits = List.of();

    @BeforeEach
    void migrate(@TempDir Path folder) throws Exception {
        home = folder;
        council = MovedCouncil.generate(120, 4, folder.resolve("council"));
        council.correct();
        untouched = council.copyInto(folder.resolve("untouched"));
        Program.migrate(council.plan());
        later = new LaterLegacy(council);
        visits = later.visits();
        assertThat(visits).hasSizeGreaterThan(10);
    }

    @Test
    void theNewSystemIsThenAsIfLegacyHadBeenExtractedLater() throws Exception {
        List<String> before = council.rows();
        change();
        MigrationResult result = Program.migrate(council.plan());

        assertThat(council.held()).isEqualTo(migratedOnce());
        assertThat(result.balance().holds()).isTrue();
        assertThat(result.exitCode()).isZero();
        List<String> still = new ArrayList<>(before);
        still.removeIf(it -> List.of(2, 3, 4).stream()
                .anyMatch(i -> it.contains("|" + visits.get(i).sid() + "|")
                        || it.contains("|" + visits.get(i).job() + "|")));
        assertThat(council.rows()).containsAll(still);
        assertThat(
                        council.query(
                                "",
                                "select reference, outcome, action from rollcall.balance where run_id = 2 order by 1, population"))
                .contains(
                        "|" + visits.get(0).sid() + "|LOADED|MOVED",
                        "|" + visits.get(2).sid() + "|SUPERSEDED|REMOVED",
                        "|900001|LOADED|ADDED",
                        "|" + visits.get(3).sid() + "|EXCLUDED|REMOVED",
                        "|" + visits.get(3).job() + "|EXCLUDED|REMOVED",
                        "|" + visits.get(4).sid() + "|EXCLUDED|REMOVED",
                        "|900002|LOADED|ADDED");
        String once = council.dump();

        Program.migrate(council.plan());

        assertThat(council.dump()).isEqualTo(once);
    }

    private void change() throws SQLException {
        later.move(visits.get(0), 1);
        later.move(visits.get(1), 3);
        later.rebook(visits.get(2), 900001);
        later.cancel(visits.get(3));
        later.finish(visits.get(4));
        later.book(visits.get(5), 900002);
    }

    /** What the new system holds where legacy, as it is now, is migrated for the first time. */
    private List<String> migratedOnce() throws Exception {
        new LaterLegacy(untouched).execute("delete from visit");
        java.nio.file.Files.copy(
                home.resolve("council/legacy/uh.mv.db"),
                home.resolve("untouched/legacy/uh.mv.db"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Program.migrate(untouched.plan());
        return untouched.held();
    }

    @Test
    void whatBothSystemsHaveChangedIsWrittenOverByNeither() throws Exception {
        later.move(visits.get(0), 1);
        staff("update appointments set time_of_day_name = 'PM by phone' where legacy_appointment_reference = '%s'", 0);
        later.move(visits.get(1), 1);
        staff("delete from appointments where legacy_appointment_reference = '%s'", 1);
        later.finish(visits.get(2));
        staff(
                "update appointments set operative_id = null, modified_by = 'staff' where legacy_appointment_reference = '%s'",
                2);
        later.cancel(visits.get(3));
        staff(
                "insert into job_status_updates (work_order_id, comments) select work_order_id, 'tenant rang' from appointments where legacy_appointment_reference = '%s'",
                3);
        List<String> held = council.held();

        MigrationResult result = Program.migrate(council.plan());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.balance().holds()).isTrue();
        List<String> expected = new ArrayList<>(held);
        // The visit of the cancelled order is nobody's but ours; the order has staff's note on it, and keeps its contact.
        expected.removeIf(it -> it.startsWith("appointment|" + visits.get(3).sid() + "|"));
        assertThat(council.held()).isEqualTo(expected);
        assertThat(
                        council.query(
                                "",
                                "select reference, detail from rollcall.balance where action = 'KEPT' order by population, reference"))
                .containsExactlyInAnyOrder(
                        "|%s|since it was loaded, legacy has changed it and the new system (id %s) has changed it; they differ in date, time_of_day_name"
                                .formatted(visits.get(0).sid(), id(visits.get(0))),
                        "|%s|since it was loaded, legacy has changed it and the new system (id %s) has deleted it"
                                .formatted(visits.get(1).sid(), ledgerId(visits.get(1))),
                        "|%s|since it was loaded, legacy has closed or rebooked it and the new system (id %s) has changed it"
                                .formatted(visits.get(2).sid(), id(visits.get(2))),
                        "|%s|since it was loaded, legacy has closed or rebooked it and the new system (id %s) has hung rows of person, job_status_updates on it"
                                .formatted(
                                        visits.get(3).job(),
                                        council.query(
                                                        "",
                                                        "select id from work_orders where legacy_reference = '"
                                                                + visits.get(3).job() + "'")
                                                .get(0)
                                                .substring(1)),
                        "|%s|since it was loaded, legacy has closed or rebooked it and the new system (id %s) has a job that stays with it"
                                .formatted(
                                        visits.get(3).job(),
                                        council.query(
                                                        "",
                                                        "select p.id from person p join work_orders w on w.id = p.work_order_id where w.legacy_reference = '"
                                                                + visits.get(3).job() + "'")
                                                .get(0)
                                                .substring(1)));
        String once = council.dump();
        Program.migrate(council.plan());
        assertThat(council.dump()).as("told again, and nothing done").isEqualTo(once);
    }

    @Test
    void whatStaffHaveTakenBackIsThenMoved() throws Exception {
        later.move(visits.get(0), 1);
        staff("update appointments set trade_code = null where legacy_appointment_reference = '%s'", 0);
        String trade = trade(visits.get(1));
        later.move(visits.get(1), 1);
        staff("update appointments set trade_code = null where legacy_appointment_reference = '%s'", 1);
        assertThat(Program.migrate(council.plan()).exitCode()).isEqualTo(1);

        staff("update appointments set trade_code = '" + trade + "' where legacy_appointment_reference = '%s'", 1);
        Program.migrate(council.plan());

        assertThat(outcomes(0)).containsExactly("|LOADED|ADDED", "|REJECTED|KEPT");
        assertThat(outcomes(1)).containsExactly("|LOADED|ADDED", "|REJECTED|KEPT", "|LOADED|MOVED");
    }

    @Test
    void whatStaffHaveKeyedJustSoIsTakenAsLoadedAndStaysTheirs() throws Exception {
        later.move(visits.get(0), 1);
        staff(
                "update appointments set date = dateadd('day', 1, date), modified_by = 'staff' where legacy_appointment_reference = '%s'",
                0);

        assertThat(Program.migrate(council.plan()).exitCode()).isZero();
        assertThat(outcomes(0)).containsExactly("|LOADED|ADDED", "|LOADED|FOUND");

        later.move(visits.get(0), 1);

        assertThat(Program.migrate(council.plan()).exitCode()).isEqualTo(1);
        assertThat(outcomes(0)).containsExactly("|LOADED|ADDED", "|LOADED|FOUND", "|REJECTED|KEPT");
    }

    private List<String> outcomes(int visit) throws SQLException {
        return council.query(
                "",
                "select outcome, action from rollcall.credit where population = 'appointments' and reference = '%s' order by run_id"
                        .formatted(visits.get(visit).sid()));
    }

    private String trade(Visit visit) throws SQLException {
        return council.query(
                        "",
                        "select trade_code from appointments where legacy_appointment_reference = '" + visit.sid()
                                + "'")
                .get(0)
                .substring(1);
    }

    private String id(Visit visit) throws SQLException {
        return council.query(
                        "", "select id from appointments where legacy_appointment_reference = '" + visit.sid() + "'")
                .get(0)
                .substring(1);
    }

    private String ledgerId(Visit visit) throws SQLException {
        return council.query(
                        "",
                        "select target_id from rollcall.credit where run_id = 1 and population = 'appointments' and reference = '"
                                + visit.sid() + "'")
                .get(0)
                .substring(1);
    }

    private void staff(String sql, int visit) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(council.folder().targetUrl(), "sa", "");
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql.formatted(visits.get(visit).sid())))
                    .isEqualTo(1);
        }
    }
}
