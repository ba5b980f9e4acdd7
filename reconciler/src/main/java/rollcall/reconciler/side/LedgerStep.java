package rollcall.reconciler.side;

import java.io.IOException;
import java.util.Optional;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.ReconciliationPlan.LedgerPlan;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.Values;

/** The ledger's entries. */
record LedgerStep(LedgerReader reader, LedgerPlan ledger, String name, Progress.Task task) implements Step {
    @Override
    public void read(Optional<Snapshot> from) throws SideFailure, IOException {
        reader.read(from.orElseThrow(), ledger, task, reader::take);
    }

    @Override
    public void keep(Optional<Snapshot> from, int number, RowSorter kept) throws SideFailure, IOException {
        reader.read(
                from.orElseThrow(),
                ledger,
                task,
                entry -> entry.write(kept.writer()
                                .begin()
                                .keyPart(entry.population())
                                .keyLast(entry.reference())
                                .endKey()
                                .number(number))
                        .end());
    }

    @Override
    public void take(Values kept) throws IOException {
        reader.take(LedgerText.read(kept));
    }
}
