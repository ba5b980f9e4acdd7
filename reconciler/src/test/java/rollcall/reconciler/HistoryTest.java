package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.plan.Plan;

class HistoryTest {
    private final TwoSystems systems;

    HistoryTest(@TempDir Path folder) {
        systems = new TwoSystems(folder)
                .bothHold(aJob("100"))
                .bothHold(anAppointment("900", "100"))
                .legacyHolds(aJob("101"));
    }

    private List<Finding> on(LocalDateTime asOf) {
        Plan plan = systems.plan();
        try (Result result =
                Reconciliation.run(plan, plan.reconciliations().getFirst(), asOf, systems.work(), Progress.NONE)) {
            return TwoSystems.findings(result);
        }
    }

    @Test
    void anExceptionGrowsOlderWithEachRunAndIsYoungAgainAfterAGap() {
        LocalDateTime monday = LocalDateTime.of(2026, 10, 19, 7, 0);
        assertThat(on(monday)).extracting(Finding::ageRuns, Finding::firstSeen).containsExactly(tuple(1, monday));
        systems.legacyHolds(aJob("102"));
        assertThat(on(monday.plusDays(1)))
                .extracting(Finding::reference, Finding::ageRuns, Finding::firstSeen)
                .containsExactly(tuple("101", 2, monday), tuple("102", 1, monday.plusDays(1)));
        systems.targetHolds(aJob("101"));
        on(monday.plusDays(2));
        TwoSystems.execute(systems.target, "DELETE FROM held WHERE reference = '101'");
        assertThat(on(monday.plusDays(3)))
                .extracting(Finding::reference, Finding::ageRuns)
                .containsExactly(tuple("101", 1), tuple("102", 3));
    }

    @Test
    void aRunThatEstablishedNothingLeavesTheHistoryAlone() throws IOException {
        on(TwoSystems.AS_OF);
        Path file = systems.work().resolve("history").resolve("exceptions.legacy-against-new");
        byte[] before = Files.readAllBytes(file);
        systems.censusCounts("jobs", "777");
        on(TwoSystems.AS_OF);
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void aDamagedHistoryIsANoteAndBeginsAnew() throws IOException {
        on(TwoSystems.AS_OF);
        Path file = systems.work().resolve("history").resolve("exceptions.legacy-against-new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 3));
        try (Result result = systems.run()) {
            assertThat(result.header().notes())
                    .contains("The history of former runs could not be read: the age of exceptions begins anew.");
            assertThat(TwoSystems.findings(result)).extracting(Finding::ageRuns).containsExactly(1);
        }
        assertThat(on(TwoSystems.AS_OF)).extracting(Finding::ageRuns).containsExactly(2);
    }

    @Test
    void oneFlippedByteAnywhereInTheHistoryIsANoteAndSetAside() throws IOException {
        on(TwoSystems.AS_OF);
        Path file = systems.work().resolve("history").resolve("exceptions.legacy-against-new");
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) 0x80;
            Files.write(file, damaged);
            try (Result result = systems.run()) {
                assertThat(result.header().verdict()).as("byte %d", at).isEqualTo(Verdict.EXCEPTIONS);
                assertThat(result.header().notes())
                        .as("byte %d", at)
                        .contains("The history of former runs could not be read: the age of exceptions begins anew.");
                assertThat(TwoSystems.findings(result))
                        .extracting(Finding::ageRuns)
                        .containsExactly(1);
            }
            assertThat(file.resolveSibling("exceptions.legacy-against-new.unreadable"))
                    .hasBinaryContent(damaged);
        }
    }
}
