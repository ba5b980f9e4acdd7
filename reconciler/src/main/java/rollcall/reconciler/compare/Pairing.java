package rollcall.reconciler.compare;

import java.util.ArrayList;
import java.util.List;
import rollcall.reconciler.side.SideRow;

/**
 * Pairs the rows of one key, as multisets: equal rows first, so that two rows that were only read in another order are
 * equal; the rest in order.
 *
 * @param pairs each with legacy's row first
 */
record Pairing(List<Pair> pairs) {
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
        for (int i = 0; i < Math.min(open.size(), left.size()); i++) {
            pairs.add(new Pair(open.get(i), left.get(i)));
        }
        return new Pairing(pairs);
    }

    private static int indexOfMatch(Kept row, List<Kept> left) {
        for (int i = 0; i < left.size(); i++) {
            if (new Pair(row, left.get(i)).isMatched()) {
                return i;
            }
        }
        return -1;
    }
}
