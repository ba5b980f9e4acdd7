package rollcall.reconciler;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import rollcall.reconciler.plan.Nearest;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.plan.SettlingTime;
import rollcall.reconciler.settle.Settling;

/** Which reconciliations of a plan a command is about, and how they are to be done. */
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

    /** How long differences are left to settle, as {@code --settle} says; empty where it is not given. */
    static Optional<Settling> settling(Optional<String> settle, CommandLine command) {
        return settle.map(text -> Settling.of(SettlingTime.of(text)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        command,
                        "--settle \"" + text + "\" is not a time of at most a day; expected for example 90s or 2m"))));
    }
}
