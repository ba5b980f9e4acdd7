package rollcall.reconciler;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.agree.Agreements;
import rollcall.reconciler.cause.SinceSealed;
import rollcall.reconciler.consistency.Found;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.FindingRow;
import rollcall.reconciler.seal.OpenSeal;
import rollcall.reconciler.seal.SealUnusable;
import rollcall.reconciler.side.KeptRows;
import rollcall.reconciler.side.Keys;
import rollcall.reconciler.side.SideFailure;
import rollcall.reconciler.side.SideRow;
import rollcall.reconciler.side.Sides;
import rollcall.reconciler.sort.KeyGroups;
import rollcall.reconciler.sort.MergedGroups;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.SortedRows;

/**
 * Explains exceptions by the newest seal of a legacy that lives on: which records it has changed since. The exceptions are
 * merged with both sides and with the seal's rows, in the order of their keys; nothing is held for each of them. A seal
 * explains and decides nothing: without one, or where it cannot be used, the exceptions are as they were.
 */
final class SinceSeal implements Found, AutoCloseable {
    private static final int EXCEPTIONS = 0;
    private static final int NOW = 1;
    private static final int THERE = 2;
    private static final int SEALED = 3;

    private final Pass.Means means;
    private final Found told;
    private final RowSorter waiting;
    private Optional<OpenSeal> seal = Optional.empty();
    private Optional<String> unusable = Optional.empty();
    private boolean isMissed;

    /** @param told takes each exception, explained or as it was */
    SinceSeal(Pass.Means means, Found told) {
        this.means = means;
        this.told = told;
        this.waiting = means.sorter("exceptions that a seal may explain");
        if (means.seal().isEmpty()) {
            try {
                seal = OpenSeal.newestIfAny(means.plan(), means.what());
            } catch (SealUnusable e) {
                unusable = Optional.of(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Takes an exception; one that a seal may explain waits until all are known. */
    @Override
    public void found(Finding finding) throws IOException {
        boolean mayBeExplained = SinceSealed.mayExplain(finding);
        isMissed |= mayBeExplained;
        if (mayBeExplained && seal.isPresent()) {
            Keys.write(waiting.writer(), finding.population(), finding.reference());
            FindingRow.write(finding, waiting.writer()).end();
        } else {
            told.found(finding);
        }
    }

    /** Explains those that wait; to be called once, when all are known. */
    void finish(Sides sides) throws IOException {
        if (waiting.rows() == 0 || seal.isEmpty()) {
            return;
        }
        try (RowSorter sealed = means.sorter("legacy as it was sealed")) {
            if (read(seal.get(), sealed)) {
                merge(seal.get(), sealed, sides);
            } else {
                asTheyAre();
            }
        }
    }

    /** Why a seal that is there explains nothing, where it might have. */
    List<String> notes() {
        return unusable.filter(any -> isMissed).stream()
                .map("What legacy has changed since it was sealed is not told: "::concat)
                .toList();
    }

    private boolean read(OpenSeal seal, RowSorter sealed) throws IOException {
        try (RowSorter superseded = means.sorter("superseded as it was sealed");
                Progress.Task reading = means.progress().begin("reading the seal", -1)) {
            KeptRows.source(seal, means.plan(), "the seal", sealed, superseded, reading);
            return true;
        } catch (SideFailure e) {
            unusable = Optional.of(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void asTheyAre() throws IOException {
        try (SortedRows rows = waiting.sorted()) {
            while (rows.advance()) {
                told.found(FindingRow.read(rows.row().values()));
            }
        }
    }

    private void merge(OpenSeal seal, RowSorter sealed, Sides sides) throws IOException {
        Agreements agreed = new Agreements(means.what().agreed());
        SinceSealed since = new SinceSealed(
                seal.taken(), (row, there) -> agreed.of(row, there).columns().isEmpty());
        try (SortedRows exceptions = waiting.sorted();
                SortedRows now = sides.source().open();
                SortedRows there = sides.target().open();
                SortedRows before = sealed.open()) {
            MergedGroups groups = new MergedGroups(List.of(
                    new KeyGroups(exceptions), new KeyGroups(now), new KeyGroups(there), new KeyGroups(before)));
            while (groups.advance()) {
                for (Row exception : groups.rows(EXCEPTIONS)) {
                    Finding finding = FindingRow.read(exception.values());
                    told.found(since.explained(finding, rows(groups)));
                }
            }
        }
    }

    private static SinceSealed.Rows rows(MergedGroups groups) {
        return new SinceSealed.Rows(
                groups.rows(NOW).stream().map(SideRow::ofSource).toList(),
                groups.rows(SEALED).stream().map(SideRow::ofSource).toList(),
                groups.rows(THERE).stream().map(SideRow::ofTarget).toList());
    }

    @Override
    public void close() throws IOException {
        waiting.close();
    }
}
