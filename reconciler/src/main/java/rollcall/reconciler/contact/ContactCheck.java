package rollcall.reconciler.contact;

import java.time.LocalDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.plan.ReconciliationPlan.QuerySide;
import rollcall.reconciler.side.QueryLabels;
import rollcall.reconciler.side.SideFailure;
import rollcall.reconciler.side.Snapshot;

/** Whether a plan's contact queries can be asked, and yield only columns that a phone list has. */
public final class ContactCheck {
    private ContactCheck() {}

    /**
     * Tells what is wrong with them, each once.
     *
     * @param open the plan's connections that could be opened, by name; what is to be asked of another is passed over
     */
    public static List<String> faults(Plan plan, LocalDateTime asOf, Map<String, Snapshot> open) {
        Set<String> faults = new LinkedHashSet<>();
        for (ReconciliationPlan what : plan.reconciliations()) {
            if (what.contact().orElse(null) instanceof QuerySide query) {
                Snapshot from = open.get(query.connection().name());
                if (from != null) {
                    faults.addAll(faults(plan, query, from, asOf));
                }
            }
        }
        return List.copyOf(faults);
    }

    private static List<String> faults(Plan plan, QuerySide query, Snapshot from, LocalDateTime asOf) {
        String file = plan.nameOf(query.file());
        try {
            return QueryLabels.of(from, query, file, asOf).stream()
                    .filter(it -> !ContactBook.COLUMNS.contains(it.toLowerCase(Locale.ROOT)))
                    .map(it -> "%s: column '%s' is not one of %s; rename it, or leave it out"
                            .formatted(file, it, String.join(", ", ContactBook.COLUMNS)))
                    .toList();
        } catch (SideFailure e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }
}
