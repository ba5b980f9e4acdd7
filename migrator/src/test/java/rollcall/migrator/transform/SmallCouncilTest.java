package rollcall.migrator.transform;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.SmallCouncil;
import rollcall.fixtures.truth.TruthRow;

/**
 * The small council through the rules: without a rule exactly those records come out otherwise that the council's comments
 * name for it. A visit's number begins with its order's group: 2521 is of group 52. A + is a record's second row.
 */
class SmallCouncilTest {
    /** What a rule changes, where it is not every record of its kind. */
    private static final Map<Class<? extends Rule>, String> CHANGED = Map.ofEntries(
            entry(SentinelDates.class, "j15 j16 j24 j25 j93 j95 a2151 a2161 a2521 a2611 c15 c16"),
            entry(KindOfJob.class, "j08 j09 j10 j11 j12 j13 j14"),
            entry(
                    KindOfVisit.class,
                    "a2081 a2101 a2121 a2131 a2531 a2541 a2552 a2561 a2571 a2581 a2592 a2601 a2611 a2621 a2642"),
            entry(KindOfContact.class, "c08 c09 c10 c11 c12 c13 c14"),
            entry(RepeatedRow.class, "j88+ a2891+ c88+"),
            entry(RevisedTarget.class, "j92"),
            entry(SupersededRule.class, "a2531 a2541 a2552 a2561 a2571 a2581 a2592"),
            entry(
                    ScopeRule.class,
                    "j08 j09 j10 j11 j12 j13 j14 a2081 a2101 a2121 a2131 a2601 a2611 a2621 a2642"
                            + " c08 c09 c10 c11 c12 c13 c14 j88+ a2891+ c88+"),
            entry(EndFromDuration.class, "a2511 a2521"),
            entry(MinutePrecision.class, "a2471 a2591"),
            entry(JobRule.class, "a2652"),
            entry(PropertyRule.class, "j66"),
            entry(TradeRule.class, "j31 j32 j33 j34 j35 a2311 a2321 a2331 a2341 a2351 a2402"),
            entry(ContractorRule.class, "j41 j42"),
            entry(SlotRule.class, "a2451 a2461 a2471 a2491 a2831 a2841 a2851 a2861 a2871"),
            entry(AlertsRule.class, "c71"),
            entry(VulnerabilityRule.class, "c69 c70"),
            entry(WindowRule.class, "a2971"),
            // Exported files have these; SheetsTruthTest shows them.
            entry(ReferenceRule.class, ""),
            entry(ContactCellRule.class, ""),
            entry(NulRule.class, "j98"));

    @Test
    void withoutARuleExactlyItsRecordsComeOutOtherwise(@TempDir Path folder) throws Exception {
        SmallCouncil.into(folder.resolve("small"));
        CouncilFolder council = new CouncilFolder(folder.resolve("small"));
        CouncilOutcomes.correct(council);
        CouncilOutcomes run = CouncilOutcomes.of(council);

        Map<Class<? extends Rule>, Set<String>> expected = new HashMap<>();
        CHANGED.forEach((rule, names) -> expected.put(rule, names(names)));
        Set<String> loadedJobs = truth(council, "jobs", TruthRow::loaded);
        expected.put(StatusRule.class, with(loadedJobs, "j07"));
        expected.put(PriorityRule.class, with(loadedJobs, "j29"));
        expected.put(DescriptionRule.class, loadedJobs);
        Predicate<TruthRow> ofOpenJob = it -> it.text("kind").equals("contact of open job");
        expected.put(NameRule.class, truth(council, "contacts", ofOpenJob));
        expected.put(
                PhonesRule.class,
                truth(council, "contacts", ofOpenJob).stream()
                        .filter(it -> !it.equals("c76"))
                        .collect(Collectors.toSet()));

        Map<Class<? extends Rule>, Set<String>> changed = new HashMap<>();
        for (Rule rule : run.rules().rules()) {
            changed.put(
                    rule.getClass(),
                    run.changedWithout(rule.getClass()).stream()
                            .map(it -> name(it.kind().word(), it.reference()) + (it.occurrence() > 1 ? "+" : ""))
                            .collect(Collectors.toSet()));
        }
        assertThat(changed.keySet()).as("each rule is here").isEqualTo(expected.keySet());
        SoftAssertions softly = new SoftAssertions();
        expected.forEach((rule, names) -> softly.assertThat(changed.get(rule))
                .as(rule.getSimpleName())
                .containsExactlyInAnyOrderElementsOf(names));
        softly.assertAll();
    }

    private static Set<String> names(String names) {
        return names.isEmpty() ? Set.of() : Set.of(names.split(" ", -1));
    }

    private static Set<String> with(Set<String> names, String one) {
        return Stream.concat(names.stream(), Stream.of(one)).collect(Collectors.toSet());
    }

    private static Set<String> truth(CouncilFolder council, String kind, Predicate<TruthRow> wanted)
            throws IOException {
        try (Stream<TruthRow> rows = TruthRow.of(council.truth().resolve(kind + ".csv"))) {
            return rows.filter(wanted)
                    .map(it -> name(kind, it.text("reference")))
                    .collect(Collectors.toSet());
        }
    }

    /** {@code j24}, {@code c24}: the job and the contact of group 24; {@code a2411}: a visit. */
    private static String name(String kind, String reference) {
        String letter = kind.substring(0, 1);
        return kind.equals("appointments") ? letter + reference : letter + reference.replaceFirst("^015500", "");
    }
}
