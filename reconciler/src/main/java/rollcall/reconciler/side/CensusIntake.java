package rollcall.reconciler.side;

import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.sort.RowsInto;

/** Takes the keys of the base tables: rows without payload. */
final class CensusIntake extends Intake {
    /** The columns that a census may have. */
    static final Set<Column> COLUMNS = Collections.unmodifiableSet(EnumSet.of(Column.POPULATION, Column.REFERENCE));

    CensusIntake(String file, RowsInto rows) {
        super(file, rows);
    }

    @Override
    Set<Column> allowed() {
        return COLUMNS;
    }

    @Override
    void begin(Set<Column> columns) {}

    @Override
    void take(Cells cells) throws IOException, SideFailure {
        Optional<Population> population = population(cells);
        if (population.isPresent()) {
            Keys.write(rows().writer(), population.get(), cells.utf8(Column.REFERENCE))
                    .end();
        }
    }
}
