package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.report.JsonReport;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Files are compared as they are read where they stand in order; whether they do shows in no report. */
class InOrderTest {
    private static final int JOBS = 200;

    private final Path folder;
    private final List<ComparableRow> legacy = new ArrayList<>();
    private final List<ComparableRow> target = new ArrayList<>();
    private final Comparing comparing = new Comparing();

    /** Remembers of how many rows each attempt to compare knew beforehand; of a file that is being read it knows none. */
    private static final class Comparing implements Progress {
        private final List<Long> expected = new ArrayList<>();

        @Override
        public Task begin(String what, long rows) {
            if (what.equals("comparing")) {
                expected.add(rows);
            }
            return NONE.begin(what, rows);
        }
    }

    InOrderTest(@TempDir Path folder) {
        this.folder = folder;
        for (int i = 0; i < JOBS; i++) {
            ComparableRow job = aJob("%05d".formatted(i));
            ComparableRow visit = anAppointment("%06d".formatted(7 * i), job.value("reference"));
            both(job.with("alerts", i % 50 == 0 ? "DA" : ""));
            both(visit);
            if (i % 40 == 3) {
                both(visit.with("reference", "%06d".formatted(7 * i + 1)).with("property", "X" + i));
            }
            if (i % 20 == 5) {
                target.remove(visit);
                target.add(visit.with("starts_at", "2026-10-21T08:00"));
            }
            if (i % 50 == 7) {
                target.remove(visit);
            }
        }
        target.add(anAppointment("999999", "00001"));
        Comparator<ComparableRow> byLine =
                Comparator.comparing(it -> "\"%s\",\"%s\"".formatted(it.value("population"), it.value("reference")));
        legacy.sort(byLine);
        target.sort(byLine);
        target.replaceAll(it -> it.with("visible", "true").with("target_id", "id-" + it.value("reference")));
    }

    private void both(ComparableRow row) {
        legacy.add(row);
        target.add(row);
    }

    @Test
    void theReportIsTheSameWhereverTheOrderBreaks() {
        List<ComparableRow> sorted = List.copyOf(legacy);
        List<ComparableRow> sortedThere = List.copyOf(target);
        Random random = new Random(5);
        Collections.shuffle(legacy, random);
        Collections.shuffle(target, random);
        String expected = report();
        assertThat(expected).contains("TWO_FOR_ONE_TRADE", "MISSING", "DIFFERENT", "UNEXPECTED");
        long rows = legacy.size();
        assertThat(comparing.expected).containsExactly(-1L, rows, rows);

        is(sorted, legacy);
        is(sortedThere, target);
        assertThat(report()).isEqualTo(expected);
        assertThat(comparing.expected).as("in order").containsExactly(-1L);

        List<Consumer<List<ComparableRow>>> inversions = List.of(
                it -> Collections.swap(it, 0, 1),
                it -> Collections.swap(it, it.size() / 2, it.size() / 2 + 1),
                it -> Collections.swap(it, it.size() - 2, it.size() - 1),
                it -> it.add(it.removeFirst()));
        for (Consumer<List<ComparableRow>> inversion : inversions) {
            is(sorted, legacy);
            is(sortedThere, target);
            inversion.accept(legacy);
            assertThat(report()).isEqualTo(expected);
            assertThat(comparing.expected).as("legacy is not in order").containsExactly(-1L, rows);
            is(sorted, legacy);
            inversion.accept(target);
            assertThat(report()).isEqualTo(expected);
            assertThat(comparing.expected).as("the new system is not in order").containsExactly(-1L, -1L);
            inversion.accept(legacy);
            assertThat(report()).isEqualTo(expected);
            assertThat(comparing.expected)
                    .as("neither is in order")
                    .hasSize(3)
                    .last()
                    .isEqualTo(rows);
        }
    }

    @Test
    void rowsOfOneReferenceThatStandInAnyOrderAreTheSameRows() {
        ComparableRow twin = anAppointment("000007", "00001");
        ComparableRow twinThere = twin.with("visible", "true").with("target_id", "id-7");
        legacy.addAll(1, List.of(twin.with("slot", "PM"), twin.with("slot", "EV")));
        target.addAll(1, List.of(twinThere.with("slot", "EV"), twinThere.with("slot", "PM")));
        String expected = report();
        Collections.swap(legacy, 1, 2);
        assertThat(report()).isEqualTo(expected);
    }

    @Test
    void aFileThatBreaksOffInTheMiddleIsUnknownAsEver() {
        String text = TwoFiles.text(legacy, ComparableRow.COLUMNS);
        int cut = text.indexOf("\r\n", text.length() / 2);
        TwoFiles files = new TwoFiles(folder).target(target);
        try (Result result = files.legacy((text.substring(0, cut) + ",\"one more\"" + text.substring(cut))
                        .getBytes(StandardCharsets.UTF_8))
                .run()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(result.header().unknowns())
                    .singleElement()
                    .asString()
                    .matches("legacy.csv line \\d+: 20 cells where the header has 19.*");
        }
    }

    @Test
    void aValueThatCannotBeReadIsToldOnceAndComparedAsAbsent() {
        legacy.set(10, legacy.get(10).with("starts_at", "soon"));
        try (Result result = new TwoFiles(folder).legacy(legacy).target(target).run(comparing)) {
            assertThat(comparing.expected).containsExactly(-1L);
            assertThat(result.header().unknowns())
                    .singleElement()
                    .asString()
                    .startsWith("legacy.csv line 12: starts_at 'xxxx' is not a time");
            assertThat(TwoSystems.findings(result))
                    .filteredOn(it -> it.reference().equals(legacy.get(10).value("reference")))
                    .singleElement()
                    .extracting("type")
                    .isEqualTo(ExceptionClass.DIFFERENT);
        }
    }

    /** The rules have one row looked up again, near the beginning: only the whole file tells that it is another one. */
    @Test
    void aFileThatIsExchangedBeforeItIsReadOnceMoreIsReadAnew() {
        List<ComparableRow> rows = manyWithOneWrongAtTheBeginning();
        List<ComparableRow> exchanged = new ArrayList<>(rows);
        exchanged.set(rows.size() - 1, rows.getLast().with("slot", "PM"));
        TwoFiles files = new TwoFiles(folder)
                .legacy(rows)
                .target(rows.stream().map(it -> it.with("visible", "true")).toList());
        List<String> readings = new ArrayList<>();
        Progress exchanging = (what, expected) -> {
            if (what.equals("reading legacy.csv")) {
                readings.add(what);
                if (readings.size() == 2) {
                    files.legacy(exchanged);
                }
            }
            return Progress.NONE.begin(what, expected);
        };

        try (Result result = files.run(exchanging)) {
            assertThat(readings).as("compared, looked up in vain, sorted").hasSize(3);
            assertThat(TwoSystems.findings(result))
                    .extracting(TwoSystems::told)
                    .containsExactlyInAnyOrder(
                            "INCONSISTENT appointments 000002 TWO_FOR_ONE_TRADE",
                            "DIFFERENT jobs %s UNEXPLAINED"
                                    .formatted(rows.getLast().value("reference")));
        }
    }

    /** More than one block of what is read is handed over at a time. */
    private static List<ComparableRow> manyWithOneWrongAtTheBeginning() {
        List<ComparableRow> rows = new ArrayList<>();
        rows.add(anAppointment("000001", "00001"));
        rows.add(anAppointment("000002", "00001").with("starts_at", "2026-10-21T08:00"));
        for (int i = 1; i <= 6000; i++) {
            rows.add(aJob("%05d".formatted(i)));
        }
        return rows;
    }

    /** The thread that reads is another than that which compares, and waits for it. */
    @Test
    @Timeout(60)
    void whatBreaksAReaderIsToldAndNobodyWaitsForIt() {
        Progress breaking = (what, expected) -> {
            if (what.equals("reading legacy.csv")) {
                throw new NoClassDefFoundError("rollcall/Gone");
            }
            return Progress.NONE.begin(what, expected);
        };

        assertThatThrownBy(() -> new TwoFiles(folder)
                        .legacy(legacy)
                        .target(target)
                        .run(breaking)
                        .close())
                .isInstanceOf(NoClassDefFoundError.class);
    }

    private static void is(List<ComparableRow> rows, List<ComparableRow> into) {
        into.clear();
        into.addAll(rows);
    }

    private String report() {
        comparing.expected.clear();
        String told;
        try (Result result = new TwoFiles(folder)
                .legacy(legacy)
                .target(target)
                .inMemoryOf(1000)
                .run(comparing)) {
            StringWriter text = new StringWriter();
            JsonReport.write(result.header(), result.findings(), text);
            ObjectNode json = (ObjectNode) new JsonMapper().readTree(text.toString());
            json.remove("run");
            told = json.toString();
        }
        assertThat(folder.resolve(".rollcall").resolve("spill")).isEmptyDirectory();
        forgetHistory();
        return told;
    }

    private void forgetHistory() {
        try (var files = java.nio.file.Files.walk(folder.resolve(".rollcall").resolve("history"))) {
            for (Path file : files.filter(java.nio.file.Files::isRegularFile).toList()) {
                java.nio.file.Files.delete(file);
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
