package rollcall.migrator;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rollcall.migrator.account.Account;
import rollcall.migrator.extract.ExtractFailed;
import rollcall.migrator.extract.LegacyAccount;
import rollcall.migrator.plan.MigrationPlan;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanFaults;

/** What a command makes sure of before it reads legacy: that it does so by an account that cannot write there. */
final class SourceAccount {
    @Option(
            names = "--allow-writable-source",
            description = "read legacy although its account may write there; nothing is written all the same")
    private boolean allowed;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /**
     * Asks legacy; warns where its account may write and is let pass, or where that cannot be established.
     *
     * @throws PlanFaults if the account may write and is not let pass
     * @throws ExtractFailed if legacy cannot be opened
     */
    void require(Plan plan, MigrationPlan parts) throws PlanFaults, ExtractFailed {
        DatabaseConnection legacy =
                Optional.ofNullable(plan.connections().get(parts.source())).orElseThrow();
        Optional<Account> account = LegacyAccount.of(legacy, parts.extracts());
        Optional<String> refusal = account.flatMap(Account::refusal);
        if (refusal.isPresent() && !allowed) {
            throw new PlanFaults(List.of(refusal.get()));
        }
        account.flatMap(Account::warning)
                .ifPresent(it -> spec.commandLine().getErr().println("rollcall: " + it));
        spec.commandLine().getErr().flush();
    }
}
