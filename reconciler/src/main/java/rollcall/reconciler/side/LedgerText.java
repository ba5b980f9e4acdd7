package rollcall.reconciler.side;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Optional;
import rollcall.reconciler.sort.RowWriter;
import rollcall.reconciler.sort.Values;

/**
 * An entry as it stands in the ledger, stripped.
 *
 * @param occurrence which of several records of the reference; empty where the ledger does not tell
 * @param run the run that debited it; empty where the ledger does not tell
 * @param outcome empty where there is no credit
 * @param recorded when it was credited
 * @param extracted when it was debited: legacy had been read by then
 */
record LedgerText(
        String population,
        String reference,
        String occurrence,
        String run,
        String outcome,
        String detail,
        String targetId,
        Optional<LocalDateTime> recorded,
        Optional<LocalDateTime> extracted) {

    /** The row that a result stands on. */
    static LedgerText of(ResultSet row) throws SQLException {
        return new LedgerText(
                text(row, 1),
                text(row, 2),
                text(row, 3),
                text(row, 4),
                text(row, 5),
                text(row, 6),
                text(row, 7),
                time(row, 8),
                time(row, 9));
    }

    private static Optional<LocalDateTime> time(ResultSet row, int column) throws SQLException {
        return row.getString(column) == null
                ? Optional.empty()
                : Optional.of(row.getObject(column, LocalDateTime.class));
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : Blanks.strip(text);
    }

    /** Writes it as values of a row. */
    RowWriter write(RowWriter row) {
        row.text(population).text(reference).text(occurrence).text(run);
        row.text(outcome).text(detail).text(targetId);
        LedgerEntry.writeTime(recorded, row);
        LedgerEntry.writeTime(extracted, row);
        return row;
    }

    /** Reads what {@link #write} has written. */
    static LedgerText read(Values values) {
        return new LedgerText(
                values.text(),
                values.text(),
                values.text(),
                values.text(),
                values.text(),
                values.text(),
                values.text(),
                SideRow.time(values.number(Cells.NO_TIME)),
                SideRow.time(values.number(Cells.NO_TIME)));
    }
}
