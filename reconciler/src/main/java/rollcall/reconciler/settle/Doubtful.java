package rollcall.reconciler.settle;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.finding.AlsoTrue;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.FindingRow;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.Keys;
import rollcall.reconciler.side.SideRow;
import rollcall.reconciler.sort.Reopenable;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.SortedRows;

/** Which records exceptions are about: their own, those that they name, and all of the same jobs. */
final class Doubtful {
    private final Set<String> keys = new HashSet<>();
    private final Set<String> jobs = new HashSet<>();
    private boolean isOfDiaries;

    /** @param reported exceptions as {@link FindingRow} writes them */
    static Doubtful of(Reopenable reported) throws IOException {
        Doubtful doubtful = new Doubtful();
        try (SortedRows rows = reported.open()) {
            while (rows.advance()) {
                doubtful.add(FindingRow.read(rows.row().values()));
            }
        }
        return doubtful;
    }

    private void add(Finding finding) {
        add(finding.population(), finding.reference());
        for (AlsoTrue also : finding.also()) {
            add(also.population(), also.reference());
        }
        if (!finding.job().isEmpty()) {
            jobs.add(finding.job());
        }
        isOfDiaries |= finding.type() == ExceptionClass.INCONSISTENT;
    }

    private void add(Population population, String reference) {
        keys.add(population.ordinal() + reference);
        if (population == Population.JOBS) {
            jobs.add(reference);
        }
    }

    /** What is wrong in a diary may be so because of any other booking: then every record is in doubt. */
    boolean isEverything() {
        return isOfDiaries;
    }

    /** Whether a row of either side is in doubt. */
    boolean is(Row row, boolean isSource) {
        return isNamed(row) || Keys.population(row) == Population.APPOINTMENTS && isOfJob(row, isSource);
    }

    /** Whether a row is so by its key alone. */
    boolean isNamed(Row row) {
        String reference = Keys.reference(row);
        Population population = Keys.population(row);
        return keys.contains(population.ordinal() + reference)
                || population == Population.JOBS && jobs.contains(reference);
    }

    private boolean isOfJob(Row row, boolean isSource) {
        SideRow values = isSource ? SideRow.ofSource(row) : SideRow.ofTarget(row);
        return Optional.of(values.value(Column.JOB).text())
                .filter(jobs::contains)
                .isPresent();
    }
}
