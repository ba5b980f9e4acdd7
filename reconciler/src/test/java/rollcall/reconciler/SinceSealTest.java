package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;
import static rollcall.reconciler.finding.Population.APPOINTMENTS;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.Defects;
import rollcall.fixtures.damage.Bent;
import rollcall.fixtures.damage.Inflicted;
import rollcall.fixtures.damage.Lost;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanReader;
import rollcall.reconciler.report.ConsoleReport;
import rollcall.reconciler.seal.Seal;

/** Legacy lives on after it was sealed: what it has changed since is told as that, by a seal that decides nothing. */
class SinceSealTest {
    private static final LocalDateTime SEALED = LocalDateTime.of(2026, 10, 16, 18, 5);

    private static final long SEED = 11;

    private final TwoSystems systems;

    SinceSealTest(@TempDir Path folder) {
        systems = new TwoSystems(folder).bothHold(aJob("100"));
        for (int i = 1; i <= 6; i++) {
            systems.bothHold(visit("90" + i));
        }
    }

    @Test
    void whatLegacyHasChangedSinceIsToldAsThat() throws Exception {
        systems.targetHolds(visit("908")).legacyHolds(visit("908").with("live", "false"));
        seal();
        legacySays("UPDATE held SET starts_at = TIMESTAMP '2026-10-23 08:00:00' WHERE reference = '901'");
        legacySays("UPDATE held SET kind = 'closed' WHERE reference = '902'");
        legacySays("DELETE FROM held WHERE reference = '903'");
        legacySays("DELETE FROM census WHERE reference = '903'");
        systems.legacyHolds(visit("907"));

        assertThat(systems.findings())
                .extracting(SinceSealTest::explained)
                .containsExactlyInAnyOrder(
                        "DIFFERENT appointments 901 CHANGED_IN_LEGACY on 16 Oct 2026, 18:05",
                        "UNEXPECTED appointments 902 CHANGED_IN_LEGACY on 16 Oct 2026, 18:05; it is of kind 'closed' now",
                        "UNEXPECTED appointments 903 CHANGED_IN_LEGACY on 16 Oct 2026, 18:05; it is gone from there",
                        "MISSING appointments 907 CHANGED_IN_LEGACY on 16 Oct 2026, 18:05; it was not there then",
                        "DIFFERENT appointments 908 UNEXPLAINED ");
    }

    @Test
    void aRowThatLegacyHoldsLiveAgainOrIsToMoveOnlyNow() throws Exception {
        systems.bothHold(visit("908").with("live", "false"))
                .legacyHolds(visit("909").with("kind", "closed"));
        seal();
        legacySays("UPDATE held SET live = TRUE WHERE reference = '908'");
        legacySays("UPDATE held SET kind = 'open' WHERE reference = '909'");

        assertThat(systems.findings())
                .extracting(SinceSealTest::explained)
                .containsExactlyInAnyOrder(
                        "INVISIBLE appointments 908 CHANGED_IN_LEGACY on 16 Oct 2026, 18:05",
                        "MISSING appointments 909 CHANGED_IN_LEGACY on 16 Oct 2026, 18:05; it was not to be moved then");
    }

    @Test
    void whereNoExceptionCouldHaveThatCauseNothingIsReadForIt() throws Exception {
        systems.targetHolds(visit("901"));
        seal();
        List<String> read = new ArrayList<>();
        Progress progress = (what, rows) -> {
            read.add(what);
            return Progress.NONE.begin(what, rows);
        };

        try (Result result = systems.run(progress)) {
            assertThat(TwoSystems.findings(result))
                    .extracting(SinceSealTest::explained)
                    .containsExactly("DUPLICATED appointments 901 UNEXPLAINED 2 rows in the new system, 1 in legacy");
        }
        assertThat(read).doesNotContain("reading the seal");

        legacySays("UPDATE held SET starts_at = TIMESTAMP '2026-10-23 08:00:00' WHERE reference = '902'");
        read.clear();
        try (Result result = systems.run(progress)) {
            assertThat(TwoSystems.findings(result))
                    .extracting(SinceSealTest::explained)
                    .containsExactlyInAnyOrder(
                            "DUPLICATED appointments 901 UNEXPLAINED 2 rows in the new system, 1 in legacy",
                            "DIFFERENT appointments 902 CHANGED_IN_LEGACY on 16 Oct 2026, 18:05");
        }
        assertThat(read).contains("reading the seal");
    }

    @Test
    void whatWasWrongWhenItWasSealedIsNotExplainedByIt() throws Exception {
        systems.legacyHolds(visit("907"))
                .targetHolds(visit("908"))
                .legacyHolds(visit("909"))
                .targetHolds(visit("909").with("slot", "PM"));
        seal();
        legacySays("UPDATE held SET starts_at = TIMESTAMP '2026-10-23 08:00:00' WHERE reference = '909'");

        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder(
                        "MISSING appointments 907 UNEXPLAINED",
                        "UNEXPECTED appointments 908 UNEXPLAINED",
                        "DIFFERENT appointments 909 UNEXPLAINED");
    }

    /** What the ledger has loaded was there before, whatever the seal lacks. */
    @Test
    void theLedgersWordComesFirstWhereTheMoverHasTakenTheRecordIn() throws Exception {
        ledgerKnows("100", "901", "902", "903", "904", "905", "906");
        seal();
        systems.legacyHolds(visit("907")).legacyHolds(visit("908")).legacyHolds(visit("909"));
        legacySays("ALTER TABLE held ADD COLUMN entered_at timestamp");
        legacySays("UPDATE held SET entered_at = TIMESTAMP '2026-10-17 09:14:00' WHERE reference = '909'");
        systems.ledgerSays("appointments", "907", "REJECTED", "no property", "")
                .ledgerSays("appointments", "908", "LOADED", "", "id-908");

        List<Finding> findings = systems.findings();
        assertThat(findings)
                .extracting(TwoSystems::told)
                .containsExactlyInAnyOrder(
                        "MISSING appointments 907 REJECTED",
                        "MISSING appointments 908 GONE_SINCE_LOAD",
                        "MISSING appointments 909 CHANGED_IN_LEGACY");
        assertThat(findings)
                .filteredOn(it -> it.reference().equals("909"))
                .extracting(it -> it.hints().since().orElseThrow())
                .containsExactly(LocalDateTime.of(2026, 10, 17, 9, 14));
    }

    @Test
    void ofSeveralRowsNobodyCanSayWhichHasBecomeWhich() throws Exception {
        systems.legacyHolds(visit("901").with("slot", "PM"))
                .targetHolds(visit("901").with("slot", "PM").with("target_id", "another"));
        seal();
        legacySays("UPDATE held SET slot = 'EV' WHERE reference = '901' AND slot = 'PM'");

        assertThat(systems.exceptions()).containsExactly("DIFFERENT appointments 901 UNEXPLAINED");
    }

    @Test
    void theNewestSealCountsAndItsCodesAreReadByThePlanAsItIsNow() throws Exception {
        seal();
        legacySays("UPDATE held SET slot = 'PM' WHERE reference = '901'");
        seal();
        legacySays("UPDATE held SET slot = 'EV' WHERE reference = '902'");

        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder(
                        "DIFFERENT appointments 901 UNEXPLAINED", "DIFFERENT appointments 902 CHANGED_IN_LEGACY");
    }

    @Test
    void aSealThatCannotBeUsedSaysNothingAndWhyIsNoted() throws Exception {
        Path seal = seal();
        legacySays("UPDATE held SET slot = 'PM' WHERE reference = '901'");
        try (Stream<Path> files = Files.list(seal)) {
            Path rows = files.filter(it -> it.getFileName().toString().startsWith("source"))
                    .findFirst()
                    .orElseThrow();
            Files.write(rows, new byte[] {1, 2, 3});
        }

        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result))
                    .extracting(TwoSystems::told)
                    .containsExactly("DIFFERENT appointments 901 UNEXPLAINED");
            assertThat(result.header().verdict()).isEqualTo(Verdict.EXCEPTIONS);
            assertThat(result.header().notes())
                    .singleElement()
                    .asString()
                    .startsWith("What legacy has changed since it was sealed is not told: seal ");
        }
    }

    @Test
    void whatIsAcceptedForThatCauseIsAcceptedAndForAnotherIsNot() throws Exception {
        systems.bothHold(aJob("101")).bothHold(visit("907").with("job", "101"));
        seal();
        for (String reference : List.of("901", "902", "907")) {
            legacySays("UPDATE held SET priority = '4' WHERE reference = '" + reference + "'");
        }
        legacySays("UPDATE held SET priority = '4' WHERE population = 'jobs' AND reference = '101'");
        systems.acceptsOnly(APPOINTMENTS, "901", ExceptionClass.DIFFERENT, Optional.of("CHANGED_IN_LEGACY"))
                .acceptsOnly(APPOINTMENTS, "902", ExceptionClass.DIFFERENT, Optional.of("UNEXPLAINED"))
                .acceptsOnly(APPOINTMENTS, "907", ExceptionClass.DIFFERENT, Optional.of("CHANGED_IN_LEGACY"));

        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result))
                    .extracting(TwoSystems::told)
                    .containsExactlyInAnyOrder(
                            "DIFFERENT appointments 902 CHANGED_IN_LEGACY", "DIFFERENT jobs 101 CHANGED_IN_LEGACY");
            assertThat(TwoSystems.tally(result, APPOINTMENTS).accepted()).isEqualTo(2);
            assertThat(result.header().notes())
                    .singleElement()
                    .asString()
                    .contains("appointments 902 DIFFERENT is accepted for UNEXPLAINED only, and is CHANGED_IN_LEGACY");
        }
    }

    @Test
    void theReportTellsIt() throws Exception {
        seal();
        legacySays("UPDATE held SET slot = 'PM' WHERE reference = '901'");
        try (Result result = systems.run()) {
            StringBuilder console = new StringBuilder();
            ConsoleReport.write(result.header(), result.findings(), console);
            assertThat(console.toString().replaceAll("\\s+", " "))
                    .contains("legacy has changed it since it was sealed (on 16 Oct 2026, 18:05)");
        }
    }

    /** The real queries, the ledger and the scope: what was done in legacy's last days, once for each of its ways. */
    @Test
    void whatACouncilsLegacyHasMovedAndCancelledSinceIsToldAsThat(@TempDir Path folder) throws Exception {
        CouncilFolder council = LoadedCouncil.in(folder, 900, SEED);
        Plan plan = PlanReader.read(council.plan(), Map.of());
        Seal.take(
                plan,
                plan.reconciliations().getFirst(),
                plan.asOf().orElseThrow(),
                plan.asOf().orElseThrow(),
                Progress.NONE);
        List<Inflicted> done = Defects.inflict(
                council.root(),
                List.of(
                        Lost.MOVED_IN_WINDOW,
                        Lost.CANCELLED_IN_WINDOW,
                        Lost.CANCELLED_IN_WINDOW,
                        Bent.DAY_AND_MONTH_SWAPPED),
                SEED);

        try (Result result = Findings.run(council, "legacy against new")) {
            assertThat(TwoSystems.findings(result))
                    .as("seed %d", SEED)
                    .extracting(
                            it -> it.type() + " " + it.population().word() + " " + it.reference() + " " + it.cause())
                    .containsExactlyInAnyOrderElementsOf(done.stream()
                            .flatMap(each -> each.expected().stream()
                                    .map(it -> "%s %s %s %s"
                                            .formatted(
                                                    it.type(),
                                                    it.population(),
                                                    it.reference(),
                                                    each.defect() instanceof Lost ? "CHANGED_IN_LEGACY" : it.cause())))
                            .toList());
        }
    }

    @Test
    void fromTheSealItselfNothingHasChangedSince() throws Exception {
        systems.legacyHolds(visit("907"));
        seal();
        try (Result result = systems.runSealed()) {
            assertThat(TwoSystems.findings(result))
                    .extracting(TwoSystems::told)
                    .containsExactly("MISSING appointments 907 UNEXPLAINED");
        }
    }

    private Path seal() throws Exception {
        Plan plan = systems.plan();
        return Seal.take(plan, plan.reconciliations().getFirst(), TwoSystems.AS_OF, SEALED, Progress.NONE)
                .folder();
    }

    private void ledgerKnows(String job, String... visits) {
        systems.ledgerSays("jobs", job, "LOADED", "", "id-" + job);
        for (String visit : visits) {
            systems.ledgerSays("appointments", visit, "LOADED", "", "id-" + visit);
        }
    }

    private void legacySays(String sql) {
        TwoSystems.execute(systems.legacy, sql);
    }

    /** An appointment that is in nobody's way. */
    private static ComparableRow visit(String reference) {
        return anAppointment(reference, "100").with("trade", "T" + reference);
    }

    private static String explained(Finding finding) {
        return TwoSystems.told(finding) + " " + finding.causeDetail();
    }
}
