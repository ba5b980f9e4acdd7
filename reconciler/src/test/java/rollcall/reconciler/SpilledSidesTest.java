package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.sort.SpilledRows;

/** A side whose rows do not come back from the disk in the order in which they were sorted is never compared. */
class SpilledSidesTest {
    private final Path folder;

    SpilledSidesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Changes what a side has spilled, once, when one is read to its end and nothing is merged yet. */
    private final class Meddler implements Progress {
        private final String mark;
        private int done;

        Meddler(String mark) {
            this.mark = mark;
        }

        @Override
        public Task begin(String what, long expected) {
            return new Task() {
                @Override
                public void advance(long rows) {}

                @Override
                public void close() {
                    try {
                        meddle();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            };
        }

        private synchronized void meddle() throws IOException {
            try (Stream<Path> all = Files.walk(folder.resolve(".rollcall").resolve("spill"))) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    if (done == 0
                            && Files.readString(file, StandardCharsets.ISO_8859_1)
                                    .contains(mark)) {
                        SpilledRows.exchange(file);
                        done++;
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"of-legacy", "of-the-new-system", "of-nobody"})
    void rowsThatChangedPlacesOnTheDiskMakeItUnknown(String mark) {
        List<ComparableRow> legacy = new ArrayList<>();
        List<ComparableRow> there = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ComparableRow row = ComparableRow.anAppointment("A" + i, "J" + i);
            legacy.add(row.with("uprn", "of-legacy"));
            there.add(row.with("uprn", "of-the-new-system")
                    .with("visible", "true")
                    .with("target_id", "t" + i));
        }
        Collections.shuffle(legacy, new Random(5));
        Collections.shuffle(there, new Random(6));
        Meddler meddler = new Meddler(mark);

        try (Result result = new TwoFiles(folder)
                .legacy(legacy)
                .target(there)
                .inMemoryOf(5_000)
                .run(meddler)) {
            if (mark.equals("of-nobody")) {
                assertThat(result.header().verdict()).isEqualTo(Verdict.EXCEPTIONS);
                assertThat(TwoSystems.findings(result)).hasSize(200);
            } else {
                assertThat(meddler.done).isEqualTo(1);
                assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
                assertThat(result.header().unknowns())
                        .singleElement()
                        .asString()
                        .containsPattern("row \\d+ is out of order");
                assertThat(TwoSystems.findings(result)).isEmpty();
            }
        }
    }
}
