package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rollcall.fixtures.Council;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.Defects;
import rollcall.fixtures.damage.AfterGoLive;
import rollcall.fixtures.damage.Bent;
import rollcall.fixtures.damage.BlindSpot;
import rollcall.fixtures.damage.Combination;
import rollcall.fixtures.damage.Defect;
import rollcall.fixtures.damage.Expected;
import rollcall.fixtures.damage.Inflicted;
import rollcall.fixtures.damage.Inflicted.Planned;
import rollcall.fixtures.damage.Lost;
import rollcall.fixtures.damage.Mode;
import rollcall.fixtures.damage.WithContractor;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Verdict;

/**
 * A random list of damage, some of it twice on one appointment, hidden among three weeks of ordinary life, and in one seed of
 * five behind a blind spot that mover and checker share: what is found is the list. A failure tells its seed;
 * {@code -Dexactness.seed=N} does that one again, {@code M-N} all from one to the other. Two seeds at a time: each has its own copy of a council.
 */
@Execution(ExecutionMode.CONCURRENT)
class ExactnessTest {
    private static final String LEGACY_AGAINST_NEW = "legacy against new";
    private static final int DAYS = 21;
    private static final int TWICE_PERCENT = 5;

    private static final int FEW = 25;

    private static final int COUNCILS = 5;
    private static final int HOMES = 1_800;
    private static final int VICTIMS = 110;

    private static final int LARGE = 9_000;
    private static final int LARGE_VICTIMS = 700;

    /**
     * What a blind spot would hide with the records that it hides by itself: nobody could find it, or say why it is there. Without
     * L7: jobs whose visits it hides are told as without one.
     */
    private static final Map<BlindSpot, List<Defect>> HIDDEN = new EnumMap<>(Map.of(
            BlindSpot.L2, List.of(Lost.INNER_JOIN, Bent.POLYMORPHIC_JOIN),
            BlindSpot.L3, List.of(Lost.STATUS_UNMAPPED, Lost.STATUS_FILTERED, Bent.POLYMORPHIC_JOIN),
            BlindSpot.L9, List.of(Lost.NO_MATCHING_PROPERTY, Bent.POLYMORPHIC_JOIN),
            BlindSpot.C5, List.of()));

    private static final Map<String, CouncilFolder> COUNCILS_BY_NAME = new HashMap<>();
    private static Path shared = Path.of("");

    private final Path folder;

    ExactnessTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void shareCouncils(@TempDir Path folder) {
        shared = folder;
    }

    static LongStream seeds() {
        return Optional.ofNullable(System.getProperty("exactness.seed"))
                .map(ExactnessTest::named)
                .orElse(LongStream.rangeClosed(1, FEW));
    }

    private static LongStream named(String seeds) {
        String[] ends = seeds.split("-", 2);
        return LongStream.rangeClosed(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
    }

    static LongStream manySeeds() {
        return LongStream.rangeClosed(FEW + 1, 1_000);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsFoundIsWhatWasDone(long seed) throws Exception {
        // Of the many one in ten has up to fifty of each defect.
        boolean isLarge = seed > FEW && seed % 10 == 3;
        whatIsFoundIsWhatWasDone(seed, isLarge ? LARGE : HOMES, isLarge ? LARGE_VICTIMS : VICTIMS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("manySeeds")
    @EnabledIfSystemProperty(named = "long", matches = ".*")
    void whatIsFoundIsWhatWasDoneInManyCouncils(long seed) throws Exception {
        whatIsFoundIsWhatWasDone(seed);
    }

    private void whatIsFoundIsWhatWasDone(long seed, int homes, int victims) throws Exception {
        Random random = new Random(seed);
        CouncilFolder council = LoadedCouncil.copy(council(homes, seed), folder.resolve("copy"));
        Optional<BlindSpot> blindSpot = seed % 5 == 0
                ? Optional.of(List.copyOf(HIDDEN.keySet()).get((int) (seed / 5 % HIDDEN.size())))
                : Optional.empty();
        List<String> unseen = blindSpot.isPresent() ? Defects.blind(council.root(), blindSpot.get()) : List.of();
        List<Planned> list = list(random, victims, blindSpot);
        List<Inflicted> done = Defects.inflictWhatFits(council.root(), list, seed);
        Council.live(council.root(), DAYS, seed);

        // In the large councils not all of fifty find an appointment that fits.
        assertThat(done.size()).as("seed %d: done", seed).isGreaterThan(Math.min(list.size() * 3 / 4, 300));
        assertThat(done.stream().map(Inflicted::defect))
                .as("seed %d: every defect", seed)
                .containsAll(list.stream().map(Planned::defect).toList());
        List<Expected> expected = done.stream()
                .flatMap(it -> it.expected().stream())
                .filter(it -> it.isFound() && it.reconciliation().equals(LEGACY_AGAINST_NEW))
                .toList();
        try (Result result = Findings.run(council, LEGACY_AGAINST_NEW)) {
            Findings.compare("seed %d, %s".formatted(seed, blindSpot), TwoSystems.findings(result), expected);
            boolean isUnknown = !unseen.isEmpty()
                    || expected.stream().anyMatch(it -> it.cause().equals("NO_CREDIT"));
            assertThat(result.header().verdict()).isEqualTo(isUnknown ? Verdict.UNKNOWN : Verdict.EXCEPTIONS);
            assertThat(OrdinaryDaysFoundTest.evolved(result))
                    .as("seed %d, %s: what staff rightly did", seed, blindSpot)
                    .containsExactlyInAnyOrderElementsOf(Stream.of(
                                    OrdinaryDaysFoundTest.truth(council).stream(), rightlyCancelled(done), booked(done))
                            .flatMap(it -> it)
                            .toList())
                    .hasSizeGreaterThan(300);
        }
        for (String other : Findings.RECONCILIATIONS) {
            // Of a code table that was signed wrongly the diaries, which were told before, would know it all.
            if (!other.equals(LEGACY_AGAINST_NEW) && !blindSpot.equals(Optional.of(BlindSpot.C5))) {
                foundInDiaries(council, other, "seed %d, %s, %s".formatted(seed, blindSpot, other), done, unseen);
            }
        }
        LoadedCouncil.remove(council);
    }

    /** What the scheduler and the contractors have otherwise; of what was damaged elsewhere their diaries may know nothing. */
    private static void foundInDiaries(
            CouncilFolder council, String diary, String what, List<Inflicted> done, List<String> unseen)
            throws Exception {
        List<Expected> all = done.stream().flatMap(it -> it.expected().stream()).toList();
        // What has no reference of legacy's the diaries know by the new system's number.
        Set<String> damaged = Stream.of(
                        unseen.stream().map(it -> it.substring(it.indexOf(' ') + 1)),
                        done.stream().map(Inflicted::job),
                        done.stream().flatMap(it -> it.victims().stream()),
                        all.stream().map(it -> it.reference().replace("new:", "")))
                .flatMap(it -> it)
                .collect(Collectors.toSet());
        try (Result result = Findings.run(council, diary)) {
            List<Finding> findings = TwoSystems.findings(result);
            assertThat(findings)
                    .as("%s: found, and nothing was done to it", what)
                    .filteredOn(it -> !damaged.contains(it.reference()) && !damaged.contains(it.job()))
                    .isEmpty();
            for (Expected it : all) {
                if (it.isFound() && it.reconciliation().equals(diary)) {
                    assertThat(findings)
                            .as("%s: %s", what, it)
                            .anyMatch(finding -> finding.type().name().equals(it.type())
                                    && finding.population().word().equals(it.population())
                                    && finding.reference().equals(it.reference())
                                    && (it.cause().isEmpty() || finding.cause().equals(it.cause())));
                }
            }
        }
    }

    /** Of two visits that are one too many each is a booking of staff's; which was the second, both ids tell: they follow each other. */
    private static Stream<String> booked(List<Inflicted> done) {
        return done.stream()
                .filter(it -> it.defect() == AfterGoLive.BOOKED_TWICE)
                .flatMap(it -> it.expected().stream())
                .map(it -> Long.parseLong(it.reference().substring("new:".length())))
                .flatMap(it -> Stream.of(it - 1, it))
                .map("appointments new:%d new "::formatted);
    }

    /** What is wrong with these is only that nobody has told the contractor. */
    private static Stream<String> rightlyCancelled(List<Inflicted> done) {
        return done.stream()
                .filter(it -> it.defect() == WithContractor.WITH_CONTRACTOR_ONLY && it.mode() == Mode.AFTER_LOAD)
                .flatMap(it -> Stream.of(
                        "jobs %s evolved status".formatted(it.job()),
                        "appointments %s evolved status".formatted(it.reference())));
    }

    /** Each defect once, and some up to fifty times, as chance will have it; no more in all than there are appointments for. */
    private static List<Planned> list(Random random, int victims, Optional<BlindSpot> blindSpot) {
        List<Defect> defects = new ArrayList<>(Defect.all());
        defects.removeIf(it -> it.recipe().probablyNot().isPresent());
        blindSpot.ifPresent(it -> defects.removeAll(HIDDEN.getOrDefault(it, List.of())));
        Collections.shuffle(defects, random);
        List<Planned> list = new ArrayList<>();
        defects.forEach(it -> list.add(planned(it, random)));
        int most = Math.max(2, Math.min(50, victims / 15));
        for (Defect defect : defects) {
            int more = random.nextInt(4) > 0 ? 0 : random.nextInt(most);
            for (int i = 0; i < more && list.size() < victims; i++) {
                list.add(planned(defect, random));
            }
        }
        return twice(list, random);
    }

    private static Planned planned(Defect defect, Random random) {
        return new Planned(defect, pick(defect.recipe().modes(), random), Optional.empty());
    }

    /** So many of a hundred are done to an appointment to which something else is done afterwards. */
    private static List<Planned> twice(List<Planned> list, Random random) {
        List<Planned> all = new ArrayList<>(list);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (isFirst(all.get(i).defect())) {
                places.add(i);
            }
        }
        List<Defect> firsts = list.stream()
                .map(Planned::defect)
                .filter(ExactnessTest::isFirst)
                .toList();
        while (places.size() * 100 < all.size() * TWICE_PERCENT) {
            places.add(all.size());
            all.add(planned(pick(firsts, random), random));
        }
        Collections.shuffle(places, random);
        for (int place : places.subList(0, (all.size() * TWICE_PERCENT + 99) / 100)) {
            Planned once = all.get(place);
            all.set(
                    place,
                    new Planned(
                            once.defect(), once.mode(), Optional.of(pick(Combination.after(once.defect()), random))));
        }
        return all;
    }

    private static boolean isFirst(Defect defect) {
        return !Combination.after(defect).isEmpty();
    }

    private static <T> T pick(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static synchronized CouncilFolder council(int homes, long seed) throws Exception {
        long number = seed / COUNCILS % COUNCILS;
        String name = homes + " " + number;
        if (!COUNCILS_BY_NAME.containsKey(name)) {
            COUNCILS_BY_NAME.put(name, LoadedCouncil.in(shared, homes, 700 + number));
        }
        return COUNCILS_BY_NAME.getOrDefault(name, new CouncilFolder(shared));
    }
}
