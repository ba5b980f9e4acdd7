package rollcall.reconciler;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import rollcall.reconciler.plan.Nearest;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;

/** Which reconciliations of a plan a command is about. */
final class Chosen {
    private Chosen() {}

    /** All of them, or the one that {@code --only} names. */
    static List<ReconciliationPlan> of(Plan plan, Optional<String> only, CommandLine command) {
        if (only.isEmpty()) {
            return plan.reconciliations();
        }
        String name = only.get();
        List<String> names =
                plan.reconciliations().stream().map(ReconciliationPlan::name).toList();
        List<ReconciliationPlan> chosen = plan.reconciliations().stream()
                .filter(it -> it.name().equals(name))
                .toList();
        if (chosen.isEmpty()) {
            throw new CommandLine.ParameterException(
                    command, "--only \"" + name + "\" is not a reconciliation of the plan" + Nearest.hint(name, names));
        }
        return chosen;
    }
}
