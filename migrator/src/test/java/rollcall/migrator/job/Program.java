package rollcall.migrator.job;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import rollcall.migrator.plan.MigrationPlan;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.Bound;
import rollcall.reconciler.plan.PlanReader;

/** Migrates a plan as the command does, within this JVM. */
public final class Program {
    private Program() {}

    static MigrationResult migrate(Path folder) throws Exception {
        return run(folder, "migrate");
    }

    /** Loads into the plan's target as a rehearsal does into its own: whatever is undecided, unsigned or unsaid. */
    static MigrationResult load(Path folder) throws Exception {
        return run(folder, "rehearse");
    }

    private static MigrationResult run(Path folder, String command) throws Exception {
        Bound<MigrationPlan> bound = PlanReader.read(folder, Map.of(), MigrationPlan::bind);
        Clock clock = Clock.system(bound.plan().zone());
        return new MigrationJob(new Migration(
                        bound.plan(),
                        bound.part(),
                        Optional.ofNullable(bound.plan().connections().get("target"))
                                .orElseThrow(),
                        command,
                        bound.plan().asOf().orElseGet(() -> LocalDateTime.now(clock)),
                        clock,
                        Progress.NONE))
                .run();
    }

    static String report(MigrationResult result) {
        StringWriter text = new StringWriter();
        BalanceReport.write(result, new PrintWriter(text));
        return text.toString();
    }
}
