package rollcall.reconciler.evolved;

import rollcall.reconciler.cause.Explanation;
import rollcall.reconciler.side.Trail.Touch;

/** What is to be thought of a row that is not as legacy has it. */
public sealed interface Judged {
    /** Nothing says that anybody has touched it since go-live: it has arrived so, or was bent unseen. */
    record Untouched() implements Judged {}

    /** Staff have rightly made it so. */
    record Rightly(Touch touch, String reason) implements Judged {}

    /** Staff have cancelled it, with all that belongs to it; it is right unless it is one of many at once. */
    record Cancelled(Touch touch, String reason) implements Judged {}

    /** It was touched since go-live, and not as the plan allows. */
    record Wrongly(Explanation why, Touch touch) implements Judged {}
}
