package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.fixtures.CouncilFolder;
import rollcall.migrator.CommandRun;
import rollcall.migrator.job.LaterLegacy.Visit;
import tools.jackson.databind.json.JsonMapper;

/** Rows that the new system has changed, or has touched by itself, and what a later run makes of them. */
class KeptRowsTest {
    private MovedCouncil council = new MovedCouncil(new CouncilFolder(Path.of("")));
    private LaterLegacy later = new LaterLegacy(council);

    @BeforeEach
    void generate(@TempDir Path folder) {
        council = MovedCouncil.generate(120, 4, folder.resolve("council"));
        council.correct();
        later = new LaterLegacy(council);
    }

    @Test
    void aRowThatBothHaveChangedIsAcceptedByNameAsWhatTheCheckerFindsItToBe() throws Exception {
        assertThat(Program.migrate(council.plan()).exitCode()).isZero();
        List<Visit> visits = later.visits();
        later.move(visits.get(0), 1);
        staff("update appointments set time_of_day_name = 'BY STAFF' where", visits.get(0));
        later.move(visits.get(1), 1);
        staff("delete from appointments where", visits.get(1));
        later.finish(visits.get(2));
        staff("update appointments set modified_by = 'staff' where", visits.get(2));
        assertThat(CommandRun.of("migrate", council.plan()).exit()).isEqualTo(1);

        List<String> found = found();

        assertThat(found)
                .containsExactlyInAnyOrder(
                        "appointments," + visits.get(0).sid() + ",DIFFERENT",
                        "appointments," + visits.get(1).sid() + ",MISSING",
                        "appointments," + visits.get(2).sid() + ",UNEXPECTED");
        accept(found.subList(1, 3));
        assertThat(CommandRun.of("migrate", council.plan()).exit()).isEqualTo(1);
        accept(found.subList(0, 1));
        CommandRun accepted = CommandRun.of("migrate", council.plan());
        assertThat(accepted.exit()).as(accepted.text()).isZero();
        CommandRun reconciled = CommandRun.of("reconcile", council.plan());
        assertThat(reconciled.exit()).as(reconciled.text()).isZero();
        assertThat(reconciled.text()).doesNotContain("does not occur any more");
    }

    @Test
    void aColumnThatTheNewSystemTouchesByItselfIsLeftOutOfWhatStaffHaveChangedWherePlanSaysSo() throws Exception {
        council.system().execute("alter table appointments add column row_version int default 1");
        Path plan = council.plan().resolve("plan.yaml");
        String watched = Files.readString(plan);
        Files.writeString(
                plan,
                watched.replace(
                        "      table: appointments\n", "      table: appointments\n      unwatched: [row_version]\n"));
        assertThat(Program.migrate(council.plan()).exitCode()).isZero();
        List<String> loaded = council.held();
        List<Visit> visits = later.visits();
        council.system().execute("update appointments set row_version = row_version + 1");
        staff("update appointments set modified_by = 'staff' where", visits.get(1));
        later.move(visits.get(0), 1);

        assertThat(Program.migrate(council.plan()).exitCode()).isZero();

        List<String> moved = council.held();
        assertThat(moved).isNotEqualTo(loaded);
        moved.removeAll(loaded);
        assertThat(moved)
                .singleElement()
                .asString()
                .startsWith("appointment|" + visits.get(0).sid() + "|");
        council.system().execute("update appointments set row_version = row_version + 1");
        CommandRun undone = CommandRun.of("undo", council.plan(), "1", "--yes");
        assertThat(undone.exit()).as(undone.text()).isEqualTo(1);
        assertThat(council.held().stream().filter(it -> it.startsWith("appointment|")))
                .singleElement()
                .asString()
                .startsWith("appointment|" + visits.get(1).sid() + "|");
    }

    @Test
    void whatThePlanWritesOrDoesNotExistCannotGoUnwatched() throws Exception {
        Path plan = council.plan().resolve("plan.yaml");
        String watched = Files.readString(plan);
        Files.writeString(
                plan,
                watched.replace(
                        "      table: appointments\n",
                        "      table: appointments\n      unwatched: [Date, ID, row_version]\n"));

        CommandRun refused = CommandRun.of("check", council.plan());

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.text())
                .contains("column 'Date' is one that this plan writes or finds rows by")
                .contains("column 'ID' is one that this plan writes or finds rows by");
        Files.writeString(
                plan,
                watched.replace(
                        "      table: appointments\n", "      table: appointments\n      unwatched: row_version\n"));
        CommandRun unknown = CommandRun.of("check", council.plan());
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.text()).contains("table 'appointments' has no column 'row_version'");
        assertThat(CommandRun.of("migrate", council.plan()).exit()).isEqualTo(2);
    }

    /** The exceptions as lines of {@code accepted.csv} begin. */
    private List<String> found() {
        Path json = council.folder().root().resolve("out.json");
        CommandRun.of("reconcile", council.plan(), "--json", json.toString());
        return JsonMapper.shared()
                .readTree(json.toFile())
                .get("exceptions")
                .valueStream()
                .map(it -> "%s,%s,%s"
                        .formatted(
                                it.get("population").asString(),
                                it.get("reference").asString(),
                                it.get("class").asString()))
                .sorted()
                .toList();
    }

    private void accept(List<String> lines) throws Exception {
        Path file = council.plan().resolve("accepted.csv");
        List<String> all = new ArrayList<>(Files.readAllLines(file));
        lines.forEach(it -> all.add(it + ",agreed with staff,Repairs systems lead,"));
        Files.write(file, all);
    }

    private void staff(String sql, Visit visit) throws Exception {
        council.system().execute(sql + " legacy_appointment_reference = '" + visit.sid() + "'");
    }
}
