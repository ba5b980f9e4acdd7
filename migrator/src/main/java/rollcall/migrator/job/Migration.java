package rollcall.migrator.job;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import rollcall.migrator.plan.MigrationPlan;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.Bound;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.Plan;

/**
 * What is to be done.
 *
 * @param target the connection to write to: the plan's own, or a rehearsal's scratch target
 * @param command {@code migrate} or {@code rehearse}, for the ledger
 * @param asOf the cutover, wall time
 * @param clock by which rows and entries are dated, in the plan's zone
 */
public record Migration(
        Plan plan,
        MigrationPlan parts,
        DatabaseConnection target,
        String command,
        LocalDateTime asOf,
        Clock clock,
        Progress progress) {
    /**
     * What a command is to do with a plan's own target.
     *
     * @param asOf the cutover; without it the plan's, or now
     */
    public static Migration of(
            Bound<MigrationPlan> bound, String command, Optional<LocalDateTime> asOf, Clock clock, Progress progress) {
        Plan plan = bound.plan();
        return new Migration(
                plan,
                bound.part(),
                Optional.ofNullable(plan.connections().get(bound.part().target()))
                        .orElseThrow(),
                command,
                asOf(plan, asOf, clock),
                clock,
                progress);
    }

    /** The cutover: the one that was given, else the plan's, or now. */
    public static LocalDateTime asOf(Plan plan, Optional<LocalDateTime> given, Clock clock) {
        return given.or(plan::asOf).orElseGet(() -> LocalDateTime.now(clock).truncatedTo(ChronoUnit.MINUTES));
    }

    /** Where the ledger lies, if not in the target; a rehearsal's lies in its scratch target. */
    Optional<DatabaseConnection> ledger() {
        return isRehearsal()
                ? Optional.empty()
                : parts.ledger()
                        .map(it ->
                                Optional.ofNullable(plan.connections().get(it)).orElseThrow());
    }

    /** Whether nothing real is written: then what is undecided stops nothing, and is told. */
    boolean isRehearsal() {
        return command.equals("rehearse");
    }
}
