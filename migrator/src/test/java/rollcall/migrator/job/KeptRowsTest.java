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
