package rollcall.reconciler.side;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.sort.RowSorter;

/** Takes of a side's records those that are sought, and sorts none. */
final class SearchIntake extends Intake {
    private final Set<Column> allowed;
    private final Sought sought;
    private final List<Sighting> found = new ArrayList<>();
    private Set<Column> columns = EnumSet.noneOf(Column.class);

    SearchIntake(String file, RowSorter unused, Set<Column> allowed, Sought sought) {
        super(file, unused);
        this.allowed = allowed;
        this.sought = sought;
    }

    @Override
    Set<Column> allowed() {
        return allowed;
    }

    @Override
    void begin(Set<Column> present) {
        columns = present;
    }

    @Override
    void take(Cells cells) throws IOException, SideFailure {
        boolean isLegacy = allowed.contains(Column.SUPERSEDED_BY);
        if (sought.is(cells, isLegacy)) {
            Optional<Population> population = population(cells);
            if (population.isPresent()) {
                found.add(Sighting.of(population.get(), cells, columns, isLegacy));
            }
        }
    }

    List<Sighting> found() {
        return found;
    }
}
