package rollcall.reconciler.explain;

import java.util.Map;
import rollcall.reconciler.history.RecordKey;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.Sighting;

/**
 * A row of either side.
 *
 * @param decided what scope.csv says of its kind: {@code move}, {@code exclude}, {@code count}; empty where nobody has
 *     decided, and in the new system
 * @param meant what the code tables make of its codes, by column; empty of a code without a mapping; only columns that a
 *     table translates
 */
public record SeenRow(Sighting seen, String decided, Map<Column, String> meant) {
    private static final String NEW = "new:";

    public SeenRow {
        meant = Map.copyOf(meant);
    }

    /** What exceptions call the row by. */
    public RecordKey key() {
        String reference = seen.text(Column.REFERENCE);
        String id = seen.text(Column.TARGET_ID);
        return new RecordKey(
                seen.population(), !reference.isEmpty() ? reference : !id.isEmpty() ? NEW + id : seen.blank());
    }

    /** Whether legacy holds it to be there: live, replaced by no other, and of a kind that is moved. */
    boolean isDue() {
        return seen.flag(Column.LIVE, true)
                && seen.text(Column.SUPERSEDED_BY).isEmpty()
                && (decided.isEmpty() || decided.equals("move"));
    }

    /** Whether staff can rely on it in the new system. */
    boolean isThere() {
        return seen.flag(Column.LIVE, true) && seen.flag(Column.VISIBLE, true);
    }

    /** The new system's id that somebody has written, with or without the sign that it is one. */
    static String id(String written) {
        return written.startsWith(NEW) ? written.substring(NEW.length()) : written;
    }
}
