package rollcall.reconciler.side;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.plan.EvolvedPlan;
import rollcall.reconciler.plan.KeyColumns;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.sort.Utf8;

/**
 * Which rows of the new system are bookings of its own although their keys are not blank: where an appointment's key holds that
 * of its job, a booking that staff have made since for a job that was moved has that part of it, and no other.
 */
final class Newcomers {
    /** There are none. */
    static final Newcomers NONE = new Newcomers(KeyColumns.NONE, Optional.empty());

    /** Of each part of an appointment's key, whether its job's has it too. */
    private final List<Boolean> areOfJob;

    private final Optional<EvolvedPlan> evolved;

    private Newcomers(KeyColumns key, Optional<EvolvedPlan> evolved) {
        this.areOfJob = key.makesJob()
                ? key.appointments().stream().map(key.jobs()::contains).toList()
                : List.of();
        this.evolved = areOfJob.contains(true) && areOfJob.contains(false) ? evolved : Optional.empty();
    }

    static Newcomers of(ReconciliationPlan what) {
        return new Newcomers(what.target().key(), what.evolved());
    }

    /** @param reference as the key has made it */
    boolean isOne(Population population, Utf8 reference, Cells cells) throws SideFailure {
        return evolved.isPresent()
                && population == Population.APPOINTMENTS
                && hasNothingOfItsOwn(reference)
                && isMade(evolved.get(), cells);
    }

    private boolean hasNothingOfItsOwn(Utf8 reference) {
        int part = 0;
        for (int i = 0; i < reference.length(); i++) {
            if (reference.at(i) == KeyText.JOINER) {
                part++;
            } else if (!areOfJob.get(part)) {
                return false;
            } else if (reference.at(i) == KeyText.ESCAPE) {
                i++;
            }
        }
        return !reference.isEmpty();
    }

    private static boolean isMade(EvolvedPlan plan, Cells cells) throws SideFailure {
        long minutes = cells.minutes(Column.CREATED_AT);
        return minutes != Cells.NO_TIME
                && plan.isSince(LocalDateTime.ofEpochSecond(minutes * 60, 0, ZoneOffset.UTC))
                && plan.maySetUp(cells.text(Column.CREATED_BY));
    }
}
