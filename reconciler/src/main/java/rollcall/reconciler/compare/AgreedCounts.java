package rollcall.reconciler.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rollcall.reconciler.finding.RunHeader.Agreed;
import rollcall.reconciler.plan.AgreedPlan;

/** How many rows needed which agreed difference. */
final class AgreedCounts {
    private final Map<AgreedPlan, Long> rows = new LinkedHashMap<>();

    AgreedCounts(List<AgreedPlan> rules) {
        rules.forEach(it -> rows.put(it, 0L));
    }

    void add(Pairing pairing) {
        if (!rows.isEmpty()) {
            for (Pairing.Pair pair : pairing.pairs()) {
                pair.left().needed().forEach(it -> rows.merge(it, 1L, Long::sum));
            }
        }
    }

    /** All of them in the plan's order, those too that no row has needed. */
    List<Agreed> told() {
        return rows.entrySet().stream()
                .map(it -> new Agreed(it.getKey().id(), it.getKey().says(), it.getValue()))
                .toList();
    }
}
