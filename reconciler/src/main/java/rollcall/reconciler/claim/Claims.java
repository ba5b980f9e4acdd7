package rollcall.reconciler.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.cause.Cause;
import rollcall.reconciler.cause.Explanation;
import rollcall.reconciler.side.LedgerEntry;
import rollcall.reconciler.side.Outcome;

/** Where the ledger says otherwise than facts that show nothing wrong. */
public final class Claims {
    private Claims() {}

    /**
     * What the ledger has wrong about rows that are right on both sides.
     *
     * @param rows how many rows legacy has of the reference, moved or not
     * @param targetIds the moved rows' ids in the new system
     */
    public static Optional<Explanation> againstLoaded(List<LedgerEntry> entries, long rows, List<String> targetIds) {
        List<LedgerEntry> loaded =
                entries.stream().filter(it -> it.outcome() == Outcome.LOADED).toList();
        if (loaded.size() < targetIds.size()) {
            return Optional.of(entries.stream()
                    .filter(it -> it.outcome() != Outcome.LOADED && it.outcome() != Outcome.NONE)
                    .findFirst()
                    .map(it -> new Explanation(Cause.CLAIMED_NOT_LOADED, said(it)))
                    .orElse(new Explanation(Cause.NOT_IN_LEDGER, entries.isEmpty() ? "no debit" : "no credit")));
        }
        List<String> ids = new ArrayList<>(targetIds);
        ids.removeIf(String::isEmpty);
        for (LedgerEntry entry : loaded) {
            ids.remove(entry.targetId());
        }
        return twice(loaded)
                .or(() -> ids.isEmpty() ? surplus(entries, rows) : Optional.of(otherRow(loaded, targetIds)));
    }

    private static Optional<Explanation> twice(List<LedgerEntry> loaded) {
        return loaded.stream()
                .filter(it -> !it.otherRow().isEmpty())
                .findFirst()
                .map(it -> new Explanation(
                        Cause.LOADED_TWICE, "as rows %s and %s".formatted(it.otherRow(), it.targetId())));
    }

    private static Explanation otherRow(List<LedgerEntry> loaded, List<String> targetIds) {
        return loaded.stream()
                .filter(it -> !it.sharedWith().isEmpty() && !targetIds.contains(it.targetId()))
                .findFirst()
                .map(it -> new Explanation(Cause.LOADED_TWICE, "as the row of " + it.sharedWith()))
                .orElse(Explanation.of(Cause.OTHER_TARGET_ROW));
    }

    private static Optional<Explanation> surplus(List<LedgerEntry> entries, long rows) {
        return entries.size() > rows
                ? Optional.of(new Explanation(
                        Cause.NOT_IN_LEGACY,
                        "%d entries in the ledger, %d rows in legacy".formatted(entries.size(), rows)))
                : Optional.empty();
    }

    /**
     * What the ledger has wrong about rows that are not to be moved and are not there.
     *
     * @param rows how many rows legacy has of the reference
     */
    public static Optional<Explanation> againstNotMoved(List<LedgerEntry> entries, long rows) {
        return entries.stream().anyMatch(it -> it.outcome() == Outcome.LOADED)
                ? Optional.of(Explanation.of(Cause.CLAIMED_LOADED))
                : surplus(entries, rows);
    }

    /** An entry in a few words. */
    public static String said(LedgerEntry entry) {
        String outcome =
                entry.outcome() == Outcome.NONE ? "no credit" : entry.outcome().name();
        return entry.detail().isEmpty() ? outcome : outcome + ": " + entry.detail();
    }
}
