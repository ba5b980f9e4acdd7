package rollcall.reconciler.side;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import rollcall.reconciler.sort.RowsInto;

/** Keeps a side's records as they are, for the intake that will take them later; those of no population are a problem. */
final class KeptIntake extends Intake {
    private final Intake later;
    private final int part;
    private Set<Column> columns = EnumSet.noneOf(Column.class);

    KeptIntake(Intake later, int part, RowsInto kept) {
        super(later.file(), kept);
        this.later = later;
        this.part = part;
    }

    @Override
    Set<Column> allowed() {
        return later.allowed();
    }

    @Override
    void begin(Set<Column> present) {
        columns = EnumSet.copyOf(present);
        later.begin(present);
    }

    @Override
    void take(Cells cells) throws IOException, SideFailure {
        if (population(cells).isPresent()) {
            KeptRow.write(cells, columns, part, rows());
        }
    }

    Set<Column> columns() {
        return columns;
    }
}
