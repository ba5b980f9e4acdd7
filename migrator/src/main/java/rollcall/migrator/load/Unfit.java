package rollcall.migrator.load;

import rollcall.migrator.transform.Reason;

/** A row cannot take its place in the target; caught within this package and written as its outcome. */
final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    Unfit(Reason reason) {
        super(reason.words(), null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
