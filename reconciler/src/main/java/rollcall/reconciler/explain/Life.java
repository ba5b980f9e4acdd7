package rollcall.reconciler.explain;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import rollcall.reconciler.finding.Called;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.history.Change;
import rollcall.reconciler.history.OpenException;
import rollcall.reconciler.history.RecordKey;
import rollcall.reconciler.plan.Accepted;

/**
 * What is known of one job or appointment, in the order in which it came about.
 *
 * @param reconciliation the comparison of the plan in which it was looked for
 * @param reference by which it is known now: of appointments that were rebooked, the last one's
 * @param legacy legacy's rows, those that it has replaced included, the oldest visit first
 * @param counted how often the census counts its reference; empty where the plan has no census
 * @param ledger what the migrator's ledger says, the oldest run first
 * @param there the new system's rows
 * @param elsewhere the new system's rows that may be it under another reference: by the ledger's id, or by the spelling
 * @param changes what the runs have changed of its exceptions, the oldest first
 * @param open what the last run has reported
 * @param accepted the line of accepted.csv by which the last run has not reported its exception
 * @param isLegacyKnown whether legacy's side could be read
 * @param isTargetKnown whether the new system's side could be read
 * @param called what the two sides are called
 */
public record Life(
        String reconciliation,
        Population population,
        String reference,
        List<SeenRow> legacy,
        OptionalLong counted,
        List<LedgerLine> ledger,
        List<SeenRow> there,
        List<SeenRow> elsewhere,
        List<Told> changes,
        Optional<Open> open,
        Optional<Accepted> accepted,
        LastRun lastRun,
        boolean isLegacyKnown,
        boolean isTargetKnown,
        Called called) {
    public Life {
        legacy = List.copyOf(legacy);
        ledger = List.copyOf(ledger);
        there = List.copyOf(there);
        elsewhere = List.copyOf(elsewhere);
        changes = List.copyOf(changes);
    }

    /** A change, and of which reference it was told. */
    public record Told(String reference, Change change) {}

    /** An exception that is open, and of which reference it is told. */
    public record Open(String reference, OpenException exception) {}

    /**
     * The last run that compared it and established something.
     *
     * @param run empty where there was none
     */
    public record LastRun(Optional<String> run, Optional<LocalDateTime> asOf) {}

    /** How it stands. */
    public enum Standing {
        /** No run has compared it. */
        NEVER_COMPARED,
        /** The last run reported it. */
        OPEN,
        /** Legacy holds it, the new system does not, and no run has told so yet. */
        NOT_TOLD_YET,
        /** The last run found it not as it should be, and somebody has accepted that by name. */
        ACCEPTED,
        /** No exception is open. */
        CLEAR
    }

    /** How it stands. */
    public Standing standing() {
        if (open.isPresent()) {
            return Standing.OPEN;
        }
        List<SeenRow> lost = isTargetKnown ? lost() : List.of();
        if (accepted.isPresent() && lost.stream().allMatch(it -> isAccepted(it, accepted.get()))) {
            return Standing.ACCEPTED;
        }
        if (!lost.isEmpty()) {
            return Standing.NOT_TOLD_YET;
        }
        return lastRun.run().isEmpty() ? Standing.NEVER_COMPARED : Standing.CLEAR;
    }

    /** Legacy's rows for which the new system has none on which staff can rely. */
    private List<SeenRow> lost() {
        return legacy.stream()
                .filter(SeenRow::isDue)
                .filter(due -> of(due).noneMatch(SeenRow::isThere))
                .toList();
    }

    private Stream<SeenRow> of(SeenRow due) {
        return there.stream().filter(it -> it.key().equals(due.key()));
    }

    /** Whether just this loss is accepted: one that has come since is not what anybody has seen. */
    private boolean isAccepted(SeenRow lost, Accepted by) {
        ExceptionClass seen = of(lost).findAny().isPresent() ? ExceptionClass.INVISIBLE : ExceptionClass.MISSING;
        return by.type() == seen
                && lost.key()
                        .equals(new RecordKey(by.population(), by.reference().strip()));
    }
}
