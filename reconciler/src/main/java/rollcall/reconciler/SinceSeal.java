package rollcall.reconciler;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.agree.Agreements;
import rollcall.reconciler.cause.SinceSealed;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.FindingRow;
import rollcall.reconciler.history.History;
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
final class SinceSeal {
    private static final int EXCEPTIONS = 0;
    private static final int NOW = 1;
    private static final int THERE = 2;
    private static final int SEALED = 3;

    private final Pass.Means means;
    private final List<String> notes;

    /** @param notes takes the reason why a seal that is there says nothing */
    SinceSeal(Pass.Means means, List<String> notes) {
        this.means = means;
        this.notes = notes;
    }

    /**
     * The exceptions, those that a seal explains with that for their cause.
     *
     * @param reported stays its owner's
     * @param into an empty sorter, which takes them where there is a seal
     * @return one of the two
     */
    RowSorter explained(RowSorter reported, Sides sides, RowSorter into) throws IOException {
        Optional<OpenSeal> seal = reported.rows() > 0 ? seal() : Optional.empty();
        if (seal.isEmpty() || !anyMayBeExplained(reported)) {
            return reported;
        }
        try (RowSorter waiting = means.sorter("exceptions that a seal may explain");
                RowSorter sealed = means.sorter("legacy as it was sealed")) {
            if (!read(seal.get(), sealed)) {
                return reported;
            }
            part(reported, waiting, into);
            merge(seal.get(), waiting, sealed, sides, into);
            if (into.rows() != reported.rows()) {
                throw new IllegalStateException(
                        "exceptions were lost while they were explained; this is a fault of ours");
            }
            return into;
        }
    }

    private Optional<OpenSeal> seal() {
        try {
            return OpenSeal.newestIfAny(means.plan(), means.what());
        } catch (SealUnusable e) {
            return unusable(String.valueOf(e.getMessage()));
        }
    }

    private Optional<OpenSeal> unusable(String why) {
        notes.add("What legacy has changed since it was sealed is not told: " + why);
        return Optional.empty();
    }

    private boolean read(OpenSeal seal, RowSorter sealed) throws IOException {
        try (RowSorter superseded = means.sorter("superseded as it was sealed");
                Progress.Task reading = means.progress().begin("reading the seal", -1)) {
            KeptRows.source(seal, means.plan(), "the seal", sealed, superseded, reading);
            return true;
        } catch (SideFailure e) {
            unusable(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** Asked before the seal's rows and both sides are read for it; the first such exception ends it. */
    private static boolean anyMayBeExplained(RowSorter reported) throws IOException {
        try (SortedRows rows = reported.open()) {
            while (rows.advance()) {
                if (SinceSealed.mayExplain(FindingRow.read(rows.row().values()))) {
                    return true;
                }
            }
            return false;
        }
    }

    private static void part(RowSorter reported, RowSorter waiting, RowSorter others) throws IOException {
        try (SortedRows rows = reported.open()) {
            while (rows.advance()) {
                Finding finding = FindingRow.read(rows.row().values());
                if (SinceSealed.mayExplain(finding)) {
                    Keys.write(waiting.writer(), finding.population(), finding.reference());
                    FindingRow.write(finding, waiting.writer()).end();
                } else {
                    History.add(finding, others);
                }
            }
        }
    }

    private void merge(OpenSeal seal, RowSorter waiting, RowSorter sealed, Sides sides, RowSorter into)
            throws IOException {
        Agreements agreed = new Agreements(means.what().agreed());
        SinceSealed since = new SinceSealed(
                seal.taken(), (row, there) -> agreed.of(row, there).columns().isEmpty());
        try (SortedRows exceptions = waiting.open();
                SortedRows now = sides.source().open();
                SortedRows there = sides.target().open();
                SortedRows before = sealed.open()) {
            MergedGroups groups = new MergedGroups(List.of(
                    new KeyGroups(exceptions), new KeyGroups(now), new KeyGroups(there), new KeyGroups(before)));
            while (groups.advance()) {
                for (Row exception : groups.rows(EXCEPTIONS)) {
                    Finding finding = FindingRow.read(exception.values());
                    History.add(since.explained(finding, rows(groups)), into);
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
}
