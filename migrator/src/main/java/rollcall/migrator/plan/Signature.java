package rollcall.migrator.plan;

/**
 * A decided line of a code table as it was when the table was signed.
 *
 * @param line its line in the file of signatures
 * @param signed the copy; its line is that of the file of signatures
 * @param by who signed, name and role
 * @param on the day, {@code 2026-10-14}
 */
public record Signature(long line, String list, CodeLine signed, String by, String on) {
    /** Whether a line of a code table says what was signed. */
    public boolean covers(CodeLine now) {
        return signed.decision() == now.decision()
                && signed.newCode().equals(now.newCode())
                && signed.decidedBy().equals(now.decidedBy())
                && signed.decidedOn().equals(now.decidedOn());
    }
}
