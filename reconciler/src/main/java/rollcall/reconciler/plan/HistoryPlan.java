package rollcall.reconciler.plan;

/**
 * How long the history of exceptions is kept.
 *
 * @param keep of how many runs it is kept what they have changed; a run that changes nothing leaves nothing
 */
public record HistoryPlan(int keep) {
    /** More than a year of nights. */
    public static final HistoryPlan DEFAULT = new HistoryPlan(400);

    static HistoryPlan read(PlanNode root) {
        return root.optionalChild("history")
                .map(node -> {
                    node.onlyKeys("keep");
                    int keep = node.number("keep", DEFAULT.keep());
                    if (keep < 1) {
                        node.fault("keep", "keep \"" + keep + "\" would keep nothing of any run; expected 1 or more");
                    }
                    return new HistoryPlan(Math.max(1, keep));
                })
                .orElse(DEFAULT);
    }
}
