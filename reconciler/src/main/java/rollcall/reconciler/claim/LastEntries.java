package rollcall.reconciler.claim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rollcall.reconciler.side.LedgerEntry;
import rollcall.reconciler.side.Outcome;

/** Of several entries of one record of legacy, one a run, the last counts; the others tell what it may have left standing. */
public final class LastEntries {
    private LastEntries() {}

    private record Identity(String line, long occurrence) {}

    /**
     * The last entry of each record of one reference, with what else stands for it; none for a record that has gone from legacy.
     *
     * @param entries all entries of the reference
     * @param shared for the id of a row that the ledger has for other references too, one of these
     */
    public static List<LedgerEntry> of(List<LedgerEntry> entries, Map<String, String> shared) {
        List<LedgerEntry> last = new ArrayList<>();
        for (List<LedgerEntry> record : records(entries)) {
            LedgerEntry entry = record.getLast();
            if (!entry.isOfGoneRecord()) {
                String other = standing(record).stream()
                        .filter(it -> !it.equals(entry.targetId()))
                        .findFirst()
                        .orElse("");
                last.add(entry.with(other, shared.getOrDefault(entry.targetId(), "")));
            }
        }
        return last;
    }

    /** The entries of each record, in the order of their runs. */
    static List<List<LedgerEntry>> records(List<LedgerEntry> entries) {
        Map<Identity, List<LedgerEntry>> records = new LinkedHashMap<>();
        entries.stream()
                .sorted(Comparator.comparingLong(LedgerEntry::run))
                .forEach(it -> records.computeIfAbsent(
                                new Identity(it.line(), it.occurrence()), any -> new ArrayList<>())
                        .add(it));
        return List.copyOf(records.values());
    }

    /**
     * The ids of all rows that stand for a record after all its runs: an outcome that names no row says that none stands any
     * more; a debit without an outcome says nothing.
     */
    static Set<String> standing(List<LedgerEntry> byRun) {
        Set<String> standing = new LinkedHashSet<>();
        for (LedgerEntry entry : byRun) {
            if (!entry.targetId().isEmpty()) {
                standing.add(entry.targetId());
            } else if (entry.outcome() != Outcome.NONE) {
                standing.clear();
            }
        }
        return standing;
    }
}
