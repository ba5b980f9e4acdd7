package rollcall.migrator.plan;

/**
 * One line of a code table, as the mover reads it.
 *
 * @param line its line in a CSV file, or its row in a sheet
 * @param decision what is decided of the code
 * @param newCode the new code, or a proposal while nothing is decided; may be empty
 * @param decidedBy as written; may be empty
 * @param decidedOn as written; may be empty
 */
public record CodeLine(
        long line, String legacyCode, Decision decision, String newCode, String decidedBy, String decidedOn) {
    /** What may be decided of a code. */
    public enum Decision {
        /** Its rows get the new code. */
        MAP,
        /** Its rows are keyed by hand. */
        REJECT,
        /** Nobody has decided. */
        NONE;

        /** The word in the file. */
        public String word() {
            return this == NONE ? "" : name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Whether somebody has decided. */
    public boolean isDecided() {
        return decision != Decision.NONE;
    }

    /** What is decided, for a message: {@code map to 4}, {@code reject}. */
    public String words() {
        return switch (decision) {
            case MAP -> "map to " + newCode;
            case REJECT -> "reject";
            case NONE -> "undecided";
        };
    }
}
