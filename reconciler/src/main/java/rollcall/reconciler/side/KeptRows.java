package rollcall.reconciler.side;

import java.io.IOException;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.side.KeptLegacy.Part;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.Values;

/** Hands the rows of a side that was kept to its intake, as if the side were read. */
public final class KeptRows {
    private KeptRows() {}

    /**
     * Legacy's rows as they were kept, made comparable by the plan as it is now.
     *
     * @param name what they are called in messages
     * @param rows an empty sorter, which takes those rows
     * @param superseded another one, which takes what they say of rows that have taken their place
     * @throws SideFailure if they cannot be read by this plan
     */
    public static void source(
            KeptLegacy kept, Plan plan, String name, RowSorter rows, RowSorter superseded, Progress.Task task)
            throws SideFailure, IOException {
        read(kept, Part.SOURCE, RowIntake.source(name, rows, superseded, plan), task);
    }

    static void read(KeptLegacy kept, Part part, Intake into, Progress.Task task) throws SideFailure, IOException {
        into.begin(kept.columns(part));
        KeptRow cells = new KeptRow(into.file(), kept.columns(part));
        Pace pace = new Pace(into.file(), task);
        try (SortedRows rows = kept.rows(part)) {
            while (rows.advance()) {
                Values values = rows.row().values();
                values.skip();
                cells.show(values);
                into.take(cells);
                pace.row();
            }
        }
        pace.end();
    }
}
