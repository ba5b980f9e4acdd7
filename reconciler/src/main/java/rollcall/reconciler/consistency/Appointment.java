package rollcall.reconciler.consistency;

import java.util.Optional;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.FindingRow;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.SideRow;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.Values;

/**
 * An appointment as the rules see it. One that both sides have: of the job and trade that it would have were its own
 * exception mended; or one that was booked in the new system, as it is there. A view over a row of {@link JobRows}, which serves many rows; or, once it has {@linkplain #keep kept} one, a copy. Texts are
 * made when they are asked for.
 */
final class Appointment {
    private final Row row = new Row();
    private final Values reader = new Values();
    private final Values other = new Values();

    /** Shows a row. */
    void show(Row of) {
        row.show(of);
    }

    /** Copies another; for views that show nothing else. */
    void keep(Appointment appointment) {
        row.copy(appointment.row);
    }

    /** Its reference. */
    String reference() {
        return keyOfReference().rest();
    }

    /** Whether it has an exception of its own, other than a claim of the ledger. */
    boolean hasException() {
        toTrade(reader);
        reader.skipPart();
        return reader.keyByte() == JobRows.WITH_EXCEPTION;
    }

    /** Whether it was booked in the new system. */
    boolean isMade() {
        row.key(reader);
        reader.skipPart();
        return reader.keyByte() == JobRows.NEW_APPOINTMENT;
    }

    /** Whether it has a trade. */
    boolean hasTrade() {
        toTrade(reader);
        return !reader.isEmptyPart();
    }

    /** Whether it is of the same trade as another of its job. */
    boolean isOfTradeOf(Appointment appointment) {
        toTrade(reader);
        appointment.toTrade(other);
        return reader.samePart(other);
    }

    private void toTrade(Values of) {
        row.key(of);
        of.skipPart();
        of.keyByte();
    }

    boolean liveInLegacy() {
        row.values(reader);
        return reader.flag(false);
    }

    boolean liveThere() {
        row.values(reader);
        reader.skip();
        return reader.flag(false);
    }

    /** What the ledger has wrong about it. */
    Optional<Finding> claim() {
        toClaim();
        return readClaim();
    }

    /** Legacy's code for its trade; may be empty. */
    String legacyTrade() {
        if (toLegacy()) {
            return SideRow.legacyCode(reader, Column.TRADE);
        }
        String code = reader.text();
        return code.isEmpty() ? trade() : code;
    }

    private String trade() {
        toTrade(reader);
        return reader.keyPart();
    }

    /** Legacy's row; empty where only what rules look at was kept of it. */
    Optional<SideRow> legacy() {
        return toLegacy() ? Optional.of(SideRow.ofSource(reader)) : Optional.empty();
    }

    /** The new system's row of one that was booked there. */
    SideRow made() {
        toLegacy();
        reader.skip();
        return SideRow.ofTarget(reader);
    }

    /** Puts the reader on what was kept of legacy's row; tells whether that is all of it. */
    private boolean toLegacy() {
        toClaim();
        readClaim();
        return reader.flag(false);
    }

    /** A reader of the key, before the reference. */
    Values keyOfReference() {
        toTrade(reader);
        reader.skipPart();
        reader.keyByte();
        return reader;
    }

    private void toClaim() {
        row.values(reader);
        reader.skip();
        reader.skip();
    }

    private Optional<Finding> readClaim() {
        return reader.flag(false) ? Optional.of(FindingRow.read(reader)) : Optional.empty();
    }
}
