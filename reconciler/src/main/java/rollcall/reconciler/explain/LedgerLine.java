package rollcall.reconciler.explain;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import rollcall.reconciler.history.RecordKey;

/**
 * What the migrator's ledger says of one extraction of a record: its debit, and the credit that answers it. What an older
 * ledger does not say is empty.
 *
 * @param occurrence which of the rows of that reference, from 1
 * @param run the run that extracted it
 * @param extracted when it was entered
 * @param outcome what became of it; empty where nothing says so yet
 * @param action what was done in the new system: {@code ADDED}, {@code REMOVED} …
 * @param detail in the ledger's words, which may repeat a value
 * @param targetId the id of its row in the new system
 * @param credited when the outcome was entered
 * @param creditedBy by which run
 * @param reasons why it was rejected, one by one
 * @param corrected columns that somebody corrected by hand before it was loaded
 */
public record LedgerLine(
        RecordKey key,
        int occurrence,
        Optional<Run> run,
        Optional<LocalDateTime> extracted,
        String outcome,
        String action,
        String detail,
        String targetId,
        Optional<LocalDateTime> credited,
        Optional<Run> creditedBy,
        List<Reason> reasons,
        List<String> corrected) {
    public LedgerLine {
        reasons = List.copyOf(reasons);
        corrected = List.copyOf(corrected);
    }

    /**
     * A run of the migrator.
     *
     * @param kind {@code migrate}, {@code replay}, {@code undo} …; empty in an older ledger
     * @param asOf the cutover it was for
     * @param undoes the run that it took back
     */
    public record Run(long number, String kind, Optional<LocalDateTime> asOf, OptionalLong undoes) {}

    /**
     * A reason for a rejection.
     *
     * @param rule the rule that gave it
     * @param column the column that it is about; may be empty
     * @param words in the ledger's words, which may repeat a value
     */
    public record Reason(String rule, String column, String words) {}
}
