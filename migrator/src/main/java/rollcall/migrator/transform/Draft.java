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
    private final Trace trace;
    private String rule = "";
    private RecordKind kind;
    private Optional<Outcome> settled = Optional.empty();

    Draft(LegacyRow row) {
        this(row, Trace.NONE);
    }

    Draft(LegacyRow row, Trace trace) {
        this.row = row;
        this.trace = trace;
        this.texts = new HashMap<>(row.values());
        this.kind = switch (row.identity().kind()) {
            case JOBS -> RecordKind.OPEN_JOB;
            case APPOINTMENTS -> RecordKind.LIVE_VISIT;
            case CONTACTS -> RecordKind.CONTACT_OF_OPEN_JOB;
        };
    }

    /** What happens from now on is this rule's doing. */
    void under(String name) {
        rule = name;
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
        Optional<String> before = text(column);
        texts.put(column, text);
        if (!before.equals(Optional.of(text))) {
            trace.saw(rule, new Effect.Changed(column, before, Optional.of(text)));
        }
    }

    void drop(String column) {
        Optional<String> before = text(column);
        texts.remove(column);
        if (before.isPresent()) {
            trace.saw(rule, new Effect.Changed(column, before, Optional.empty()));
        }
    }

    List<String> list(String name) {
        return lists.getOrDefault(name, List.of());
    }

    void putList(String name, List<String> items) {
        lists.put(name, List.copyOf(items));
        trace.saw(rule, new Effect.Listed(name, items));
    }

    RecordKind kind() {
        return kind;
    }

    void is(RecordKind decided) {
        kind = decided;
        trace.saw(rule, new Effect.Sorted(decided.words()));
    }

    void reject(Reason reason) {
        reasons.add(reason);
        trace.saw(rule, new Effect.Refused(reason));
    }

    List<Reason> reasons() {
        return List.copyOf(reasons);
    }

    /** Ends the row's way: no further rule sees it. */
    void settle(Outcome outcome) {
        settled = Optional.of(outcome);
        trace.saw(rule, new Effect.Settled(outcome));
    }

    Optional<Outcome> settled() {
        return settled;
    }
}
