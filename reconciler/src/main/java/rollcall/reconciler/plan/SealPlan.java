package rollcall.reconciler.plan;

import java.util.Map;
import java.util.Optional;

/**
 * How seals are kept.
 *
 * @param key what they are encrypted with; empty where they are kept plain
 * @param keep how many of the newest seals of each reconciliation stay
 */
public record SealPlan(Optional<Secret> key, int keep) {
    /** Plain, and the three newest. */
    public static final SealPlan DEFAULT = new SealPlan(Optional.empty(), 3);

    static SealPlan read(PlanNode root, Map<String, String> environment) {
        return root.optionalChild("seal")
                .map(node -> {
                    node.onlyKeys("key", "keep");
                    int keep = node.number("keep", DEFAULT.keep());
                    if (keep < 1) {
                        node.fault("keep", "keep \"" + keep + "\" would keep no seal at all; expected 1 or more");
                    }
                    return new SealPlan(Secret.read(node, "key", environment), Math.max(1, keep));
                })
                .orElse(DEFAULT);
    }
}
