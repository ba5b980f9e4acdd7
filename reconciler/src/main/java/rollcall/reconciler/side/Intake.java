package rollcall.reconciler.side;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.sort.RowsInto;
import rollcall.reconciler.sort.Utf8;

/** Takes a side's records one by one and writes them into its sorter as canonical rows. For one thread. */
abstract class Intake {
    private static final List<Named> NAMED =
            Arrays.stream(Population.values()).map(Named::of).toList();

    private final String file;
    private final RowsInto rows;
    private final Problems problems;

    /** A population by the word that names it. */
    private record Named(byte[] word, Optional<Population> population) {
        static Named of(Population population) {
            return new Named(population.word().getBytes(StandardCharsets.UTF_8), Optional.of(population));
        }
    }

    Intake(String file, RowsInto rows) {
        this.file = file;
        this.rows = rows;
        this.problems = new Problems(file);
    }

    /** The side's file, for messages. */
    final String file() {
        return file;
    }

    final RowsInto rows() {
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
        Utf8 word = cells.utf8(Column.POPULATION);
        for (Named named : NAMED) {
            if (word.isLetters(named.word())) {
                return named.population();
            }
        }
        problems.add(Texts.unfit(cells, Column.POPULATION, word.toString().toLowerCase(Locale.ROOT))
                + " is neither 'jobs' nor 'appointments'; correct the query");
        return Optional.empty();
    }
}
