package rollcall.reconciler.side;

import java.io.IOException;
import java.util.Set;
import rollcall.reconciler.sort.SortedRows;

/** Legacy's side as it was kept when legacy could still be read. */
public interface KeptLegacy {
    /** What is kept. */
    enum Part {
        SOURCE,
        CENSUS
    }

    /** Whether a part was kept. */
    boolean has(Part part);

    /** The columns that a part had. */
    Set<Column> columns(Part part);

    /** A part's rows, each a {@link KeptRow}; close them after use. */
    SortedRows rows(Part part) throws IOException;

    /** Since when it stands and how it was read, a sentence. */
    String reading();
}
