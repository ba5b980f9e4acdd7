package rollcall.reconciler.settle;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.consistency.Grouping;
import rollcall.reconciler.consistency.Rules;
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
import rollcall.reconciler.sort.Values;

/**
 * Which records exceptions are about: their own, those that they name, all of the same jobs, and whatever stands in the new
 * system under the id of one of them: its reference may be another one now.
 */
final class Doubtful {
    private final Set<String> keys = new HashSet<>();
    private final Set<String> jobs = new HashSet<>();
    private final Set<String> ids = new HashSet<>();
    private final Values values = new Values();
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
        isOfDiaries |= finding.type() == ExceptionClass.INCONSISTENT && isOfDiary(finding.cause());
        for (AlsoTrue also : finding.also()) {
            isOfDiaries |= also.type() == ExceptionClass.INCONSISTENT && isOfDiary(also.detail());
        }
    }

    private static boolean isOfDiary(String told) {
        return Rules.all().stream()
                .filter(it -> it.grouping() == Grouping.OPERATIVE || it.grouping() == Grouping.SLOT)
                .anyMatch(it -> told.startsWith(it.name()));
    }

    /** What takes the place of rows in doubt is in doubt as well: it may not be there. */
    void followSuperseded(Reopenable legacy) throws IOException {
        try (SortedRows rows = legacy.open()) {
            while (rows.advance()) {
                if (is(rows.row(), true)) {
                    String by = SideRow.ofSource(rows.row()).supersededBy();
                    if (!by.isEmpty()) {
                        add(Keys.population(rows.row()), by);
                    }
                }
            }
        }
    }

    /** Of blank references all are in doubt where one is: the census has only their number. */
    void followBlank(Reopenable legacy) throws IOException {
        try (SortedRows rows = legacy.open()) {
            while (rows.advance()) {
                if (Keys.isBlank(rows.row()) && is(rows.row(), true)) {
                    add(Keys.population(rows.row()), Finding.BLANK);
                }
            }
        }
    }

    /** What a row in doubt has for its id may be another record's by now, or have been before. */
    void followIds(Reopenable target) throws IOException {
        try (SortedRows rows = target.open()) {
            while (rows.advance()) {
                if (is(rows.row(), false)) {
                    id(rows.row()).ifPresent(ids::add);
                }
            }
        }
    }

    private Optional<String> id(Row there) {
        there.values(values);
        values.skip();
        values.skip();
        String id = values.text();
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(Keys.population(there).ordinal() + id);
    }

    /** Of blank references none is in doubt alone: of their rows only places are known. */
    private void add(Population population, String reference) {
        keys.add(population.ordinal() + (Finding.isBlank(reference) ? Finding.BLANK : reference));
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
        return isNamed(row)
                || Keys.population(row) == Population.APPOINTMENTS && isOfJob(row, isSource)
                || !isSource && !ids.isEmpty() && id(row).filter(ids::contains).isPresent();
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
