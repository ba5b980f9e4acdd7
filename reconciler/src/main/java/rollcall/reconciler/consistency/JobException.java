package rollcall.reconciler.consistency;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import rollcall.reconciler.cause.Cause;
import rollcall.reconciler.finding.AlsoTrue;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.FieldDifference;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;

/** A job's exception, and whether its appointments' exceptions say all of it. */
final class JobException {
    private final Finding finding;
    private long saying;
    private boolean folded;

    JobException(Finding finding) {
        this.finding = finding;
    }

    Finding finding() {
        return finding;
    }

    /** Takes the exception of one of the job's live appointments. */
    void count(Finding appointment) {
        saying += isSaidBy(appointment) ? 1 : 0;
    }

    /** Whether each of the job's live appointments says it, this one too. */
    boolean isSaidByAll(long live, Finding appointment) {
        return saying == live && isSaidBy(appointment);
    }

    private boolean isSaidBy(Finding appointment) {
        return switch (finding.type()) {
            case MISSING, INVISIBLE ->
                appointment.type() == ExceptionClass.MISSING || appointment.type() == ExceptionClass.INVISIBLE;
            case DIFFERENT -> new HashSet<>(appointment.fields()).containsAll(finding.fields());
            case DUPLICATED, UNEXPECTED, INCONSISTENT, CLAIM -> false;
        };
    }

    /** Whether an appointment's exception tells it. */
    boolean isFolded() {
        return folded;
    }

    /** The appointment's exception, with this one told too. */
    Finding foldedInto(Finding appointment) {
        folded = true;
        String cause = finding.cause().equals(Cause.UNEXPLAINED.name()) ? columns() : finding.cause();
        String detail = finding.causeDetail().isEmpty() ? cause : cause + ": " + finding.causeDetail();
        List<AlsoTrue> also = new ArrayList<>(appointment.also());
        also.add(new AlsoTrue(Population.JOBS, finding.type(), finding.reference(), detail));
        also.addAll(finding.also());
        return appointment.withAlso(also);
    }

    private String columns() {
        return String.join(
                ", ", finding.fields().stream().map(FieldDifference::name).toList());
    }
}
