package rollcall.reconciler.explain;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rollcall.reconciler.history.RecordKey;
import rollcall.reconciler.side.Column;

/** Which of legacy's records another one has replaced. */
final class Rebookings {
    private static final int LONGEST_CHAIN = 1000;

    private final Map<RecordKey, RecordKey> replacedBy = new HashMap<>();

    /** Takes note of a row that names what has replaced it. */
    void add(SeenRow row) {
        String by = row.seen().text(Column.SUPERSEDED_BY);
        if (!by.isEmpty()) {
            replacedBy.put(row.key(), new RecordKey(row.key().population(), by));
        }
    }

    /** The record that stands in the end where this one stood; this one itself where nothing has replaced it. */
    RecordKey standing(RecordKey key) {
        RecordKey standing = key;
        for (int i = 0; i < LONGEST_CHAIN && replacedBy.containsKey(standing); i++) {
            standing = replacedBy.getOrDefault(standing, standing);
        }
        return standing;
    }

    /** The record that stands, and those of the rows that it has replaced in the end. */
    Set<RecordKey> members(RecordKey standing, List<SeenRow> rows) {
        Set<RecordKey> members = new LinkedHashSet<>(Set.of(standing));
        rows.stream()
                .map(SeenRow::key)
                .filter(it -> standing(it).equals(standing))
                .forEach(members::add);
        return members;
    }
}
