package rollcall.reconciler.consistency;

import java.io.IOException;
import java.util.EnumSet;
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
    private final boolean tellsLive;
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
        Set<Column> ofDiaries = EnumSet.noneOf(Column.class);
        Rules.of(DiaryRule.class, columns).forEach(it -> ofDiaries.addAll(it.needs()));
        this.tellsDiaries = !ofDiaries.isEmpty();
        this.tellsLive = columns.contains(Column.LIVE);
    }

    /**
     * A row of legacy that is to be moved, or is not, and that row of the new system which is its own.
     *
     * @param isOnly whether neither side has another row of the reference
     * @param isEvolved whether staff have rightly changed it: then it counts as the new system has it
     */
    public void pair(Row source, Row there, boolean isOnly, boolean isEvolved) throws IOException {
        source.values(legacy);
        boolean isMoved = legacy.flag(false);
        legacy.skip();
        if (!isMoved) {
            return;
        }
        boolean isLive = legacy.flag(true);
        if (Keys.population(source) == Population.JOBS) {
            job(source, there, isLive, isOnly, isEvolved);
        } else if (isLive && isLiveThere(there) && (tellsDiaries || !rules.isEmpty())) {
            row.show(isEvolved ? there : source, there);
            if (tellsDiaries) {
                diaries.booked(row);
            }
            for (RowRule rule : rules) {
                Optional<String> wrong = rule.check(row);
                if (wrong.isPresent()) {
                    jobs.wrong(
                            row.text(Column.JOB),
                            row.text(Column.TRADE),
                            row.reference(),
                            new Wrong(rule, wrong.get()));
                }
            }
        }
    }

    private boolean isLiveThere(Row there) {
        there.values(inNewSystem);
        boolean isOpen = inNewSystem.flag(false);
        boolean isVisible = inNewSystem.flag(false);
        return isOpen && isVisible;
    }

    private void job(Row source, Row there, boolean isLive, boolean isOnly, boolean isEvolved) throws IOException {
        if (!isLive) {
            if (isOnly && tellsLive) {
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
        if (!rules.isEmpty()) {
            row.show(isEvolved ? there : source, there);
            for (RowRule rule : rules) {
                Optional<String> wrong = rule.check(row);
                if (wrong.isPresent()) {
                    jobs.jobIsWrong(source, new Wrong(rule, wrong.get()));
                }
            }
        }
    }
}
