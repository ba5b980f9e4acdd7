package rollcall.migrator;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import rollcall.migrator.account.Account;
import rollcall.migrator.decision.Meanings;
import rollcall.migrator.decision.Refusals;
import rollcall.migrator.extract.ExtractCheck;
import rollcall.migrator.extract.ExtractFailed;
import rollcall.migrator.extract.LegacyAccount;
import rollcall.migrator.load.Layouts;
import rollcall.migrator.load.TargetDatabase;
import rollcall.migrator.load.TargetUnreachable;
import rollcall.migrator.plan.MigrationPlan;
import rollcall.reconciler.plan.Bound;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanFaults;
import rollcall.reconciler.plan.PlanReader;
import rollcall.reconciler.report.Paragraph;

/** {@code rollcall check PLAN}: the mover's part too, and what migrate would refuse although it is no fault. */
@Command(name = "check")
public final class CheckCommand extends rollcall.reconciler.CheckCommand {
    private Optional<MigrationPlan> migration = Optional.empty();
    private Optional<Account> account = Optional.empty();

    @Override
    protected Plan read(Path folder) throws PlanFaults {
        Bound<Optional<MigrationPlan>> bound = PlanReader.readWhole(
                folder,
                System.getenv(),
                root -> root.keys().contains("migrate")
                        ? Optional.of(MigrationPlan.bind(root.child("migrate")))
                        : Optional.empty());
        migration = bound.part();
        return bound.plan();
    }

    @Override
    protected List<String> faultsBeyond(Plan plan, LocalDateTime asOf, Set<String> opened) {
        List<String> faults = new ArrayList<>();
        migration.ifPresent(moving -> {
            faults.addAll(ExtractCheck.ofFiles(moving.extracts(), asOf));
            connection(plan, moving.source(), opened).ifPresent(it -> faults.addAll(extract(plan, moving, it, asOf)));
            connection(plan, moving.target(), opened).ifPresent(it -> faults.addAll(load(moving, it)));
        });
        return faults;
    }

    private static Optional<DatabaseConnection> connection(Plan plan, String name, Set<String> opened) {
        return Optional.ofNullable(plan.connections().get(name)).filter(it -> opened.contains(name));
    }

    private List<String> extract(Plan plan, MigrationPlan moving, DatabaseConnection legacy, LocalDateTime asOf) {
        try {
            account = LegacyAccount.of(legacy, moving.extracts());
            return ExtractCheck.ofQueries(
                    legacy, moving.extracts(), Meanings.query(moving.decisions()), asOf, plan.workFolder());
        } catch (ExtractFailed unreadable) {
            return List.of(String.valueOf(unreadable.getMessage()));
        }
    }

    private static List<String> load(MigrationPlan moving, DatabaseConnection place) {
        try (TargetDatabase target = TargetDatabase.open(place)) {
            Layouts.find(target, moving.load());
            return List.of();
        } catch (PlanFaults wrong) {
            return wrong.faults();
        } catch (TargetUnreachable | SQLException gone) {
            return List.of(String.valueOf(gone.getMessage()));
        }
    }

    @Override
    protected void remarks(Plan plan, PrintWriter out) {
        migration.ifPresent(moving -> {
            List<String> refusals = new ArrayList<>(Refusals.signatures(moving.decisions()));
            refusals.addAll(Refusals.silence(plan.messages()));
            account.flatMap(Account::refusal).ifPresent(refusals::add);
            if (!refusals.isEmpty()) {
                out.println("Migrate would refuse this plan as it is:");
                refusals.stream()
                        .flatMap(it -> Paragraph.lines(it, "  ", "      ").stream())
                        .forEach(out::println);
            }
            if (account.flatMap(Account::refusal).isEmpty()) {
                account.flatMap(Account::warning)
                        .ifPresent(it -> Paragraph.lines(it, "", "  ").forEach(out::println));
            }
        });
    }
}
