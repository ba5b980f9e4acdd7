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
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.history.RecordKey;
import rollcall.reconciler.history.RunHistory;
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

    private List<String> changes() throws IOException {
        RecordKey one = new RecordKey(Population.JOBS, "101");
        RecordKey other = new RecordKey(Population.JOBS, "102");
        RunHistory history = RunHistory.of(systems.work(), "legacy-against-new", Set.of(one, other));
        assertThat(history.notes()).isEmpty();
        return Stream.of(one, other)
                .flatMap(key -> history.changes().getOrDefault(key, List.of()).stream()
                        .map(it -> "%s %s %s %s %s"
                                .formatted(key.reference(), it.asOf(), it.kind(), it.type(), it.cause())))
                .toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(systems.work().resolve("history/legacy-against-new"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void eachRunKeepsWhatItHasChangedAndOneThatChangesNothingLeavesNothing() throws IOException {
        LocalDateTime monday = LocalDateTime.of(2026, 10, 19, 7, 0);
        on(monday);
        on(monday.plusDays(1));
        assertThat(files()).hasSize(1);
        systems.legacyHolds(aJob("102")).targetHolds(aJob("101").with("trade", "EL"));
        on(monday.plusDays(2));
        TwoSystems.execute(systems.target, "UPDATE held SET trade = 'PL' WHERE reference = '101'");
        on(monday.plusDays(3));
        assertThat(changes())
                .containsExactly(
                        "101 2026-10-19T07:00 OPENED MISSING UNEXPLAINED",
                        "101 2026-10-21T07:00 CHANGED DIFFERENT UNEXPLAINED",
                        "101 2026-10-22T07:00 CLOSED DIFFERENT UNEXPLAINED",
                        "102 2026-10-21T07:00 OPENED MISSING UNEXPLAINED");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().getFirst())))
                .isEqualTo("rw-------");
    }

    @Test
    void whatARunHasLeftThatEndedBeforeItsExceptionsStoodIsNotToldAndGoes() throws IOException {
        LocalDateTime monday = LocalDateTime.of(2026, 10, 19, 7, 0);
        on(monday);
        Path exceptions = systems.work().resolve("history").resolve("exceptions.legacy-against-new");
        byte[] before = Files.readAllBytes(exceptions);
        systems.legacyHolds(aJob("102"));
        on(monday.plusDays(1));
        Files.write(exceptions, before);
        assertThat(changes()).containsExactly("101 2026-10-19T07:00 OPENED MISSING UNEXPLAINED");
        on(monday.plusDays(2));
        assertThat(changes())
                .containsExactly(
                        "101 2026-10-19T07:00 OPENED MISSING UNEXPLAINED",
                        "102 2026-10-21T07:00 OPENED MISSING UNEXPLAINED");
        assertThat(files()).hasSize(2);
    }

    @Test
    void whatAFirstRunHasLeftGoesToo() throws IOException {
        on(TwoSystems.AS_OF);
        Files.delete(systems.work().resolve("history").resolve("exceptions.legacy-against-new"));
        on(TwoSystems.AS_OF.plusDays(1));
        assertThat(changes()).containsExactly("101 2026-10-17T18:00 OPENED MISSING UNEXPLAINED");
    }

    @Test
    void changesOfTheOldestRunsGoAndTheNewestStay() throws IOException {
        systems.keepingHistoryOf(2);
        for (int run = 0; run < 5; run++) {
            on(TwoSystems.AS_OF.plusDays(run));
            systems.legacyHolds(aJob("2" + run));
        }
        assertThat(files()).hasSize(2);
    }
}
