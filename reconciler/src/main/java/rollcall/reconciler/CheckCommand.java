package rollcall.reconciler;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rollcall.reconciler.contact.ContactCheck;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanFaults;
import rollcall.reconciler.plan.PlanReader;
import rollcall.reconciler.side.SideCheck;

/** {@code check PLAN}: everything that is wrong with a plan, at once, and whether its databases give what it asks of them. */
@Command(
        name = "check",
        description =
                "Tell every fault of a plan at once: in its files, in its connections, and in the columns that its"
                        + " queries yield. Nothing is written.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the plan has no fault, and every connection opens",
            "2:wrong usage, or a wrong plan",
            "3:a connection does not open"
        })
public class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PLAN", description = "The plan's folder, which holds plan.yaml.")
    private Path folder = Path.of("");

    /** Gives 0, or 3 where a connection does not open. */
    @Override
    public Integer call() throws PlanFaults {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Plan plan = read(out, err);
        LocalDateTime asOf = plan.asOf().orElseGet(() -> LocalDateTime.now(plan.zone()));
        List<String> faults = new ArrayList<>();
        Set<String> opened;
        boolean areAllOpen;
        try (TriedConnections tried = TriedConnections.of(plan.connections().values(), out, err)) {
            opened = tried.open().keySet();
            areAllOpen = tried.areAllOpen();
            faults.addAll(SideCheck.faults(plan, asOf, tried.open()));
            faults.addAll(ContactCheck.faults(plan, asOf, tried.open()));
        }
        faults.addAll(faultsBeyond(plan, asOf, opened));
        if (!faults.isEmpty()) {
            throw new PlanFaults(faults);
        }
        out.println("plan \"" + plan.name() + "\": no fault; "
                + plan.reconciliations().size() + " to reconcile, "
                + plan.codes().size() + " code tables, "
                + plan.scope().decisions().size() + " kinds decided");
        if (!areAllOpen) {
            out.println("What it asks of a connection that does not open could not be tried.");
        }
        remarks(plan, out);
        out.flush();
        return areAllOpen ? 0 : Exits.UNKNOWN;
    }

    /** Also where the plan is wrong, those connections in which nothing is wrong are tried, so that all is told at once. */
    private Plan read(PrintWriter out, PrintWriter err) throws PlanFaults {
        try {
            return read(folder);
        } catch (PlanFaults wrong) {
            TriedConnections.of(
                            PlanReader.soundConnections(folder, System.getenv()).values(), out, err)
                    .close();
            throw wrong;
        }
    }

    /**
     * Reads the plan: the reconciler's part alone, unless somebody reads more.
     *
     * @throws PlanFaults everything that is wrong with it
     */
    protected Plan read(Path plan) throws PlanFaults {
        return PlanReader.read(plan, System.getenv());
    }

    /**
     * What is wrong with what the plan asks of its connections beyond the reconciler's part: nothing, unless somebody looks.
     *
     * @param opened the names of the connections that open; they are closed again
     */
    protected List<String> faultsBeyond(Plan plan, LocalDateTime asOf, Set<String> opened) {
        return List.of();
    }

    /** Says what is no fault and yet should be known: nothing, unless somebody has something to say. */
    protected void remarks(Plan plan, PrintWriter out) {}
}
