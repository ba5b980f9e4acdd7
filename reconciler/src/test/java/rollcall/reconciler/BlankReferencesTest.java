package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.explain.Answer;
import rollcall.reconciler.explain.Search;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.plan.Accepted;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.seal.Seal;

/** Rows of legacy without a reference: each is an exception by itself, however many there are, and known again tomorrow. */
class BlankReferencesTest {
    private static final int MANY = 1_500;

    private final Path folder;

    BlankReferencesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static ComparableRow blank(int property) {
        return anAppointment("", "100").with("property", "P" + property);
    }

    private static List<ComparableRow> known() {
        return new ArrayList<>(List.of(aJob("100"), anAppointment("900", "100")));
    }

    private Result compare(List<ComparableRow> legacy, Accepted... accepted) {
        List<ComparableRow> there =
                known().stream().map(it -> it.with("visible", "true")).toList();
        return new TwoFiles(folder)
                .legacy(legacy)
                .target(there)
                .accepts(List.of(accepted))
                .run();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, MANY})
    void eachIsToldByItselfWithItsPlaceHoweverAlikeTheyAre(int different) {
        List<ComparableRow> legacy = known();
        for (int i = 0; i < MANY; i++) {
            legacy.add(blank(i % different));
        }
        try (Result result = compare(legacy)) {
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(result.header().verdict()).isEqualTo(Verdict.EXCEPTIONS);
            assertThat(TwoSystems.tally(result, Population.APPOINTMENTS).missing())
                    .isEqualTo(MANY);
            assertThat(TwoSystems.tally(result, Population.APPOINTMENTS).remainder())
                    .isZero();
            List<Finding> told = TwoSystems.findings(result);
            assertThat(told).hasSize(MANY).allMatch(it -> it.type() == ExceptionClass.MISSING);
            assertThat(told).extracting(Finding::reference).doesNotHaveDuplicates();
            Set<String> places = told.stream().map(Finding::causeDetail).collect(Collectors.toSet());
            assertThat(places)
                    .hasSize(MANY)
                    .contains("it has no reference: legacy.csv line 4", "it has no reference: legacy.csv line 1503");
        }
    }

    @Test
    void theyAreKnownAgainWhereverTheyStandTomorrowAndHoweverTheyStandThen() {
        List<ComparableRow> legacy = known();
        for (int i = 0; i < 30; i++) {
            legacy.add(blank(i / 3).with("status", Integer.toString(i % 3)));
        }
        compare(legacy).close();
        List<ComparableRow> tomorrow = new ArrayList<>(
                legacy.stream().map(it -> it.with("status", "90")).toList());
        tomorrow.set(0, legacy.get(0));
        tomorrow.set(1, legacy.get(1));
        Collections.shuffle(tomorrow, new Random(3));
        tomorrow.addFirst(blank(77));

        try (Result result = compare(tomorrow)) {
            List<Finding> told = TwoSystems.findings(result);
            assertThat(told).hasSize(31);
            assertThat(told).filteredOn(it -> it.ageRuns() == 2).hasSize(30);
            assertThat(told)
                    .filteredOn(it -> it.ageRuns() == 1)
                    .extracting(Finding::property)
                    .containsExactly("P77");
        }
    }

    @Test
    void oneIsAcceptedByItsNameAndTheOthersAreNot() {
        List<ComparableRow> legacy = known();
        legacy.addAll(List.of(blank(1), blank(2), blank(2)));
        List<String> names;
        try (Result result = compare(legacy)) {
            names = TwoSystems.findings(result).stream().map(Finding::reference).toList();
        }
        for (String name : names) {
            Accepted accepted = new Accepted(
                    2, Population.APPOINTMENTS, name, ExceptionClass.MISSING, "known", "A. Manager", Optional.empty());
            try (Result result = compare(legacy, accepted)) {
                assertThat(TwoSystems.findings(result))
                        .extracting(Finding::reference)
                        .containsExactlyInAnyOrderElementsOf(
                                names.stream().filter(it -> !it.equals(name)).toList());
            }
        }
    }

    @Test
    void theCensusCountsThem() {
        TwoSystems systems =
                systems().legacyHolds(blank(1)).legacyHolds(blank(2)).censusCounts("appointments", "");
        try (Result result = systems.run()) {
            assertThat(result.header().unknowns())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "1 keys of legacy's base tables are not in the source query (appointments (blank)); it drops rows");
        }
        TwoSystems.execute(systems.legacy, "DELETE FROM census WHERE reference IS NULL");
        try (Result result = systems.run()) {
            assertThat(result.header().unknowns())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "the source query yields 2 rows more than legacy's base tables have keys (appointments (blank))");
        }
    }

    private TwoSystems systems() {
        return new TwoSystems(folder).bothHold(aJob("100")).bothHold(anAppointment("900", "100"));
    }

    @Test
    void explainFindsItByItsName() throws Exception {
        TwoSystems systems = systems().legacyHolds(blank(1)).legacyHolds(blank(2));
        String name = systems.findings().stream()
                .filter(it -> it.property().equals("P2"))
                .findFirst()
                .orElseThrow()
                .reference();
        Plan plan = systems.plan();

        Answer answer =
                Search.find(plan, plan.reconciliations(), name, false, TwoSystems.AS_OF, systems.work(), Progress.NONE);

        assertThat(answer.lives()).first().satisfies(life -> {
            assertThat(life.reference()).isEqualTo(name);
            assertThat(life.open()).isPresent();
            assertThat(life.counted()).as("the census counts no single one").isEmpty();
            assertThat(life.legacy())
                    .singleElement()
                    .satisfies(it -> assertThat(it.seen().text(rollcall.reconciler.side.Column.PROPERTY))
                            .isEqualTo("P2"));
        });
    }

    @Test
    void ofNoneIsSaidThatItWasNotThereWhenLegacyWasSealed() throws Exception {
        TwoSystems systems = systems().legacyHolds(blank(1));
        Plan plan = systems.plan();
        Seal.take(plan, plan.reconciliations().getFirst(), TwoSystems.AS_OF, TwoSystems.AS_OF, Progress.NONE);

        assertThat(systems.findings())
                .singleElement()
                .satisfies(it -> assertThat(it.cause()).isEqualTo("UNEXPLAINED"));
    }

    /** From a seal they are told as from legacy, but for their places. */
    @Test
    void aSealKnowsThemByTheSameNames() throws Exception {
        TwoSystems systems =
                systems().legacyHolds(blank(1)).legacyHolds(blank(1)).legacyHolds(blank(2));
        List<String> live = systems.exceptions();
        Plan plan = systems.plan();
        Seal.take(plan, plan.reconciliations().getFirst(), TwoSystems.AS_OF, TwoSystems.AS_OF, Progress.NONE);

        try (Result result = systems.runSealed()) {
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(TwoSystems.findings(result))
                    .hasSize(3)
                    .allMatch(it -> it.causeDetail().startsWith("it has no reference: reconcile/source.sql, kept row "))
                    .allMatch(it -> live.contains(TwoSystems.told(it)));
        }
    }
}
