package rollcall.reconciler.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.finding.RunHeader;
import rollcall.reconciler.finding.Tally;

/**
 * The trial balance: every row of legacy is in exactly one line, and the lines add up.
 *
 * @param label what is counted
 * @param role where it stands in the sum
 * @param counts by population; none where the population could not be compared
 */
record Balance(String label, Role role, Map<Population, Long> counts) {
    /** How a line takes part in the sum. */
    enum Role {
        /** The total that must be reached. */
        TOTAL,
        /** One of the parts that add up to it. */
        PART,
        /** What the parts add up to. */
        SUM,
        /** What the parts do not reach: must be nothing. */
        REMAINDER,
        /** Counted beside the sum. */
        BESIDE
    }

    /** The populations of which a row was read; the others would show noughts that nobody has counted. */
    static List<Population> populations(Map<Population, Tally> tallies) {
        return Stream.of(Population.values())
                .filter(it -> Optional.ofNullable(tallies.get(it))
                        .filter(tally -> tally.source() + tally.target() > 0)
                        .isPresent())
                .toList();
    }

    /** The lines, in the order in which they add up; evolved, new and claims only where there are any. */
    static List<Balance> of(RunHeader header) {
        return of(header.tallies()).stream()
                .map(it -> new Balance(header.called().in(it.label()), it.role(), it.counts()))
                .toList();
    }

    private static List<Balance> of(Map<Population, Tally> tallies) {
        List<Balance> lines = new ArrayList<>();
        lines.add(line("in legacy", Role.TOTAL, tallies, Tally::source));
        lines.add(line("matched", Role.PART, tallies, Tally::matched));
        lines.add(line("missing", Role.PART, tallies, Tally::missing));
        lines.add(line("invisible to staff", Role.PART, tallies, Tally::invisible));
        lines.add(line("different", Role.PART, tallies, Tally::different));
        lines.add(line("duplicated", Role.PART, tallies, Tally::duplicated));
        some(line("changed since, by staff", Role.PART, tallies, Tally::evolved))
                .ifPresent(lines::add);
        lines.add(line("left out by decision", Role.PART, tallies, Tally::excluded));
        lines.add(line("superseded", Role.PART, tallies, Tally::superseded));
        lines.add(line("together", Role.SUM, tallies, it -> it.source() - it.remainder()));
        lines.add(line("unaccounted for", Role.REMAINDER, tallies, Tally::remainder));
        lines.add(line("in the new system", Role.TOTAL, tallies, Tally::target));
        lines.add(line("unexpected there", Role.BESIDE, tallies, Tally::unexpected));
        some(line("booked there since", Role.BESIDE, tallies, Tally::fresh)).ifPresent(lines::add);
        some(line("inconsistent", Role.BESIDE, tallies, Tally::inconsistent)).ifPresent(lines::add);
        some(line("ledger says otherwise", Role.BESIDE, tallies, Tally::claim)).ifPresent(lines::add);
        some(line("rejected, by the ledger", Role.BESIDE, tallies, Tally::rejected))
                .ifPresent(lines::add);
        some(line("merged, by the ledger", Role.BESIDE, tallies, Tally::merged)).ifPresent(lines::add);
        some(line("accepted by name", Role.BESIDE, tallies, Tally::accepted)).ifPresent(lines::add);
        return lines;
    }

    long count(Population population) {
        return Optional.ofNullable(counts.get(population)).orElse(0L);
    }

    private static Balance line(String label, Role role, Map<Population, Tally> tallies, ToLongFunction<Tally> count) {
        Map<Population, Long> counts = new EnumMap<>(Population.class);
        tallies.forEach((population, tally) -> counts.put(population, count.applyAsLong(tally)));
        return new Balance(label, role, counts);
    }

    private static Optional<Balance> some(Balance line) {
        return Optional.of(line).filter(it -> it.counts().values().stream().anyMatch(count -> count != 0));
    }
}
