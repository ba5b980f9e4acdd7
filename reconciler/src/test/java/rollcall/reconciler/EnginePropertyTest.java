package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import rollcall.reconciler.NaiveComparison.Verdict;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.FieldDifference;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.finding.Tally;
import rollcall.reconciler.plan.Accepted;

/** Random councils, each from a printed seed. */
@Isolated("sets the default time zone")
class EnginePropertyTest {
    private final Path folder;

    EnginePropertyTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @RepeatedTest(12)
    void theEngineFindsWhatANaiveComparisonFinds() {
        long seed = Long.getLong("engine.seed", new Random().nextLong());
        System.out.println("EnginePropertyTest -Dengine.seed=" + seed);
        Random random = new Random(seed);
        List<ComparableRow> rows = RandomRows.someRows(random, 150);
        rows.addAll(RandomRows.crowds(random));
        List<ComparableRow> legacy = RandomRows.someNotLive(rows, random);
        List<ComparableRow> target = RandomRows.bentEverywhere(legacy, random);
        NaiveComparison naive = new NaiveComparison(legacy, target);
        try (Result result = new TwoFiles(folder).legacy(legacy).target(target).run()) {
            assertThat(result.header().unknowns()).as("seed %d", seed).isEmpty();
            Map<String, Finding> told = new TreeMap<>();
            Map<String, Set<String>> with = new TreeMap<>();
            for (Finding finding : TwoSystems.findings(result)) {
                String key = finding.population().word() + " " + finding.reference();
                if (finding.type() != ExceptionClass.INCONSISTENT) {
                    assertThat(told.put(key, finding))
                            .as("%s, seed %d", key, seed)
                            .isNull();
                }
                finding.also()
                        .forEach(it -> with.computeIfAbsent(
                                        it.population().word() + " " + it.reference(), any -> new TreeSet<>())
                                .add(it.type().name()));
            }
            assertThat(naive.verdicts.keySet()).as("seed %d", seed).containsAll(told.keySet());
            naive.verdicts.forEach((key, may) -> assertThat(may)
                    .as("%s, seed %d, told %s with %s", key, seed, told.get(key), with.get(key))
                    .anyMatch(it -> isTold(it, Optional.ofNullable(told.get(key)), with.getOrDefault(key, Set.of()))));
            for (Population population : Population.values()) {
                assertCounts(naive, population, TwoSystems.tally(result, population), seed);
            }
        }
    }

    /** By itself with its columns, or with another exception; and what is wrong about its pairs with it. */
    private static boolean isTold(Verdict verdict, Optional<Finding> told, Set<String> with) {
        if (told.isEmpty()) {
            return verdict.type().isEmpty()
                    ? with.stream().allMatch(it -> it.equals("INCONSISTENT"))
                    : with.contains(verdict.type());
        }
        Set<String> columns =
                told.get().fields().stream().map(FieldDifference::name).collect(Collectors.toSet());
        return told.get().type().name().equals(verdict.type())
                && (verdict.columns().isEmpty() || verdict.columns().contains(columns))
                && (verdict.pairs().isEmpty() || with.contains(verdict.pairs()));
    }

    /** Between the fewest and the most of what may be said: nearly always one number. */
    private static void assertCounts(NaiveComparison naive, Population population, Tally tally, long seed) {
        assertThat(tally.remainder()).isZero();
        Map<String, Long> counted = Map.of(
                "matched", tally.matched(),
                "MISSING", tally.missing(),
                "INVISIBLE", tally.invisible(),
                "DIFFERENT", tally.different(),
                "DUPLICATED", tally.duplicated(),
                "UNEXPECTED", tally.unexpected());
        counted.forEach((type, count) -> {
            long fewest = 0;
            long most = 0;
            for (Map.Entry<String, Set<Verdict>> key : naive.verdicts.entrySet()) {
                if (key.getKey().startsWith(population.word() + " ")) {
                    LongSummaryStatistics may = key.getValue().stream()
                            .mapToLong(it -> it.rows().getOrDefault(type, 0L))
                            .summaryStatistics();
                    fewest += may.getMin();
                    most += may.getMax();
                }
            }
            assertThat(count)
                    .as("%s %s, seed %d", population.word(), type, seed)
                    .isBetween(fewest, most);
            assertThat(most - fewest).as("%s in doubt, seed %d", type, seed).isLessThan(8);
        });
    }

    /** No name takes another one with it: what is wrong is reported, told with what is reported, or accepted by name. */
    @RepeatedTest(12)
    void whatIsWrongAndNotAcceptedByNameIsReported() {
        long seed = new Random().nextLong();
        System.out.println("EnginePropertyTest seed " + seed);
        Random random = new Random(seed);
        List<ComparableRow> legacy = RandomRows.someRows(random, 150);
        List<ComparableRow> target = RandomRows.bent(legacy, random);
        Set<String> wrong = new NaiveComparison(legacy, target).wrong();
        List<Accepted> accepted = wrong.stream()
                .filter(it -> random.nextBoolean())
                .map(EnginePropertyTest::accepted)
                .toList();
        try (Result result = new TwoFiles(folder)
                .legacy(legacy)
                .target(target)
                .accepts(accepted)
                .run()) {
            Set<String> told = new HashSet<>();
            for (Finding finding : TwoSystems.findings(result)) {
                told.add(name(finding.type(), finding.population(), finding.reference()));
                finding.also().forEach(it -> told.add(name(it.type(), it.population(), it.reference())));
            }
            accepted.forEach(it -> told.add(name(it.type(), it.population(), it.reference())));
            assertThat(told).as("seed %d", seed).containsAll(wrong);
        }
    }

    private static Accepted accepted(String name) {
        String[] words = name.split(" ", 3);
        Population population = words[1].equals(Population.JOBS.word()) ? Population.JOBS : Population.APPOINTMENTS;
        return new Accepted(
                2, population, words[2], ExceptionClass.valueOf(words[0]), "known", "A. Manager", Optional.empty());
    }

    private static String name(ExceptionClass type, Population population, String reference) {
        return "%s %s %s".formatted(type, population.word(), reference);
    }

    @RepeatedTest(3)
    void neitherTheOrderOfRowsNorTheMemoryGivenMatters() {
        long seed = new Random().nextLong();
        System.out.println("EnginePropertyTest seed " + seed);
        Random random = new Random(seed);
        List<ComparableRow> legacy = RandomRows.someRows(random, 300);
        List<ComparableRow> target = RandomRows.bent(legacy, random);
        List<Finding> expected = findings(legacy, target, 1 << 24);
        assertThat(expected).isNotEmpty();
        for (long budget : new long[] {1, 500, 20_000}) {
            Collections.shuffle(legacy, random);
            Collections.shuffle(target, random);
            assertThat(findings(legacy, target, budget))
                    .as("seed %d budget %d", seed, budget)
                    .isEqualTo(expected);
        }
    }

    @RepeatedTest(3)
    void sidesThatAreSwappedGiveTheMirrorImage() {
        long seed = new Random().nextLong();
        System.out.println("EnginePropertyTest seed " + seed);
        Random random = new Random(seed);
        List<ComparableRow> one = distinct(random);
        List<ComparableRow> other = distinct(random);
        Tally there = tally(one, other);
        Tally back = tally(other, one);
        assertThat(List.of(
                        back.source(),
                        back.target(),
                        back.matched(),
                        back.missing(),
                        back.unexpected(),
                        back.different()))
                .as("seed %d", seed)
                .isEqualTo(List.of(
                        there.target(),
                        there.source(),
                        there.matched(),
                        there.unexpected(),
                        there.missing(),
                        there.different()));
        assertThat(there.missing()).isPositive();
    }

    @Test
    void theDefaultZoneChangesNothing() {
        TwoSystems systems = new TwoSystems(folder).bothHold(ComparableRow.aJob("100"));
        List<String> nights = List.of(
                "2026-03-29T01:30",
                "2026-10-25T01:30",
                "2026-10-25T02:00",
                "0001-01-01T00:00",
                "1900-01-01T00:00",
                "1847-11-30T23:59");
        for (int i = 0; i < nights.size(); i++) {
            systems.legacyHolds(ComparableRow.anAppointment("90" + i, "100")
                    .with("starts_at", nights.get(i))
                    .with("trade", "T" + i));
        }
        systems.bothHold(ComparableRow.anAppointment("910", "100")
                .with("starts_at", "2026-03-29T01:30")
                .with("trade", "EL"));
        TimeZone before = TimeZone.getDefault();
        try {
            for (String zone : List.of("Europe/London", "UTC", "Pacific/Auckland")) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                assertThat(systems.findings().stream()
                                .map(it -> it.startsAt().orElseThrow().toString()))
                        .as(zone)
                        .containsExactlyInAnyOrderElementsOf(nights);
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    private List<Finding> findings(List<ComparableRow> legacy, List<ComparableRow> target, long budget) {
        try (Result result = new TwoFiles(folder)
                .legacy(legacy)
                .target(target)
                .inMemoryOf(budget)
                .run()) {
            assertThat(result.header().unknowns()).isEmpty();
            List<Finding> findings = TwoSystems.findings(result);
            return findings.stream().map(it -> it.withAge(it.firstSeen(), 1)).toList();
        }
    }

    private Tally tally(List<ComparableRow> legacy, List<ComparableRow> target) {
        try (Result result = new TwoFiles(folder)
                .legacy(legacy)
                .target(RandomRows.shown(target))
                .run()) {
            return TwoSystems.tally(result, Population.APPOINTMENTS);
        }
    }

    private static List<ComparableRow> distinct(Random random) {
        return IntStream.range(0, 60)
                .filter(it -> random.nextInt(4) > 0)
                .mapToObj(it -> ComparableRow.anAppointment("R" + it, "J" + it)
                        .with("slot", random.nextInt(5) == 0 ? "PM" : "AM"))
                .collect(Collectors.toList());
    }
}
