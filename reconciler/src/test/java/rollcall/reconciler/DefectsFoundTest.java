package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.Defects;
import rollcall.fixtures.damage.BlindSpot;
import rollcall.fixtures.damage.Defect;
import rollcall.fixtures.damage.Doubled;
import rollcall.fixtures.damage.Garbled;
import rollcall.fixtures.damage.Inflicted;
import rollcall.fixtures.damage.Lost;
import rollcall.fixtures.damage.Mode;
import rollcall.fixtures.damage.Together;
import rollcall.fixtures.damage.WithContractor;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.side.Column;

/** Every defect that the fixtures can plant is found as the fault table says, and nothing else is; FAULTS.md is what this found. */
class DefectsFoundTest {
    private static final int HOMES = 600;
    private static final int MANY_HOMES = 13_000;
    /** So many that fifty of the rarest can be damaged: jobs under Awaab's Law. */
    private static final int MOST_HOMES = 22_000;

    private static final int GROUPS = 6;
    /** What the scheduler's reconciliation must find; the others' damage shows there too. */
    private static final List<Defect> SCHEDULERS =
            List.of(Lost.BOOKING_FAILED, Lost.NOT_IN_DIARY, Doubled.SENT_TWICE, Together.CANCELLED_JOB_WITH_LIVE_SLOT);

    /** What the contractors' reconciliations must find; others' damage shows there too. */
    private static final List<Defect> CONTRACTORS = List.of(WithContractor.values());

    private static final Path FAULTS = Path.of("../FAULTS.md");

    private final Path folder;

    DefectsFoundTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void eachDefectAloneIsFoundInEachMode() throws Exception {
        CouncilFolder whole = loaded(HOMES, 1);
        Map<Defect, Map<Mode, String>> found =
                new TreeMap<>(Comparator.comparing(Defect::fault).thenComparing(Defect::name));
        for (Defect defect : Defect.all()) {
            Map<Mode, String> inModes = new TreeMap<>();
            for (Mode mode : defect.recipe().modes()) {
                inModes.put(mode, found(whole, List.of(defect), Optional.of(mode), 1));
            }
            found.put(defect, inModes);
        }

        Path written = Files.writeString(Path.of("target/FAULTS.md"), FaultTable.of(found));
        assertThat(Files.readString(FAULTS))
                .as("FAULTS.md is not what this test has found; if that is right: cp reconciler/target/FAULTS.md .")
                .isEqualTo(Files.readString(written));
    }

    /** Where a comparison overlooks a column, a defect that bends it is told otherwise or not at all. */
    @Test
    void everyComparedColumnIsBentByADefectThatIsFoundAsDifferentInIt() throws Exception {
        Pattern columns = Pattern.compile("DIFFERENT[^(;<|]*\\(([a-z_, …]+)\\)");
        Set<String> bent = new TreeSet<>();
        Matcher found = columns.matcher(Files.readString(FAULTS));
        while (found.find()) {
            bent.addAll(List.of(found.group(1).split(", ")));
        }
        assertThat(bent)
                .containsAll(Column.compared().stream().map(Column::word).toList());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {2, 3})
    void eachDefectAloneIsFoundInOtherCouncils(long seed) throws Exception {
        CouncilFolder whole = loaded(HOMES, seed);
        for (Defect defect : Defect.all()) {
            found(whole, List.of(defect), Optional.empty(), seed);
        }
    }

    /** The mover must be told what to do: whoever reads "never extracted" alone looks for a fault of its query. */
    @Test
    void whatWasEnteredInLegacyAfterItWasReadIsToldAsThatAndWhatAQueryLostIsNot() throws Exception {
        CouncilFolder council = LoadedCouncil.in(folder, HOMES, 1);
        List<Inflicted> done =
                Defects.inflict(council.root(), List.of(Lost.BOOKED_IN_WINDOW, Lost.INNER_JOIN), Optional.empty(), 1);
        try (Result result = Findings.run(council, "legacy against new")) {
            assertThat(TwoSystems.findings(result))
                    .hasSizeGreaterThan(1)
                    .allMatch(it -> it.cause().equals("NEVER_EXTRACTED"))
                    .filteredOn(it -> it.causeDetail().equals("entered in legacy after the last extract: load again"))
                    .extracting(Finding::reference)
                    .containsExactly(done.getFirst().reference());
        }
    }

    /** A few defects at a time, as each appointment can be damaged once only; fewer of each are mixed in {@link ExactnessTest}. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = 4)
    @EnabledIfSystemProperty(named = "long", matches = ".*")
    void fiftyOfEachDefectAreFound(long seed) throws Exception {
        CouncilFolder whole = loaded(MOST_HOMES, seed);
        List<Defect> each = new ArrayList<>(Inflicted.each(1));
        each.removeAll(SCHEDULERS);
        each.removeAll(CONTRACTORS);
        found(whole, fifty(SCHEDULERS), Optional.empty(), seed);
        found(whole, fifty(CONTRACTORS), Optional.empty(), seed);
        for (int group = 0; group < GROUPS; group++) {
            List<Defect> some = new ArrayList<>();
            for (int i = group; i < each.size(); i += GROUPS) {
                some.add(each.get(i));
            }
            found(whole, fifty(some), Optional.empty(), seed);
        }
    }

    private static List<Defect> fifty(List<Defect> defects) {
        return defects.stream()
                .flatMap(it -> Collections.nCopies(50, it).stream())
                .toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    @EnabledIfSystemProperty(named = "long", matches = ".*")
    void fiftyOfEachDefectByItselfAreFound(long seed) throws Exception {
        CouncilFolder many = loaded(MANY_HOMES, seed);
        CouncilFolder most = loaded(MOST_HOMES, seed);
        for (Defect defect : Defect.all()) {
            if (defect.recipe().probablyNot().isEmpty()) {
                CouncilFolder whole = defect.equals(Garbled.AWAABS_LAW_LOST) ? most : many;
                found(whole, Collections.nCopies(50, defect), Optional.empty(), seed);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBlindSpotThatBothHalvesShareIsSeenByTheCensusWhichNamesEveryKeyOrIsSaidToBeProbablyNotFound(BlindSpot spot)
            throws Exception {
        CouncilFolder council = loaded(HOMES, 1);
        List<String> unseen = Defects.blind(council.root(), spot);
        if (spot.probablyNot().isPresent()) {
            assertThat(unseen).isEmpty();
            Findings.assertAsExpected(council, List.of());
            return;
        }

        try (Result result = Findings.run(council, "legacy against new")) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(result.header().unknowns())
                    .anyMatch(it -> it.contains(
                            "%,d keys of legacy's base tables are not in the source query".formatted(unseen.size())));
            assertThat(result.header().census().orElseThrow().uncovered()).isEqualTo(unseen.size());
        }
        assertThat(unread(council)).isNotEmpty().containsExactlyInAnyOrderElementsOf(unseen);
    }

    /** The list that the run has left: a key for each row that was not read. */
    private static List<String> unread(CouncilFolder council) throws IOException {
        Pattern line = Pattern.compile("(jobs|appointments),\"(.*)\",(\\d+),no");
        Path list = council.plan().resolve(".rollcall/unread-legacy-against-new.csv");
        return Files.readAllLines(list).stream()
                .skip(1)
                .flatMap(it -> {
                    Matcher parts = line.matcher(it);
                    assertThat(parts.matches()).as(it).isTrue();
                    return Collections.nCopies(Integer.parseInt(parts.group(3)), parts.group(1) + " " + parts.group(2))
                            .stream();
                })
                .toList();
    }

    /** Plants it in a copy of the council, and tells how it was found. */
    private String found(CouncilFolder whole, List<Defect> defects, Optional<Mode> mode, long seed) throws Exception {
        CouncilFolder council = LoadedCouncil.copy(whole, folder.resolve("copy"));
        List<Inflicted> done = Defects.inflict(council.root(), defects, mode, seed);
        String told = Findings.assertAsExpected(council, done);
        LoadedCouncil.remove(council);
        return told;
    }

    /** A council and its correct target and ledger, in which nothing is wrong. */
    private CouncilFolder loaded(int homes, long seed) throws Exception {
        return LoadedCouncil.checked(LoadedCouncil.in(folder, homes, seed));
    }
}
