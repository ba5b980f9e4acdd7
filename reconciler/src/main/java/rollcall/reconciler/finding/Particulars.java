package rollcall.reconciler.finding;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * What else a repairs manager needs to know of an exception's record; from legacy where legacy has it. Codes only, no
 * personal values.
 *
 * @param raised when the job was raised, London wall time
 * @param slot the slot's code; may be empty
 * @param status the status's code, legacy's with the new system's meaning of it in brackets; may be empty
 * @param alerts alert codes, parted by commas; may be empty
 */
public record Particulars(Optional<LocalDateTime> raised, String slot, String status, String alerts) {
    /** Nothing more is known. */
    public static final Particulars NONE = new Particulars(Optional.empty(), "", "", "");
}
