package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.fixtures.CouncilSpec;
import rollcall.fixtures.SheetsCouncil;
import rollcall.fixtures.truth.TruthRow;
import rollcall.reconciler.Progress;
import rollcall.reconciler.Reconciliation;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanReader;

/** What nobody sees in a cell, or cannot be read in it, makes no live visit one that is left out by decision. */
class UnseenCellsTest {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final Path VISITS = Path.of("exports/visits-booked.csv");
    private static final Path ORDERS = Path.of("exports/orders-recent.csv");

    private final Path folder;
    private final MovedCouncil council;

    UnseenCellsTest(@TempDir Path folder) {
        this.folder = folder;
        this.council = new MovedCouncil(SheetsCouncil.generate(CouncilSpec.of(100, 105), folder));
    }

    @BeforeEach
    void correct() throws IOException {
        council.correct();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$", "(?<=,UHOrder)"})
    void aBlankThatOnlyLooksLikeASpaceIsNoOutcomeAndNoOtherEntity(String place) throws Exception {
        edit(VISITS, "UHOrder,", place, "\u00A0");

        assertThat(Program.migrate(council.plan()).exitCode()).isZero();
        assertThat(council.held()).isEqualTo(council.expected());
        assertThat(verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TBC", "########"})
    void aCompletionThatIsNoDateDoesNotCloseTheJobOfALiveVisit(String completed) throws Exception {
        edit(ORDERS, ";;", "(?<=\\d\\d:\\d\\d:\\d\\d);;", ";" + completed + ";");

        assertThat(Program.migrate(council.plan()).exitCode()).isEqualTo(1);
        assertThat(verdict()).isEqualTo(Verdict.EXCEPTIONS);
    }

    @Test
    void nothingIsFoundWhereNothingIsWrong() throws Exception {
        assertThat(Program.migrate(council.plan()).exitCode()).isZero();
        assertThat(verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
    }

    /** Changes the first line that holds this text and the number of a loaded visit, or of its job. */
    private void edit(Path file, String text, String place, String with) throws IOException {
        List<String> lines = new ArrayList<>(
                List.of(Files.readString(folder.resolve(file), WINDOWS).split("\r\n", -1)));
        String number = file.equals(VISITS) ? "reference" : "job";
        try (Stream<TruthRow> rows = TruthRow.of(folder.resolve("truth/appointments.csv"))) {
            List<String> loaded = rows.filter(
                            it -> it.loaded() && it.text("kind").equals("live visit"))
                    .map(it -> it.text(number).replaceFirst("^0+", ""))
                    .toList();
            Optional<String> line = lines.stream()
                    .filter(it -> it.contains(text)
                            && !it.replaceFirst(place, with).equals(it)
                            && Stream.of(it.split("[,;]"))
                                    .map(cell -> cell.replaceFirst("^0+", ""))
                                    .anyMatch(loaded::contains))
                    .findFirst();
            lines.set(lines.indexOf(line.orElseThrow()), line.orElseThrow().replaceFirst(place, with));
        }
        Files.writeString(folder.resolve(file), String.join("\r\n", lines), WINDOWS);
    }

    private Verdict verdict() throws Exception {
        Plan plan = PlanReader.read(council.plan(), Map.of());
        try (Reconciliation.Result result = Reconciliation.run(
                plan, plan.reconciliations().getFirst(), plan.asOf().orElseThrow(), plan.workFolder(), Progress.NONE)) {
            return result.header().verdict();
        }
    }
}
