package rollcall.reconciler.side;

import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.plan.CodeTable;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.RowWriter;

/**
 * Takes the comparable rows of a side. The payload of legacy's row is
 *
 * <pre>  moved, superseded, live · the compared columns, codes translated · kind, superseded_by, of the five codes as they are
 *   those that the translation has changed, needs_appointment · tenant, entered_at</pre>
 *
 * and that of the new system's row
 *
 * <pre>  live, visible, target_id · the compared columns · operative, booked_slot, capacity, slot_runs · tenant · created_by,
 *   created_at, changed_by, changed_at, status_by, status_at, status_reason</pre>
 *
 * so that two rows agree exactly if their compared parts are the same bytes.
 */
abstract class RowIntake extends Intake {
    /** The columns that legacy's side may have. */
    static final Set<Column> OF_SOURCE = columnsBut(it -> it.use() == Column.Use.TARGET_ONLY && it != Column.VISIBLE);

    /** The columns that the new system's side may have. */
    static final Set<Column> OF_TARGET = columnsBut(it -> it.use() == Column.Use.SOURCE_ONLY);

    private Set<Column> columns = EnumSet.noneOf(Column.class);

    RowIntake(String file, RowSorter rows) {
        super(file, rows);
    }

    /**
     * Legacy's side, whose codes are translated and whose kinds are looked up in the scope.
     *
     * @param superseded takes for each superseded row one under the key of what supersedes it, holding its own reference and window
     */
    static RowIntake source(String file, RowSorter rows, RowSorter superseded, Plan plan) {
        return new SourceIntake(file, rows, superseded, plan);
    }

    /** The new system's side. */
    static RowIntake target(String file, RowSorter rows) {
        return new TargetIntake(file, rows);
    }

    /** The columns that the side has; known when it has been read. */
    final SideColumns columns() {
        return new SideColumns(file(), columns);
    }

    @Override
    void begin(Set<Column> present) {
        columns = present;
    }

    final void compared(Cells cells, RowWriter row) throws SideFailure {
        for (Column column : Column.compared()) {
            switch (column.type()) {
                case TEXT -> row.text(cells.text(column));
                case CODE -> code(column, cells.text(column), row);
                case TIME -> time(cells.minutes(column), row);
                case FLAG -> flag(cells.flag(column), row);
            }
        }
    }

    void code(Column column, String code, RowWriter row) {
        row.text(code);
    }

    private static void text(Column column, Cells cells, RowWriter row) throws SideFailure {
        if (cells.has(column)) {
            row.text(cells.text(column));
        } else {
            row.absent();
        }
    }

    private static void time(long minutes, RowWriter row) {
        if (minutes == Cells.NO_TIME) {
            row.absent();
        } else {
            row.number(minutes);
        }
    }

    private static void flag(int flag, RowWriter row) {
        if (flag < 0) {
            row.absent();
        } else {
            row.flag(flag == 1);
        }
    }

    private static Set<Column> columnsBut(Predicate<Column> left) {
        EnumSet<Column> columns = EnumSet.allOf(Column.class);
        columns.removeIf(left);
        return Collections.unmodifiableSet(columns);
    }

    private static final class SourceIntake extends RowIntake {
        private final Map<String, CodeTable> codes;
        private final Set<Column> translated = EnumSet.noneOf(Column.class);
        private final Kinds kinds;
        private final RowSorter superseded;

        SourceIntake(String file, RowSorter rows, RowSorter superseded, Plan plan) {
            super(file, rows);
            this.superseded = superseded;
            this.codes = plan.codes();
            this.kinds = new Kinds(plan.scope(), problems());
        }

        @Override
        Set<Column> allowed() {
            return OF_SOURCE;
        }

        @Override
        void take(Cells cells) throws IOException, SideFailure {
            Optional<Population> population = population(cells);
            if (population.isEmpty()) {
                return;
            }
            String supersededBy = cells.text(Column.SUPERSEDED_BY);
            String kind = cells.text(Column.KIND);
            boolean isInScope = !cells.has(Column.KIND) || kinds.isMoved(kind, cells);
            String reference = cells.text(Column.REFERENCE);
            int live = cells.flag(Column.LIVE);
            if (!supersededBy.isEmpty()) {
                supersede(population.get(), reference, supersededBy, live == 1, cells);
            }
            RowWriter row = Keys.write(rows().writer(), population.get(), reference);
            row.flag(isInScope && supersededBy.isEmpty()).flag(!supersededBy.isEmpty());
            row.flag(live != 0);
            compared(cells, row);
            row.text(kind).text(supersededBy);
            for (Column column : SideRow.CODES) {
                row.text(translated.contains(column) ? cells.text(column) : "");
            }
            row.flag(cells.flag(Column.NEEDS_APPOINTMENT) == 1);
            text(Column.TENANT, cells, row);
            time(cells.minutes(Column.ENTERED_AT), row);
            row.end();
        }

        private void supersede(Population population, String reference, String by, boolean isLive, Cells cells)
                throws IOException, SideFailure {
            RowWriter row = Keys.write(superseded.writer(), population, by).text(reference);
            time(cells.minutes(Column.STARTS_AT), row);
            time(cells.minutes(Column.ENDS_AT), row);
            row.end();
            if (isLive) {
                problems()
                        .add("%s: %s %s is live and superseded by %s; it cannot be both: correct the query"
                                .formatted(cells.place(), population.word(), reference, by));
            }
        }

        @Override
        void code(Column column, String code, RowWriter row) {
            CodeTable table = codes.get(column.word());
            translated.remove(column);
            if (table == null || code.isEmpty()) {
                row.text(code);
                return;
            }
            String newCode = table.newCode(code).orElse("");
            if (!newCode.isEmpty() && !newCode.equals(code)) {
                translated.add(column);
            }
            if (newCode.isEmpty()) {
                row.unmapped(code);
            } else {
                row.text(newCode);
            }
        }
    }

    private static final class TargetIntake extends RowIntake {
        TargetIntake(String file, RowSorter rows) {
            super(file, rows);
        }

        @Override
        Set<Column> allowed() {
            return OF_TARGET;
        }

        @Override
        void take(Cells cells) throws IOException, SideFailure {
            Optional<Population> population = population(cells);
            if (population.isEmpty()) {
                return;
            }
            String reference = cells.text(Column.REFERENCE);
            String id = cells.text(Column.TARGET_ID);
            RowWriter row = reference.isEmpty()
                    ? Keys.writeWithoutReference(rows().writer(), population.get(), id.isEmpty() ? cells.place() : id)
                    : Keys.write(rows().writer(), population.get(), reference);
            row.flag(!cells.has(Column.LIVE) || cells.flag(Column.LIVE) == 1);
            row.flag(!cells.has(Column.VISIBLE) || cells.flag(Column.VISIBLE) == 1);
            row.text(id);
            compared(cells, row);
            row.text(cells.text(Column.OPERATIVE)).text(cells.text(Column.BOOKED_SLOT));
            capacity(cells, row);
            text(Column.SLOT_RUNS, cells, row);
            text(Column.TENANT, cells, row);
            trail(cells, row);
            row.end();
        }

        private static void trail(Cells cells, RowWriter row) throws SideFailure {
            text(Column.CREATED_BY, cells, row);
            time(cells.minutes(Column.CREATED_AT), row);
            text(Column.CHANGED_BY, cells, row);
            time(cells.minutes(Column.CHANGED_AT), row);
            text(Column.STATUS_BY, cells, row);
            time(cells.minutes(Column.STATUS_AT), row);
            text(Column.STATUS_REASON, cells, row);
        }

        private void capacity(Cells cells, RowWriter row) throws SideFailure {
            String capacity = cells.text(Column.CAPACITY);
            if (capacity.matches("[0-9]{1,9}")) {
                row.number(Long.parseLong(capacity));
                return;
            }
            row.absent();
            if (!capacity.isEmpty()) {
                problems()
                        .add(Texts.unfit(cells, Column.CAPACITY, capacity)
                                + " is not a whole number; correct the query");
            }
        }
    }
}
