package rollcall.reconciler.consistency;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.Keys;
import rollcall.reconciler.side.SideRow;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.Values;

/**
 * Takes the rows at which the rules look, one after the other as they are compared, be they right or not: asks the rules of
 * single rows at once, and hands to the others what they must see together. For a row that is right nothing is read that no
 * rule needs.
 */
public final class Together {
    private final JobRows jobs;
    private final Diaries diaries;
    private final List<RowRule> rules;
    private final boolean tellsNeeds;
    private final boolean tellsDiaries;
    private final Values legacy = new Values();
    private final Values inNewSystem = new Values();
    private final RuledRow row = new RuledRow();

    /**
     * Begins.
     *
     * @param columns the columns that the sides have
     */
    public Together(JobRows jobs, Diaries diaries, Set<Column> columns) {
        this.jobs = jobs;
        this.diaries = diaries;
        this.rules = Rules.of(RowRule.class, columns);
        this.tellsNeeds = columns.contains(Column.NEEDS_APPOINTMENT);
        this.tellsDiaries = !Rules.of(DiaryRule.class, columns).isEmpty();
    }

    /**
     * A row of legacy that is to be moved, or is not, and that row of the new system which is its own: at legacy's values, which
     * it would have were its own exception mended.
     *
     * @param isOnly whether neither side has another row of the reference
     */
    public void pair(Row source, Row there, boolean isOnly) throws IOException {
        source.values(legacy);
        boolean isMoved = legacy.flag(false);
        legacy.skip();
        if (!isMoved) {
            return;
        }
        boolean isLive = legacy.flag(true);
        if (Keys.population(source) == Population.JOBS) {
            job(source, isLive, isOnly, source, there);
        } else if (isLive && isLiveThere(there)) {
            appointment(source, there);
        }
    }

    /** A row that staff have rightly changed, at the values that it has now. */
    public void evolved(Row source, Row there, boolean isOnly) throws IOException {
        boolean isLive = isLiveThere(there);
        if (Keys.population(source) == Population.JOBS) {
            job(source, isLive, isOnly, there, there);
        } else if (isLive) {
            appointment(there, there);
        }
    }

    /** An appointment that staff have booked in the new system. */
    public void made(Row there) throws IOException {
        if (Keys.population(there) == Population.APPOINTMENTS && isLiveThere(there)) {
            appointment(there, there);
            jobs.made(there);
        }
    }

    private void appointment(Row counting, Row there) throws IOException {
        row.show(counting, there);
        if (tellsDiaries) {
            diaries.booked(row);
        }
        for (RowRule rule : rules) {
            Optional<String> wrong = rule.check(row);
            if (wrong.isPresent()) {
                jobs.wrong(row.text(Column.JOB), row.text(Column.TRADE), row.reference(), new Wrong(rule, wrong.get()));
            }
        }
    }

    private boolean isLiveThere(Row there) {
        there.values(inNewSystem);
        boolean isOpen = inNewSystem.flag(false);
        boolean isVisible = inNewSystem.flag(false);
        return isOpen && isVisible;
    }

    private void job(Row source, boolean isLive, boolean isOnly, Row counting, Row there) throws IOException {
        if (!isLive) {
            if (isOnly) {
                jobs.jobIsOver(source);
            }
            return;
        }
        if (tellsNeeds) {
            source.values(legacy);
            if (SideRow.needsAppointment(legacy)) {
                jobs.jobNeedsAppointment(source, isOnly);
            }
        }
        row.show(counting, there);
        for (RowRule rule : rules) {
            Optional<String> wrong = rule.check(row);
            if (wrong.isPresent()) {
                jobs.jobIsWrong(source, new Wrong(rule, wrong.get()));
            }
        }
    }
}
