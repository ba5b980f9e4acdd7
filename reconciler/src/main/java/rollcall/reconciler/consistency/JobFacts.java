package rollcall.reconciler.consistency;

import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.Values;

/** What is known of the job whose rows are being read; one such view serves all jobs. */
final class JobFacts {
    private final boolean jobsAreCompared;
    private final Row first = new Row();
    private final Values job = new Values();
    private final Values next = new Values();
    private boolean begun;
    private boolean isThere;
    private boolean isMissing;
    private boolean isOver;
    private boolean needsAppointment;
    private long live;
    private boolean hasException;

    /** @param jobsAreCompared whether the new system has jobs */
    JobFacts(boolean jobsAreCompared) {
        this.jobsAreCompared = jobsAreCompared;
    }

    /** Whether a row is of another job than that which was begun last. */
    boolean isNew(Row row) {
        if (!begun) {
            return true;
        }
        first.key(job);
        row.key(next);
        return !job.samePart(next);
    }

    void begin(Row row) {
        begun = true;
        first.copy(row);
        isThere = false;
        isMissing = false;
        isOver = false;
        needsAppointment = false;
        live = 0;
        hasException = false;
    }

    void there() {
        isThere = true;
    }

    void missing() {
        isMissing = true;
    }

    void over() {
        isOver = true;
    }

    /** It is itself reported as over where it should not be: mended, it is not. */
    void mended() {
        isOver = false;
    }

    void needing() {
        needsAppointment = true;
    }

    /** One more of its appointments is live in legacy, with an exception or without, or was booked or opened since. */
    void live() {
        live++;
    }

    void exception() {
        hasException = true;
    }

    /** A reader of a key, before the part that is its reference. */
    Values keyOfReference() {
        first.key(job);
        return job;
    }

    /** Its reference; empty for appointments that name no job. */
    String reference() {
        first.key(job);
        return job.keyPart();
    }

    /** Whether the appointments name no job. */
    boolean isNone() {
        first.key(job);
        return job.isEmptyPart();
    }

    /** Whether the new system, which has jobs, has no row for it, though it is not itself reported as missing. */
    boolean isLacking() {
        return jobsAreCompared && !isThere && !isMissing;
    }

    /** Whether neither side holds it live, or staff have rightly ended it. */
    boolean isOver() {
        return isOver;
    }

    /** Whether legacy says that somebody is to come. */
    boolean needsAppointment() {
        return needsAppointment;
    }

    /** How many of its appointments legacy holds live, of those read so far. */
    long liveAppointments() {
        return live;
    }

    /** Whether none of its appointments is live in legacy, or has an exception of its own; what the ledger says of one is none of it. */
    boolean isLeftAlone() {
        return live == 0 && !hasException;
    }
}
