package rollcall.reconciler.side;

import java.util.ArrayList;
import java.util.List;

/** Whether both sides yield the same columns: a column on one side only would go unlooked at. */
final class Agreement {
    private Agreement() {}

    static List<String> faults(RowIntake source, RowIntake target) {
        List<String> faults = new ArrayList<>();
        for (Column column : Column.values()) {
            boolean isShared = column.use() == Column.Use.COMPARED || column.use() == Column.Use.BOTH_SIDES;
            boolean inSource = source.columns().contains(column);
            boolean inTarget = target.columns().contains(column);
            if (isShared && inSource != inTarget) {
                faults.add("%s: column '%s' is missing, and %s has it; both must have it, or neither"
                        .formatted(
                                inSource ? target.file() : source.file(),
                                column.word(),
                                inSource ? source.file() : target.file()));
            }
        }
        if (target.columns().contains(Column.LIVE) && !target.columns().contains(Column.VISIBLE)) {
            faults.add(target.file()
                    + ": column 'visible' is missing; without it a row that staff cannot list would pass; add it");
        }
        return faults;
    }

    static List<String> notes(RowIntake source, RowIntake target) {
        List<String> notes = new ArrayList<>();
        if (!target.columns().contains(Column.LIVE)) {
            String hidden = target.columns().contains(Column.VISIBLE) ? "" : " or hidden";
            notes.add("Neither side has a column 'live': rows that arrived cancelled%s were not looked for."
                    .formatted(hidden));
        }
        if (!source.columns().contains(Column.KIND)) {
            notes.add(source.file() + " has no column 'kind': every row counts as to be moved.");
        }
        List<String> absent = Column.compared().stream()
                .filter(it -> !source.columns().contains(it))
                .map(Column::word)
                .toList();
        if (!absent.isEmpty()) {
            notes.add("Not compared, because neither side has the column: " + String.join(", ", absent) + ".");
        }
        return notes;
    }
}
