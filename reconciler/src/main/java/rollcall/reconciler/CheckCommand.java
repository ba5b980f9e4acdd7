package rollcall.reconciler;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanFaults;
import rollcall.reconciler.plan.PlanReader;
import rollcall.reconciler.report.Paragraph;
import rollcall.reconciler.side.SideFailure;
import rollcall.reconciler.side.Snapshot;

/** {@code check PLAN}: everything that is wrong with a plan, at once, and whether its databases can be reached. */
@Command(
        name = "check",
        description = "Tell every fault of a plan at once, and open each of its databases.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the plan has no fault, and every database opens",
            "2:wrong usage, or a wrong plan",
            "3:a database cannot be reached"
        })
public class CheckCommand implements Callable<Integer> {
    private static final int SECONDS = 10;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PLAN", description = "The plan's folder, which holds plan.yaml.")
    private Path folder = Path.of("");

    /** Gives 0, or 3 where a database cannot be reached. */
    @Override
    public Integer call() throws PlanFaults {
        Plan plan = read(folder);
        PrintWriter out = spec.commandLine().getOut();
        out.println("plan \"" + plan.name() + "\": no fault; "
                + plan.reconciliations().size() + " to reconcile, "
                + plan.codes().size() + " code tables, "
                + plan.scope().decisions().size() + " kinds decided");
        List<DatabaseConnection> connections = plan.connections().values().stream()
                .sorted(Comparator.comparing(DatabaseConnection::name))
                .toList();
        boolean all = true;
        for (DatabaseConnection connection : connections) {
            all &= opens(connection, out);
        }
        out.flush();
        return all ? 0 : Exits.UNKNOWN;
    }

    /**
     * Reads the plan: the reconciler's part alone, unless somebody reads more.
     *
     * @throws PlanFaults everything that is wrong with it
     */
    protected Plan read(Path plan) throws PlanFaults {
        return PlanReader.read(plan, System.getenv());
    }

    private boolean opens(DatabaseConnection database, PrintWriter out) {
        return database.files().isPresent() ? reads(database, out) : connects(database, out);
    }

    private boolean reads(DatabaseConnection files, PrintWriter out) {
        try (Snapshot tables = Snapshot.open(files)) {
            out.println("connection " + files.name() + ": opens, exported files");
            return true;
        } catch (SideFailure refused) {
            PrintWriter err = spec.commandLine().getErr();
            Paragraph.lines("connection " + files.name() + " does not open: " + refused.getMessage(), "", "  ")
                    .forEach(err::println);
            err.flush();
            return false;
        }
    }

    private boolean connects(DatabaseConnection database, PrintWriter out) {
        DriverManager.setLoginTimeout(SECONDS);
        try (Connection connection =
                DriverManager.getConnection(database.url(), database.user(), database.password())) {
            out.println("connection " + database.name() + ": opens, "
                    + connection.getMetaData().getDatabaseProductName());
            return true;
        } catch (SQLException refused) {
            String reason =
                    String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
            PrintWriter err = spec.commandLine().getErr();
            err.println("connection " + database.name() + " does not open: " + reason
                    + "; check url, user and password in plan.yaml, that the database runs, and that no other program"
                    + " holds its file");
            err.flush();
            return false;
        }
    }
}
