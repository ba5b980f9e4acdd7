package rollcall.migrator.transform;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rollcall.migrator.extract.LegacyRow;

/** A row on its way through the rules: it begins as legacy's own text, and each rule changes what it is about. */
final class Draft {
    private final LegacyRow row;
    private final Map<String, String> texts;
    private final Map<String, List<String>> lists = new HashMap<>();
    private final List<Reason> reasons = new ArrayList<>();
    private RecordKind kind;
    private Optional<Outcome> settled = Optional.empty();

    Draft(LegacyRow row) {
        this.row = row;
        this.texts = new HashMap<>(row.values());
        this.kind = switch (row.identity().kind()) {
            case JOBS -> RecordKind.OPEN_JOB;
            case APPOINTMENTS -> RecordKind.LIVE_VISIT;
            case CONTACTS -> RecordKind.CONTACT_OF_OPEN_JOB;
        };
    }

    LegacyRow row() {
        return row;
    }

    Optional<String> text(String column) {
        return Optional.ofNullable(texts.get(column));
    }

    /** The column as a time; empty where it is absent or no time. */
    Optional<LocalDateTime> time(String column) {
        return text(column).flatMap(LegacyTime::read);
    }

    void put(String column, String text) {
        texts.put(column, text);
    }

    void drop(String column) {
        texts.remove(column);
    }

    List<String> list(String name) {
        return lists.getOrDefault(name, List.of());
    }

    void putList(String name, List<String> items) {
        lists.put(name, List.copyOf(items));
    }

    RecordKind kind() {
        return kind;
    }

    void is(RecordKind decided) {
        kind = decided;
    }

    void reject(Reason reason) {
        reasons.add(reason);
    }

    List<Reason> reasons() {
        return List.copyOf(reasons);
    }

    /** Ends the row's way: no further rule sees it. */
    void settle(Outcome outcome) {
        settled = Optional.of(outcome);
    }

    Optional<Outcome> settled() {
        return settled;
    }
}
