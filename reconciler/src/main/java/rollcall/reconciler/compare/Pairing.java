package rollcall.reconciler.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    record Pair(Kept source, Kept target) {
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
            return !legacy().values().equals(there().values());
        }

        boolean isMatched() {
            return !isInvisible() && !isDifferent();
        }

        private int differences() {
            return legacy().differences(there()).size();
        }
    }

    static Pairing of(List<Kept> legacy, List<Kept> there) {
        List<Kept> left = new ArrayList<>(there);
        List<Kept> open = new ArrayList<>();
        List<Pair> pairs = new ArrayList<>();
        for (Kept row : legacy) {
            int match = indexOfMatch(row, left);
            if (match < 0) {
                open.add(row);
            } else {
                pairs.add(new Pair(row, left.remove(match)));
            }
        }
        if (!open.isEmpty() && !left.isEmpty()) {
            List<Pair> unequal =
                    Math.min(open.size(), left.size()) > MOST_WEIGHED ? nextBest(open, left) : best(open, left);
            pairs.addAll(unequal);
            unequal.forEach(it -> open.remove(it.source()));
        }
        return new Pairing(pairs, open);
    }

    private static int indexOfMatch(Kept row, List<Kept> left) {
        for (int i = 0; i < left.size(); i++) {
            if (new Pair(row, left.get(i)).isMatched()) {
                return i;
            }
        }
        return -1;
    }

    private static List<Pair> nextBest(List<Kept> legacy, List<Kept> there) {
        List<Kept> left = new ArrayList<>(there);
        List<Pair> pairs = new ArrayList<>();
        for (Kept row : legacy.subList(0, Math.min(legacy.size(), there.size()))) {
            Pair best = new Pair(row, left.getFirst());
            for (Kept other : left) {
                Pair pair = new Pair(row, other);
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
    private static List<Pair> best(List<Kept> legacy, List<Kept> there) {
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
                                    + pair(legacyHasMore, more.get(i), fewer.get(j))
                                            .differences();
                    if (all < least[i + 1][with]) {
                        least[i + 1][with] = all;
                        taken[i + 1][with] = j;
                    }
                }
                if (least[i][set] < least[i + 1][set]) {
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
                pairs.addFirst(pair(legacyHasMore, more.get(i - 1), fewer.get(j)));
                set &= ~(1 << j);
            }
        }
        return pairs;
    }

    private static Pair pair(boolean legacyFirst, Kept one, Kept other) {
        return legacyFirst ? new Pair(one, other) : new Pair(other, one);
    }
}
