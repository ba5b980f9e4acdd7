package rollcall.reconciler.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.agree.Agreements;
import rollcall.reconciler.agree.Agreements.Left;
import rollcall.reconciler.side.SideRow;

/**
 * Pairs the rows of one key, as multisets: equal rows first, so that two rows that were only read in another order are
 * equal; of the rest those that differ in the fewest columns, all taken together, for these are most likely one record. Of
 * pairings that are as good the first in the order of the rows is taken.
 *
 * @param pairs each with legacy's row first
 * @param unpaired legacy's rows for which none is left
 */
record Pairing(List<Pair> pairs, List<Kept> unpaired) {
    /** Up to how many rows of the side with fewer the best pairing is looked for; of more each takes the best that is left. */
    private static final int MOST_WEIGHED = 8;

    /**
     * @param left what is left of their differences
     */
    record Pair(Kept source, Kept target, Left left) {
        static Pair of(Kept source, Kept target, Agreements agreed) {
            return new Pair(source, target, agreed.of(source.values(), target.values()));
        }

        SideRow legacy() {
            return source.values();
        }

        SideRow there() {
            return target.values();
        }

        boolean isLiveThere() {
            return there().live() && there().visible();
        }

        boolean isInvisible() {
            return legacy().live() && !isLiveThere();
        }

        boolean isDifferent() {
            return !left.columns().isEmpty();
        }

        /** Whether all values are the same, without anything that was agreed. */
        private boolean isSame() {
            return isMatched() && left.needed().isEmpty();
        }

        boolean isMatched() {
            return !isInvisible() && !isDifferent();
        }

        private int differences() {
            return left.columns().size();
        }
    }

    static Pairing of(List<Kept> legacy, List<Kept> there, Agreements agreed) {
        List<Kept> left = new ArrayList<>(there);
        List<Kept> open = new ArrayList<>(legacy);
        List<Pair> pairs = new ArrayList<>();
        match(open, left, pairs, agreed);
        if (!open.isEmpty() && !left.isEmpty()) {
            List<Pair> unequal = Math.min(open.size(), left.size()) > MOST_WEIGHED
                    ? nextBest(open, left, agreed)
                    : best(open, left, agreed);
            pairs.addAll(unequal);
            unequal.forEach(it -> open.remove(it.source()));
        }
        return new Pairing(pairs, open);
    }

    private static void match(List<Kept> open, List<Kept> left, List<Pair> pairs, Agreements agreed) {
        for (Iterator<Kept> rows = open.iterator(); rows.hasNext() && !left.isEmpty(); ) {
            Kept row = rows.next();
            Optional<Pair> match = left.stream()
                    .map(it -> Pair.of(row, it, agreed))
                    .filter(Pair::isSame)
                    .findFirst();
            if (match.isPresent()) {
                pairs.add(match.get());
                left.remove(match.get().target());
                rows.remove();
            }
        }
    }

    private static List<Pair> nextBest(List<Kept> legacy, List<Kept> there, Agreements agreed) {
        List<Kept> left = new ArrayList<>(there);
        List<Pair> pairs = new ArrayList<>();
        for (Kept row : legacy.subList(0, Math.min(legacy.size(), there.size()))) {
            Pair best = Pair.of(row, left.getFirst(), agreed);
            for (Kept other : left) {
                Pair pair = Pair.of(row, other, agreed);
                if (pair.differences() < best.differences()) {
                    best = pair;
                }
            }
            left.remove(best.target());
            pairs.add(best);
        }
        return pairs;
    }

    /**
     * The pairing with the fewest differences in all. The rows of the side with more are taken one after the other, each for
     * one of the other side's or for none; for each set of those that are taken the fewest differences are kept.
     */
    private static List<Pair> best(List<Kept> legacy, List<Kept> there, Agreements agreed) {
        boolean legacyHasMore = legacy.size() >= there.size();
        List<Kept> more = legacyHasMore ? legacy : there;
        List<Kept> fewer = legacyHasMore ? there : legacy;
        int sets = 1 << fewer.size();
        int[][] least = new int[more.size() + 1][sets];
        int[][] taken = new int[more.size() + 1][sets];
        for (int[] row : least) {
            Arrays.fill(row, Integer.MAX_VALUE);
        }
        least[0][0] = 0;
        for (int i = 0; i < more.size(); i++) {
            for (int set = 0; set < sets; set++) {
                if (least[i][set] == Integer.MAX_VALUE) {
                    continue;
                }
                for (int j = 0; j < fewer.size(); j++) {
                    int with = set | 1 << j;
                    int all = with == set
                            ? Integer.MAX_VALUE
                            : least[i][set]
                                    + pair(legacyHasMore, more.get(i), fewer.get(j), agreed)
                                            .differences();
                    if (all < least[i + 1][with]) {
                        least[i + 1][with] = all;
                        taken[i + 1][with] = j;
                    }
                }
                if (least[i][set] <= least[i + 1][set]) {
                    least[i + 1][set] = least[i][set];
                    taken[i + 1][set] = -1;
                }
            }
        }
        List<Pair> pairs = new ArrayList<>();
        int set = sets - 1;
        for (int i = more.size(); i > 0; i--) {
            int j = taken[i][set];
            if (j >= 0) {
                pairs.addFirst(pair(legacyHasMore, more.get(i - 1), fewer.get(j), agreed));
                set &= ~(1 << j);
            }
        }
        return pairs;
    }

    private static Pair pair(boolean legacyFirst, Kept one, Kept other, Agreements agreed) {
        return legacyFirst ? Pair.of(one, other, agreed) : Pair.of(other, one, agreed);
    }
}
