package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import rollcall.fixtures.server.Engine;
import rollcall.migrator.CommandRun;
import rollcall.migrator.job.LaterLegacy.Visit;

/** What is booked, moved or cancelled in legacy after the extract is moved by migrating again, and nothing else is touched. */
@ParameterizedClass
@EnumSource(Engine.class)
class CatchUpTest {
    private final Engine engine;
    private Path home = Path.of("");
    private MovedCouncil council = new MovedCouncil(new rollcall.fixtures.CouncilFolder(home));
    private MovedCouncil untouched = council;
    private LaterLegacy later = new LaterLegacy(council);
    private List<Visit> visits = List.of();

    CatchUpTest(Engine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void migrate(@TempDir Path folder) throws Exception {
        home = folder;
        council = MovedCouncil.generate(120, 4, folder.resolve("council")).on(engine);
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
        still.removeIf(it -> List.of(0, 1, 2, 3, 4).stream()
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
        Files.copy(
                home.resolve("council/legacy/uh.mv.db"),
                home.resolve("untouched/legacy/uh.mv.db"),
                StandardCopyOption.REPLACE_EXISTING);
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
        // The visit of the cancelled order is nobody's but ours; the order has staff's note on it, and keeps its
        // contact.
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
        String day = council.query(
                        "",
                        "select cast(date as date) from appointments where legacy_appointment_reference = '"
                                + visits.get(0).sid() + "'")
                .get(0)
                .substring(1);
        staff(
                "update appointments set date = timestamp '"
                        + LocalDate.parse(day).plusDays(1)
                        + " 00:00:00', modified_by = 'staff' where legacy_appointment_reference = '%s'",
                0);

        assertThat(Program.migrate(council.plan()).exitCode()).isZero();
        assertThat(outcomes(0)).containsExactly("|LOADED|ADDED", "|LOADED|FOUND");

        later.move(visits.get(0), 1);

        assertThat(Program.migrate(council.plan()).exitCode()).isEqualTo(1);
        assertThat(outcomes(0)).containsExactly("|LOADED|ADDED", "|LOADED|FOUND", "|REJECTED|KEPT");
    }

    @Test
    void whatStaffHadKeyedBeforeItWasMigratedIsNeitherMovedNorTakenOut() throws Exception {
        for (int i : List.of(0, 1)) {
            for (String table : List.of("credit", "debit")) {
                council.system()
                        .execute("delete from %s.%s where population = 'appointments' and reference = '%s'"
                                .formatted(
                                        council.system().ledger(),
                                        table,
                                        visits.get(i).sid()));
            }
        }
        Program.migrate(council.plan());
        assertThat(outcomes(0)).containsExactly("|LOADED|FOUND");
        List<String> before = council.rows();
        later.move(visits.get(0), 1);
        later.finish(visits.get(1));

        assertThat(Program.migrate(council.plan()).exitCode()).isEqualTo(1);

        assertThat(council.rows()).isEqualTo(before);
        assertThat(outcomes(0)).containsExactly("|LOADED|FOUND", "|REJECTED|KEPT");
        assertThat(outcomes(1)).containsExactly("|LOADED|FOUND", "|REJECTED|KEPT");
    }

    @Test
    void whatBothHaveChangedIsShownWithBothVersions() throws Exception {
        later.move(visits.get(0), 1);
        staff("update appointments set time_of_day_name = 'ALL DAY' where legacy_appointment_reference = '%s'", 0);
        later.finish(visits.get(1));
        staff("update appointments set modified_by = 'staff' where legacy_appointment_reference = '%s'", 1);

        Program.migrate(council.plan());

        assertThat(Files.readAllLines(council.plan().resolve(".rollcall/rejects/changed-in-both.csv")))
                .contains("population,reference,occurrence,id,column,legacy,new_system")
                .anyMatch(it -> it.matches("appointments," + visits.get(0).sid()
                        + ",1,\\d+,date,2026-\\d\\d-\\d\\dT00:00,2026-\\d\\d-\\d\\dT00:00"))
                .anyMatch(it ->
                        it.matches("appointments," + visits.get(0).sid() + ",1,\\d+,time_of_day_name,[A-Z ]+,ALL DAY"))
                .anyMatch(
                        it -> it.matches("appointments," + visits.get(1).sid() + ",1,\\d+,,not to be moved: .*,there"));
    }

    @Test
    void whatIsToBeKeyedByHandIsListedAndNothingIsWritten() throws Exception {
        assertThat(CommandRun.of("migrate", council.plan(), "--freeze-report").exit())
                .isEqualTo(listed().isEmpty() ? 0 : 1);
        List<String> before = listed();
        change();
        String dump = council.dump();

        CommandRun run = CommandRun.of("migrate", council.plan(), "--freeze-report");

        assertThat(run.exit()).as(run.text()).isEqualTo(1);
        assertThat(council.dump()).isEqualTo(dump);
        List<String> now = new ArrayList<>(listed());
        now.removeAll(before);
        assertThat(now)
                .containsExactlyInAnyOrder(
                        "bring up to date: changed in legacy since|appointments|"
                                + visits.get(0).sid(),
                        "bring up to date: changed in legacy since|appointments|"
                                + visits.get(1).sid(),
                        "take out: rebooked as 900001|appointments|"
                                + visits.get(2).sid(),
                        "key: new in legacy since|appointments|900001",
                        "take out: in legacy now 'visit of closed job'|appointments|"
                                + visits.get(3).sid(),
                        "take out: in legacy now 'cancelled job'|jobs|"
                                + visits.get(3).job(),
                        "take out: in legacy now 'contact of closed job'|contacts|"
                                + visits.get(3).job(),
                        "take out: in legacy now 'visit with outcome'|appointments|"
                                + visits.get(4).sid(),
                        "key: new in legacy since|jobs|99" + visits.get(5).job().substring(2),
                        "key: new in legacy since|contacts|99"
                                + visits.get(5).job().substring(2),
                        "key: new in legacy since|appointments|900002");
        assertThat(run.out().lines()).allMatch(it -> it.length() <= 80);

        Program.migrate(council.plan());
        CommandRun.of("migrate", council.plan(), "--freeze-report");
        assertThat(listed()).as("once caught up").isEqualTo(before);
    }

    /** What the freeze report lists: what to do, population, reference. */
    private List<String> listed() throws Exception {
        List<String> lines = new ArrayList<>();
        for (String population : List.of("jobs", "appointments", "contacts")) {
            Path file = council.plan().resolve(".rollcall/by-hand/by-hand-" + population + ".csv");
            if (Files.exists(file)) {
                try (CSVParser rows = CSVParser.parse(
                        file,
                        StandardCharsets.UTF_8,
                        CSVFormat.RFC4180
                                .builder()
                                .setHeader()
                                .setSkipHeaderRecord(true)
                                .get())) {
                    rows.forEach(it -> lines.add(it.get("do") + "|" + population + "|" + it.get("reference")));
                }
            }
        }
        return lines;
    }

    @Test
    void aBookingOfTheVerySecondOfTheExtractIsInTheNextOneAndInNoGap() throws Exception {
        String orders = Files.readString(council.plan().resolve("legacy/appointments.sql"));
        Files.writeString(
                council.plan().resolve("legacy/appointments.sql"),
                "select * from (" + orders.replaceFirst("(?s)^WITH", "WITH")
                        + ") told where told.reference not in (select visit_sid from visit where visit_actual >= ${as-of})");
        // visit_actual stands here for the column in which legacy keeps when a visit was booked.
        String cutover = "2026-10-16 18:00:00";
        later.book(visits.get(0), 900001);
        later.execute("update visit set visit_actual = timestamp '" + cutover + "' where visit_sid = 900001");
        later.book(visits.get(1), 900002);
        later.execute("update visit set visit_actual = timestamp '2026-10-16 17:59:59' where visit_sid = 900002");

        assertThat(CommandRun.of("migrate", council.plan(), "--as-of", "2026-10-16T18:00")
                        .exit())
                .isZero();
        assertThat(held("9000")).containsExactly("900002");

        assertThat(CommandRun.of("migrate", council.plan(), "--as-of", "2026-10-16T18:00:01")
                        .exit())
                .isZero();
        assertThat(held("9000")).containsExactly("900001", "900002");
    }

    private List<String> held(String beginning) throws Exception {
        return council.held().stream()
                .filter(it -> it.startsWith("appointment|" + beginning))
                .map(it -> it.split("\\|", -1)[1])
                .toList();
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
        try (Connection connection = council.system().open();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql.formatted(visits.get(visit).sid())))
                    .isEqualTo(1);
        }
    }
}
