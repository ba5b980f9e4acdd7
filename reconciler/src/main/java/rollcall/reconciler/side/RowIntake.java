package rollcall.reconciler.side;

import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
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
import rollcall.reconciler.sort.RowsInto;
import rollcall.reconciler.sort.Utf8;

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

    RowIntake(String file, RowsInto rows) {
        super(file, rows);
    }

    /**
     * Legacy's side, whose codes are translated and whose kinds are looked up in the scope.
     *
     * @param superseded takes for each superseded row one under the key of what supersedes it, holding its own reference and window
     */
    static RowIntake source(String file, RowsInto rows, RowSorter superseded, Plan plan) {
        return new SourceIntake(file, rows, superseded, plan);
    }

    /** The new system's side. */
    static RowIntake target(String file, RowsInto rows, Newcomers newcomers) {
        return new TargetIntake(file, rows, newcomers);
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
                case TEXT -> row.text(cells.utf8(column));
                case CODE -> code(column, cells.utf8(column), row);
                case TIME -> time(cells.minutes(column), row);
                case FLAG -> flag(cells.flag(column), row);
            }
        }
    }

    void code(Column column, Utf8 code, RowWriter row) {
        row.text(code);
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
        private final Map<Column, Translation> codes = new EnumMap<>(Column.class);
        private final Kinds kinds;
        private final RowSorter superseded;

        SourceIntake(String file, RowsInto rows, RowSorter superseded, Plan plan) {
            super(file, rows);
            this.superseded = superseded;
            for (Column column : Column.compared()) {
                CodeTable table = plan.codes().get(column.word());
                if (table != null) {
                    codes.put(column, new Translation(table));
                }
            }
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
            boolean isInScope = !cells.has(Column.KIND) || kinds.isMoved(cells.utf8(Column.KIND), cells);
            boolean isSuperseded = !cells.utf8(Column.SUPERSEDED_BY).isEmpty();
            int live = cells.flag(Column.LIVE);
            if (isSuperseded) {
                supersede(population.get(), live == 1, cells);
            }
            Utf8 reference = cells.utf8(Column.REFERENCE);
            RowWriter row = reference.isEmpty()
                    ? Keys.writeBlank(rows().writer(), population.get(), BlankName.of(cells), cells.place())
                    : Keys.write(rows().writer(), population.get(), reference);
            row.flag(isInScope && !isSuperseded).flag(isSuperseded);
            row.flag(live != 0);
            compared(cells, row);
            row.text(cells.utf8(Column.KIND)).text(cells.utf8(Column.SUPERSEDED_BY));
            for (Column column : SideRow.CODES) {
                Translation translation = codes.get(column);
                if (translation != null && translation.hasChanged()) {
                    row.text(cells.utf8(column));
                } else {
                    row.absent();
                }
            }
            row.flag(cells.flag(Column.NEEDS_APPOINTMENT) == 1);
            row.text(cells.utf8(Column.TENANT));
            time(cells.minutes(Column.ENTERED_AT), row);
            row.end();
        }

        private void supersede(Population population, boolean isLive, Cells cells) throws IOException, SideFailure {
            RowWriter row = Keys.write(superseded.writer(), population, cells.utf8(Column.SUPERSEDED_BY))
                    .text(cells.utf8(Column.REFERENCE));
            time(cells.minutes(Column.STARTS_AT), row);
            time(cells.minutes(Column.ENDS_AT), row);
            row.end();
            if (isLive) {
                problems()
                        .add("%s: %s %s is live and superseded by %s; it cannot be both: correct the query"
                                .formatted(
                                        cells.place(),
                                        population.word(),
                                        cells.text(Column.REFERENCE),
                                        cells.text(Column.SUPERSEDED_BY)));
            }
        }

        @Override
        void code(Column column, Utf8 code, RowWriter row) {
            Translation translation = codes.get(column);
            if (translation == null) {
                row.text(code);
            } else {
                translation.write(code, row);
            }
        }
    }

    private static final class TargetIntake extends RowIntake {
        private final Newcomers newcomers;

        TargetIntake(String file, RowsInto rows, Newcomers newcomers) {
            super(file, rows);
            this.newcomers = newcomers;
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
            Utf8 reference = cells.utf8(Column.REFERENCE);
            RowWriter row = reference.isEmpty() || newcomers.isOne(population.get(), reference, cells)
                    ? Keys.writeWithoutReference(rows().writer(), population.get(), id(cells))
                    : Keys.write(rows().writer(), population.get(), reference);
            row.flag(!cells.has(Column.LIVE) || cells.flag(Column.LIVE) == 1);
            row.flag(!cells.has(Column.VISIBLE) || cells.flag(Column.VISIBLE) == 1);
            row.text(cells.utf8(Column.TARGET_ID));
            compared(cells, row);
            row.text(cells.utf8(Column.OPERATIVE)).text(cells.utf8(Column.BOOKED_SLOT));
            capacity(cells, row);
            row.text(cells.utf8(Column.SLOT_RUNS));
            row.text(cells.utf8(Column.TENANT));
            trail(cells, row);
            row.end();
        }

        private static String id(Cells cells) throws SideFailure {
            String id = cells.text(Column.TARGET_ID);
            return id.isEmpty() ? cells.place() : id;
        }

        private static void trail(Cells cells, RowWriter row) throws SideFailure {
            row.text(cells.utf8(Column.CREATED_BY));
            time(cells.minutes(Column.CREATED_AT), row);
            row.text(cells.utf8(Column.CHANGED_BY));
            time(cells.minutes(Column.CHANGED_AT), row);
            row.text(cells.utf8(Column.STATUS_BY));
            time(cells.minutes(Column.STATUS_AT), row);
            row.text(cells.utf8(Column.STATUS_REASON));
        }

        private void capacity(Cells cells, RowWriter row) throws SideFailure {
            Utf8 capacity = cells.utf8(Column.CAPACITY);
            boolean isNumber = !capacity.isEmpty() && capacity.length() <= 9;
            int number = 0;
            for (int i = 0; i < capacity.length() && isNumber; i++) {
                isNumber = capacity.at(i) >= '0' && capacity.at(i) <= '9';
                number = 10 * number + capacity.at(i) - '0';
            }
            if (isNumber) {
                row.number(number);
                return;
            }
            row.absent();
            if (!capacity.isEmpty()) {
                problems()
                        .add(Texts.unfit(cells, Column.CAPACITY, capacity.toString())
                                + " is not a whole number; correct the query");
            }
        }
    }
}
