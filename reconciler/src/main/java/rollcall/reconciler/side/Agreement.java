package rollcall.reconciler.side;

import java.util.ArrayList;
import java.util.List;

/** Whether both sides yield the same columns: a column on one side only would go unlooked at. */
final class Agreement {
    /** By what the new system says who did what, when and why. */
    private static final List<Column> TRAIL = List.of(
            Column.CREATED_BY,
            Column.CREATED_AT,
            Column.CHANGED_BY,
            Column.CHANGED_AT,
            Column.STATUS_BY,
            Column.STATUS_AT,
            Column.STATUS_REASON);

    private Agreement() {}

    static List<String> faults(SideColumns source, SideColumns target) {
        List<String> faults = new ArrayList<>();
        for (Column column : Column.values()) {
            boolean isShared = column.use() == Column.Use.COMPARED || column.use() == Column.Use.BOTH_SIDES;
            boolean inSource = source.has(column);
            boolean inTarget = target.has(column);
            if (isShared && inSource != inTarget) {
                faults.add("%s: column '%s' is missing, and %s has it; both must have it, or neither"
                        .formatted(
                                inSource ? target.file() : source.file(),
                                column.word(),
                                inSource ? source.file() : target.file()));
            }
        }
        if (target.has(Column.LIVE) && !target.has(Column.VISIBLE)) {
            faults.add(target.file()
                    + ": column 'visible' is missing; without it a row that staff cannot list would pass; add it");
        }
        return faults;
    }

    /** @param evolves whether the plan says what staff may rightly do */
    static List<String> notes(SideColumns source, SideColumns target, boolean evolves) {
        List<String> notes = new ArrayList<>();
        List<String> untold =
                TRAIL.stream().filter(it -> !target.has(it)).map(Column::word).toList();
        if (evolves && !untold.isEmpty()) {
            notes.add(
                    "%s does not yield %s: what would rest on it counts as an exception, though staff may rightly have done it."
                            .formatted(target.file(), String.join(", ", untold)));
        }
        if (!target.has(Column.LIVE)) {
            String hidden = target.has(Column.VISIBLE) ? "" : " or hidden";
            notes.add("Neither side has a column 'live': rows that arrived cancelled%s were not looked for."
                    .formatted(hidden));
        }
        if (!source.has(Column.KIND)) {
            notes.add(source.file() + " has no column 'kind': every row counts as to be moved.");
        }
        List<String> absent = Column.compared().stream()
                .filter(it -> !source.has(it))
                .map(Column::word)
                .toList();
        if (!absent.isEmpty()) {
            notes.add("Not compared, because neither side has the column: " + String.join(", ", absent) + ".");
        }
        return notes;
    }
}
