package rollcall.migrator.load;

import java.util.Optional;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.transform.Reason;

/**
 * A decided row with what the target is to be given for it. Nothing that becomes of the rows before it in its kind changes
 * that, so it can be made while they are loaded.
 *
 * @param row of an accepted record that can be a row of the target; of others empty
 * @param unfit why an accepted record cannot be one
 */
public record Made(Decided decided, Optional<TargetRow> row, Optional<Reason> unfit) {
    /** The same of the same row, known by another identity. */
    public Made under(Identity other) {
        return new Made(decided.under(other), row.map(it -> it.under(other)), unfit);
    }

    Identity identity() {
        return decided.row().identity();
    }
}
