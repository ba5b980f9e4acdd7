package rollcall.reconciler.sort;

import java.io.IOException;

/** Rows that were read in the hope that they stand in order do not, or could not be read to their end: they must be sorted. */
public final class OutOfOrder extends IOException {
    private static final long serialVersionUID = 1;

    private final String rows;

    /** @param rows whose rows they are, as {@link Feed} was told */
    OutOfOrder(String rows) {
        super(rows + ": not in order");
        this.rows = rows;
    }

    /** Whose rows they are. */
    public String rows() {
        return rows;
    }
}
