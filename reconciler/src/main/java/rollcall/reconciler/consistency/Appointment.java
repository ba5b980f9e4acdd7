package rollcall.reconciler.consistency;

import java.util.Optional;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.FindingRow;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.SideRow;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.Values;

/**
 * An appointment that both sides have, as the rules see it: job and trade as they would be were its own exception mended.
 *
 * @param trade its trade in the new system; may be empty
 * @param hasException whether it has an exception of its own, other than a claim of the ledger
 * @param legacyTrade legacy's code for its trade; may be empty
 * @param row where legacy's row follows all this; the view holds for the call only
 */
record Appointment(
        String job,
        String trade,
        String reference,
        boolean hasException,
        boolean liveInLegacy,
        boolean liveThere,
        String legacyTrade,
        Row row) {

    /** Reads a row that {@link JobRows} has written. */
    static Appointment of(Row row) {
        Values key = row.key(0);
        String job = key.keyPart();
        key.keyByte();
        String trade = key.keyPart();
        boolean hasException = key.keyByte() == JobRows.WITH_EXCEPTION;
        String reference = key.rest();
        Values values = row.values();
        boolean liveInLegacy = values.flag(false);
        boolean liveThere = values.flag(false);
        claim(values);
        String legacyTrade = SideRow.legacyCode(values, Column.TRADE);
        return new Appointment(job, trade, reference, hasException, liveInLegacy, liveThere, legacyTrade, row);
    }

    /** The reference alone. */
    static String reference(Row row) {
        Values key = row.key(0);
        key.keyPart();
        key.keyByte();
        key.keyPart();
        key.keyByte();
        return key.rest();
    }

    /** What the ledger has wrong about it. */
    Optional<Finding> claim() {
        Values values = row.values();
        values.skip();
        values.skip();
        return claim(values);
    }

    /** Legacy's row. */
    SideRow legacy() {
        Values values = row.values();
        values.skip();
        values.skip();
        claim(values);
        return SideRow.ofSource(values);
    }

    private static Optional<Finding> claim(Values values) {
        return values.flag(false) ? Optional.of(FindingRow.read(values)) : Optional.empty();
    }
}
