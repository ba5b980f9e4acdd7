package rollcall.reconciler.side;

import java.io.IOException;
import java.util.Optional;
import rollcall.reconciler.Progress;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.Values;

/** What a lane reads: a query, a file, the ledger. It is read straight in, or kept and taken in once it has settled. */
interface Step {
    /** What it is called in messages. */
    String name();

    Progress.Task task();

    /** Reads it straight in; the snapshot is there where the lane has a connection. */
    void read(Optional<Snapshot> from) throws SideFailure, IOException;

    /** Reads it and keeps its rows, each with the step's number as its first value. */
    void keep(Optional<Snapshot> from, int number, RowSorter kept) throws SideFailure, IOException;

    /** Takes in a row that was kept; the reader stands behind the step's number. */
    void take(Values kept) throws SideFailure, IOException;
}
