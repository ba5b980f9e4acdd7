package rollcall.reconciler.cause;

import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.SideRow;

/** Why staff of the new system do not see a row that legacy holds live. */
public final class WhyInvisible {
    private WhyInvisible() {}

    /** Its job not there first, then cancelled or closed; else a state that cannot be listed. */
    public static Explanation explain(SideRow legacy, SideRow there) {
        String job = legacy.value(Column.JOB).text();
        if (!job.isEmpty() && there.value(Column.JOB).text().isEmpty()) {
            return Explanation.of(Cause.JOB_NOT_THERE);
        }
        String status = there.code(Column.STATUS);
        String before = legacy.code(Column.STATUS);
        String told =
                status.isEmpty() ? "" : "status %s, in legacy %s".formatted(status, before.isEmpty() ? "none" : before);
        return new Explanation(there.live() ? Cause.DEAD_END_STATUS : Cause.CANCELLED, told);
    }
}
