package rollcall.reconciler.side;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.Values;

/**
 * A row of legacy that another one has replaced.
 *
 * @param reference its own reference
 * @param starts its window, where it has one
 */
public record Replaced(String reference, Optional<LocalDateTime> starts, Optional<LocalDateTime> ends) {
    /** The row that legacy's side has written. */
    public static Replaced of(Row row) {
        Values values = row.values();
        return new Replaced(values.text(), time(values), time(values));
    }

    /** Whether the new system's row has the window of this one, which has one. */
    public boolean hasWindowOf(SideRow there) {
        return starts.isPresent()
                && starts.equals(there.value(Column.STARTS_AT).time())
                && ends.equals(there.value(Column.ENDS_AT).time());
    }

    private static Optional<LocalDateTime> time(Values values) {
        long minutes = values.number(Cells.NO_TIME);
        return minutes == Cells.NO_TIME
                ? Optional.empty()
                : Optional.of(LocalDateTime.ofEpochSecond(minutes * 60, 0, ZoneOffset.UTC));
    }
}
