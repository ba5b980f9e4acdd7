package rollcall.reconciler.side;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.sort.RowSorter;

/** Takes a side's records one by one and writes them into its sorter as canonical rows. For one thread. */
abstract class Intake {
    private final String file;
    private final RowSorter rows;
    private final Problems problems;

    Intake(String file, RowSorter rows) {
        this.file = file;
        this.rows = rows;
        this.problems = new Problems(file);
    }

    /** The side's file, for messages. */
    final String file() {
        return file;
    }

    final RowSorter rows() {
        return rows;
    }

    final Problems problems() {
        return problems;
    }

    /** The columns that the side may have. */
    abstract Set<Column> allowed();

    /** Told once which columns the side has. */
    abstract void begin(Set<Column> columns);

    /** Writes one record. */
    abstract void take(Cells cells) throws IOException, SideFailure;

    final Optional<Population> population(Cells cells) throws SideFailure {
        String word = cells.text(Column.POPULATION).toLowerCase(Locale.ROOT);
        for (Population population : Population.values()) {
            if (population.word().equals(word)) {
                return Optional.of(population);
            }
        }
        problems.add(Texts.unfit(cells, Column.POPULATION, word)
                + " is neither 'jobs' nor 'appointments'; correct the query");
        return Optional.empty();
    }
}
