package rollcall.reconciler.side;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.Optional;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowWriter;
import rollcall.reconciler.sort.Values;

/**
 * A debit of the migrator's ledger with its credit: a claim, never evidence. An identity may have several, one a run; the last
 * counts.
 *
 * @param line what stands for a blank reference; empty where there is one
 * @param occurrence which of several records of the reference; below zero where the ledger does not tell
 * @param run the run that debited it
 * @param outcome what it says became of it
 * @param targetId the id of the row that stands for it in the new system; empty where none does
 * @param detail reasons, kind or reference that belong to the outcome; may be empty
 * @param recorded when it was credited, by the ledger's clock
 * @param otherRow the id of another row that stands for the record as well, by its entries of former runs; empty where none
 *     does, or where they have not been held together
 * @param sharedWith the reference of another record for which the same row stands, by the ledger; likewise
 */
public record LedgerEntry(
        String line,
        long occurrence,
        long run,
        Outcome outcome,
        String targetId,
        String detail,
        Optional<LocalDateTime> recorded,
        String otherRow,
        String sharedWith) {
    private static final String GONE = "no longer in legacy";

    /** Takes a ledger row apart: outcome and target id come first, for what looks at no more. */
    public static LedgerEntry of(Row row) {
        Values values = row.values();
        Outcome outcome = Outcome.values()[(int) values.number(0)];
        String targetId = values.text();
        String detail = values.text();
        return new LedgerEntry(
                values.text(),
                values.number(0),
                values.number(0),
                outcome,
                targetId,
                detail,
                SideRow.time(values.number(Cells.NO_TIME)),
                "",
                "");
    }

    static void write(RowWriter row, LedgerEntry entry) throws IOException {
        row.number(entry.outcome.ordinal()).text(entry.targetId).text(entry.detail);
        row.text(entry.line).number(entry.occurrence).number(entry.run);
        writeTime(entry.recorded, row);
        row.end();
    }

    static void writeTime(Optional<LocalDateTime> time, RowWriter row) {
        if (time.isPresent()) {
            row.time(time.get());
        } else {
            row.absent();
        }
    }

    /** The same, with what else the ledger says of its record and row. */
    public LedgerEntry with(String anotherRow, String anotherReference) {
        return new LedgerEntry(
                line, occurrence, run, outcome, targetId, detail, recorded, anotherRow, anotherReference);
    }

    /** What it says of any of several records: of no row in particular. */
    public LedgerEntry ofSeveral(String commonDetail) {
        return new LedgerEntry("", occurrence, run, outcome, "", commonDetail, recorded, "", "");
    }

    /**
     * Whether it was closed because its record has gone from legacy: then it speaks of no row, and where legacy has one after
     * all, it is a row that the ledger does not know.
     */
    public boolean isOfGoneRecord() {
        return outcome == Outcome.EXCLUDED && detail.equals(GONE);
    }
}
