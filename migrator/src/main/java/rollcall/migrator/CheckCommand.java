package rollcall.migrator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import rollcall.migrator.decision.Refusals;
import rollcall.migrator.plan.MigrationPlan;
import rollcall.reconciler.plan.Bound;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanFaults;
import rollcall.reconciler.plan.PlanReader;
import rollcall.reconciler.report.Paragraph;

/** {@code rollcall check PLAN}: the mover's part too, and what migrate would refuse although it is no fault. */
@Command(name = "check")
public final class CheckCommand extends rollcall.reconciler.CheckCommand {
    @Spec
    private CommandSpec own = CommandSpec.create();

    @Override
    protected Plan read(Path folder) throws PlanFaults {
        Bound<Optional<MigrationPlan>> bound = PlanReader.readWhole(
                folder,
                System.getenv(),
                root -> root.keys().contains("migrate")
                        ? Optional.of(MigrationPlan.bind(root.child("migrate")))
                        : Optional.empty());
        bound.part().ifPresent(parts -> remark(bound.plan(), parts));
        return bound.plan();
    }

    private void remark(Plan plan, MigrationPlan parts) {
        List<String> refusals = new ArrayList<>(Refusals.signatures(parts.decisions()));
        refusals.addAll(Refusals.silence(plan.messages()));
        if (!refusals.isEmpty()) {
            own.commandLine().getOut().println("Migrate would refuse this plan as it is:");
            refusals.stream()
                    .flatMap(it -> Paragraph.lines(it, "  ", "      ").stream())
                    .forEach(own.commandLine().getOut()::println);
        }
    }
}
