package rollcall.migrator.ledger;

import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The run under way. Its row is written together with its first debit, so that a run which finds nothing new leaves no
 * trace.
 */
public final class Run {
    /**
     * What the ledger says of a run.
     *
     * @param kind {@code migrate}, {@code rehearse}, {@code replay} or {@code undo}
     * @param started when it began, wall time of the plan's zone
     * @param asOf the cutover
     * @param extract digest of the sealed extract
     * @param plan digest of the plan folder
     * @param tool program and version
     * @param replayed digest of the corrected file, where that is what was loaded
     * @param undoes the run that this one takes back
     * @param legacy what the legacy system is known by that it has read; empty where it read none
     */
    public record Particulars(
            String kind,
            LocalDateTime started,
            LocalDateTime asOf,
            String extract,
            String plan,
            String tool,
            Optional<String> replayed,
            Optional<Long> undoes,
            Optional<String> legacy) {
        /** A run that loads what was extracted. */
        public Particulars(
                String kind,
                LocalDateTime started,
                LocalDateTime asOf,
                String extract,
                String plan,
                String tool,
                String legacy) {
            this(kind, started, asOf, extract, plan, tool, Optional.empty(), Optional.empty(), Optional.of(legacy));
        }
    }

    private final Ledger ledger;
    private final Particulars particulars;
    private OptionalLong id = OptionalLong.empty();

    Run(Ledger ledger, Particulars particulars) {
        this.ledger = ledger;
        this.particulars = particulars;
    }

    /** This run's number, entered in the ledger at the first call; call it only when about to debit. */
    public long number() {
        if (id.isEmpty()) {
            id = OptionalLong.of(ledger.enter(particulars));
        }
        return id.getAsLong();
    }

    /** Whether it has a number: it has debited something. */
    public boolean isEntered() {
        return id.isPresent();
    }

    /** This run's number, or {@code otherwise} where it has debited nothing: a run that only resumes another. */
    public long numberOr(long otherwise) {
        return id.orElse(otherwise);
    }
}
