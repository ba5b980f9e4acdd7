package rollcall.reconciler.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import rollcall.reconciler.compare.Difference.Duplicated;
import rollcall.reconciler.compare.Difference.Missing;
import rollcall.reconciler.compare.Difference.Unequal;
import rollcall.reconciler.compare.Difference.Unexpected;
import rollcall.reconciler.compare.Pairing.Pair;

/**
 * A key's rows, each in exactly one place. Of what is wrong about the key the first that fits is its difference: duplicated,
 * missing, invisible, different, unexpected; what else is wrong about a pair of it is told with it.
 *
 * @param difference empty where all of it is right
 * @param also the worst of the pairs that are not right, where the difference is another
 * @param matched the pairs that are right
 * @param evolved those that staff have rightly changed
 * @param invisible those that legacy holds live and staff cannot rely on
 * @param different those that disagree otherwise
 */
record Classification(
        Optional<Difference> difference,
        Optional<Unequal> also,
        List<Pair> matched,
        List<Unequal> evolved,
        List<Unequal> invisible,
        List<Unequal> different) {

    /** Sorts the rows of a key, given whether staff have rightly made a pair unequal. */
    static Classification of(KeyCase here, Predicate<Unequal> isEvolved) {
        if (here.toMove() == 0) {
            return nothingToMove(here);
        }
        List<Pair> matched = new ArrayList<>();
        List<Unequal> evolved = new ArrayList<>();
        List<Unequal> invisible = new ArrayList<>();
        List<Unequal> different = new ArrayList<>();
        boolean mayEvolve = here.areThere() == here.toMove();
        for (Pair pair : here.pairing().pairs()) {
            if (pair.isMatched()) {
                matched.add(pair);
                continue;
            }
            Unequal unequal = new Unequal(pair, pair.left().columns());
            if (mayEvolve && isEvolved.test(unequal)) {
                evolved.add(unequal);
            } else {
                (unequal.isInvisible() ? invisible : different).add(unequal);
            }
        }
        Optional<Unequal> worst =
                invisible.stream().findFirst().or(() -> different.stream().findFirst());
        Optional<Difference> count = ofCount(here);
        return new Classification(
                count.or(() -> worst),
                count.isPresent() ? worst : Optional.empty(),
                matched,
                evolved,
                invisible,
                different);
    }

    /** Whether staff have rightly made this pair unequal. */
    boolean isEvolved(Pair pair) {
        return evolved.stream().anyMatch(it -> it.pair() == pair);
    }

    private static Classification nothingToMove(KeyCase here) {
        Optional<Difference> unexpected = here.there().stream().findFirst().map(it -> new Unexpected(it.values()));
        return new Classification(unexpected, Optional.empty(), List.of(), List.of(), List.of(), List.of());
    }

    private static Optional<Difference> ofCount(KeyCase here) {
        if (here.areThere() > here.toMove()) {
            return Optional.of(new Duplicated(here.first().values(), here.toMove(), here.areThere()));
        }
        if (here.areThere() == here.toMove()) {
            return Optional.empty();
        }
        Kept lost = here.pairing().unpaired().stream().findFirst().orElse(here.first());
        return Optional.of(new Missing(lost.values(), here.toMove(), here.areThere()));
    }

    /** How many rows of legacy are missing. */
    static long missing(KeyCase here) {
        return Math.max(0, here.toMove() - here.areThere());
    }
}
