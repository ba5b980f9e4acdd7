package rollcall.reconciler.compare;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.finding.RunHeader.Agreed;
import rollcall.reconciler.finding.RunHeader.Census;
import rollcall.reconciler.finding.Tally;

/**
 * What the merge has counted.
 *
 * @param tallies the facts by population, before rules and acceptance
 * @param moved legacy's rows that are to be moved, by population
 * @param census how the census came out, where there is one
 * @param agreed how many rows needed which agreed difference
 * @param unknowns where the books do not balance
 */
public record Books(
        Map<Population, Tally> tallies,
        Map<Population, Long> moved,
        Optional<Census> census,
        List<Agreed> agreed,
        List<String> unknowns) {
    public Books {
        tallies = Map.copyOf(tallies);
        moved = Map.copyOf(moved);
        agreed = List.copyOf(agreed);
        unknowns = List.copyOf(unknowns);
    }

    /** The tally of nothing. */
    public static Tally nothing() {
        return new Counts().tally();
    }

    /**
     * A tally with what is known only after the merge.
     *
     * @param inBulk rows that staff seemed to have cancelled rightly, and that were too many at once
     * @param madeInBulk likewise, of those that they had made
     */
    public static Tally with(Tally facts, long inBulk, long madeInBulk, long inconsistent, long claim, long accepted) {
        return new Tally(
                facts.source(),
                facts.target(),
                facts.matched(),
                facts.missing(),
                facts.invisible() + inBulk,
                facts.unexpected() + madeInBulk,
                facts.different(),
                facts.duplicated(),
                inconsistent,
                claim,
                facts.evolved() - inBulk,
                facts.fresh() - madeInBulk,
                facts.excluded(),
                facts.rejected(),
                facts.superseded(),
                facts.merged(),
                accepted);
    }
}
