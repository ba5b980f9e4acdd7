package rollcall.migrator.rehearsal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import rollcall.migrator.extract.ExtractFailed;
import rollcall.migrator.extract.H2Url;
import rollcall.migrator.job.BalanceReport;
import rollcall.migrator.job.Migration;
import rollcall.migrator.job.MigrationFailed;
import rollcall.migrator.job.MigrationJob;
import rollcall.migrator.job.MigrationResult;
import rollcall.migrator.load.TargetUnreachable;
import rollcall.migrator.plan.MigrationPlan;
import rollcall.reconciler.Progress;
import rollcall.reconciler.Reconciliation;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanFaults;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.plan.ReconciliationPlan.QuerySide;
import rollcall.reconciler.report.ConsoleReport;

/**
 * The whole cutover into a scratch target: copy, see that it is empty, migrate, reconcile, verdict. Legacy and the new
 * system are only read.
 *
 * @param into where to load; empty for a copy of an H2 target in the plan's work folder
 */
public record Rehearsal(
        Plan plan,
        MigrationPlan parts,
        Optional<String> into,
        LocalDateTime asOf,
        Clock clock,
        Reports reports,
        Progress progress,
        PrintWriter out) {
    private static final DateTimeFormatter SQL_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /**
     * Holds the rehearsal.
     *
     * @return the worst verdict's exit code
     * @throws RehearsalRefused if it was asked for in a way that cannot be done
     */
    public int hold()
            throws RehearsalRefused, RehearsalFailed, PlanFaults, ExtractFailed, TargetUnreachable, MigrationFailed {
        reports.check();
        DatabaseConnection target =
                Optional.ofNullable(plan.connections().get(parts.target())).orElseThrow();
        DatabaseConnection scratch = scratch(target);
        Plan rehearsed = plan.withConnection(scratch, parts.ledger());
        List<ReconciliationPlan> reconciliations = rehearsed.reconciliations().stream()
                .filter(it -> it.leg().rehearsed() && targetQuery(it, scratch).isPresent())
                .toList();
        if (reconciliations.isEmpty()) {
            throw new RehearsalRefused(
                    "plan.yaml: no reconciliation reads connection '%s', so nothing could be established; add one under reconcile:"
                            .formatted(target.name()));
        }
        for (ReconciliationPlan reconciliation : reconciliations) {
            requireNothing(targetQuery(reconciliation, scratch).orElseThrow());
        }
        MigrationResult moved =
                new MigrationJob(new Migration(rehearsed, parts, scratch, "rehearse", asOf, clock, progress)).run();
        out.printf("Rehearsal of \"%s\" into %s%n", plan.name(), into.orElse("a scratch copy on H2"));
        BalanceReport.write(moved, out);
        int worst = moved.exitCode();
        int number = 0;
        for (ReconciliationPlan reconciliation : reconciliations) {
            number++;
            worst = Math.max(worst, reconcile(rehearsed, reconciliation, number));
        }
        limits(scratch);
        return worst;
    }

    private DatabaseConnection scratch(DatabaseConnection target) throws RehearsalRefused, RehearsalFailed {
        if (into.isPresent()) {
            return ScratchTarget.into(plan, target, parts.load(), into.get());
        }
        if (!H2Url.is(target.url())) {
            throw new RehearsalRefused(
                    "connection '%s' is no H2 file that could be copied; give an empty copy of the new system's schema with --into URL"
                            .formatted(target.name()));
        }
        return ScratchTarget.copy(target, parts.load(), folder());
    }

    private Path folder() {
        return plan.workFolder().resolve("rehearsal");
    }

    private static Optional<QuerySide> targetQuery(ReconciliationPlan reconciliation, DatabaseConnection scratch) {
        return reconciliation.target() instanceof QuerySide query
                        && query.connection().name().equals(scratch.name())
                ? Optional.of(query)
                : Optional.empty();
    }

    /** A target query that yields rows of an empty target reads something else: the live system, perhaps. */
    private void requireNothing(QuerySide query) throws RehearsalFailed {
        DatabaseConnection scratch = query.connection();
        String sql = query.sql()
                .replace("${target}", scratch.schema())
                .replace("${as-of}", "{ts '" + SQL_TIME.format(asOf) + "'}");
        try (Connection connection = DriverManager.getConnection(scratch.url(), scratch.user(), scratch.password());
                Statement statement = connection.createStatement()) {
            statement.setMaxRows(1);
            try (ResultSet rows = statement.executeQuery(sql)) {
                if (rows.next()) {
                    throw new RehearsalFailed(
                            "%s yields rows before anything is loaded; it must read only what is loaded, through ${target}"
                                    .formatted(query.file().getFileName()));
                }
            }
        } catch (SQLException refused) {
            throw new RehearsalFailed(
                    "%s cannot be run on the scratch target (SQL state %s); correct the query, or the scratch target's schema"
                            .formatted(query.file().getFileName(), refused.getSQLState()),
                    refused);
        }
    }

    private int reconcile(Plan rehearsed, ReconciliationPlan reconciliation, int number) throws RehearsalFailed {
        out.println();
        try (Reconciliation.Result result =
                Reconciliation.run(rehearsed, reconciliation, asOf, folder().resolve("work"), progress)) {
            ConsoleReport.write(result.header(), result.findings(), out);
            out.flush();
            reports.write(rehearsed, result, number);
            Verdict verdict = result.header().verdict();
            return verdict.exitCode();
        } catch (IOException failed) {
            throw new RehearsalFailed("the report cannot be written: " + failed, failed);
        }
    }

    private void limits(DatabaseConnection scratch) {
        out.println();
        if (into.isPresent()) {
            out.printf(
                    "Rehearsed in %s. Not rehearsed: what differs there from the live server (data, triggers, permissions).%n",
                    scratch.url());
        } else {
            out.println("A partial rehearsal, in a copy on H2. Not rehearsed: the live server's engine,");
            out.println("  triggers and permissions.");
        }
        out.println("Legacy and the new system were only read.");
        out.flush();
    }
}
