package rollcall.reconciler.claim;

import java.io.IOException;
import java.util.Optional;
import rollcall.reconciler.cause.Cause;
import rollcall.reconciler.cause.FindingDraft;
import rollcall.reconciler.finding.AlsoTrue;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.FindingRow;
import rollcall.reconciler.sort.KeyGroups;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.Values;

/**
 * Rows of the new system that legacy does not account for, each asked of the ledger by its id: whether an entry names it, and
 * what that entry says. The answer is told with the exception and never changes it.
 */
public final class Strangers implements AutoCloseable {
    private final RowSorter held;
    private final Optional<NamedRows> ledger;
    private final Taker taker;

    /** Takes the exceptions, with what the ledger says of their rows. */
    @FunctionalInterface
    public interface Taker {
        /** One exception. */
        void found(Finding finding) throws IOException;
    }

    /**
     * Begins.
     *
     * @param held an empty sorter of its own
     * @param ledger which rows it names; empty where the plan has no ledger
     */
    public Strangers(RowSorter held, Optional<NamedRows> ledger, Taker taker) {
        this.held = held;
        this.ledger = ledger;
        this.taker = taker;
    }

    /**
     * One exception.
     *
     * @param targetId its row's id in the new system; may be empty
     */
    public void found(Finding finding, String targetId) throws IOException {
        if (targetId.isEmpty() || ledger.isEmpty()) {
            taker.found(finding);
            return;
        }
        held.writer()
                .begin()
                .keyByte(finding.population().ordinal())
                .keyLast(targetId)
                .endKey();
        FindingRow.write(finding, held.writer()).end();
    }

    /** Hands on what has been held; to be called once, after the last exception. */
    public void finish() throws IOException {
        if (ledger.isEmpty()) {
            return;
        }
        try (SortedRows strangers = held.open();
                KeyGroups named = new KeyGroups(ledger.get().byId())) {
            boolean isMore = named.advance();
            while (strangers.advance()) {
                Row row = strangers.row();
                while (isMore && named.first().compareKey(row) < 0) {
                    isMore = named.advance();
                }
                Finding finding = FindingRow.read(row.values());
                boolean isNamed = isMore && named.first().compareKey(row) == 0;
                taker.found(withAlso(finding, isNamed ? said(named) : Cause.IN_NO_LEDGER.name()));
            }
        }
    }

    private static String said(KeyGroups entries) {
        String taken = "";
        for (Row row : entries.rows()) {
            Values values = row.values();
            boolean stands = values.flag(false);
            String reference = values.text();
            if (stands) {
                return Cause.LOADED_FOR.name() + ": " + (reference.isEmpty() ? Finding.BLANK : reference);
            }
            taken = reference;
        }
        return Cause.CLAIMED_REMOVED.name() + (taken.isEmpty() ? "" : ": " + taken);
    }

    private static Finding withAlso(Finding finding, String detail) {
        return FindingDraft.withAlso(
                finding, new AlsoTrue(finding.population(), ExceptionClass.CLAIM, finding.reference(), detail));
    }

    @Override
    public void close() throws IOException {
        held.close();
    }
}
