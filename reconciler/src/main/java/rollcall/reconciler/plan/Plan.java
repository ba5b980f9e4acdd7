package rollcall.reconciler.plan;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan folder, read and found without fault.
 *
 * @param folder the plan's folder, absolute
 * @param name the plan's name
 * @param zone the zone of all its wall times
 * @param asOf the instant for which reports speak; the clock's where the plan has none
 * @param connections by name
 * @param scope what is decided of each kind of record
 * @param accepted exceptions that somebody has accepted by name
 * @param codes the reconciler's own reading of the code tables, by list: {@code status}, {@code priority} …
 * @param owners who looks after which exceptions
 * @param messages how each system is kept from writing to tenants
 * @param reconciliations what is compared with what, in the plan's order
 * @param seal how seals are kept
 * @param history how long the history of exceptions is kept
 * @param nightly where a night's reports go and who is told; empty where the plan does not say
 * @param root the document, for the part of the plan that the migrator binds itself
 */
public record Plan(
        Path folder,
        String name,
        ZoneId zone,
        Optional<LocalDateTime> asOf,
        Map<String, DatabaseConnection> connections,
        Scope scope,
        List<Accepted> accepted,
        Map<String, CodeTable> codes,
        Owners owners,
        List<Suppression> messages,
        List<ReconciliationPlan> reconciliations,
        SealPlan seal,
        HistoryPlan history,
        Optional<NightlyPlan> nightly,
        PlanNode root) {

    public Plan {
        connections = Map.copyOf(connections);
        accepted = List.copyOf(accepted);
        codes = Map.copyOf(codes);
        messages = List.copyOf(messages);
        reconciliations = List.copyOf(reconciliations);
    }

    /** A plan that says nothing of seals and nights. */
    public Plan(
            Path folder,
            String name,
            ZoneId zone,
            Optional<LocalDateTime> asOf,
            Map<String, DatabaseConnection> connections,
            Scope scope,
            List<Accepted> accepted,
            Map<String, CodeTable> codes,
            Owners owners,
            List<Suppression> messages,
            List<ReconciliationPlan> reconciliations,
            PlanNode root) {
        this(
                folder,
                name,
                zone,
                asOf,
                connections,
                scope,
                accepted,
                codes,
                owners,
                messages,
                reconciliations,
                SealPlan.DEFAULT,
                HistoryPlan.DEFAULT,
                Optional.empty(),
                root);
    }

    /** A file's name for messages, seen from the plan's folder. */
    public String nameOf(Path file) {
        return file.startsWith(folder)
                ? folder.relativize(file).toString().replace('\\', '/')
                : String.valueOf(file.getFileName());
    }

    /**
     * The plan as one of its comparisons has it: without code tables where that one has none, and with the exceptions that
     * are accepted in it.
     */
    public Plan of(ReconciliationPlan what) {
        return new Plan(
                folder,
                name,
                zone,
                asOf,
                connections,
                scope,
                acceptedIn(what),
                what.leg().translated() ? codes : Map.of(),
                owners,
                messages,
                reconciliations,
                seal,
                history,
                nightly,
                root);
    }

    /**
     * Whether a comparison's source is legacy, which is sealed and switched off. It is a system that goes on where both sides have
     * the new system's codes, or where another comparison has it for its target.
     */
    public boolean isOfLegacy(ReconciliationPlan what) {
        return what.leg().translated()
                && reconciliations.stream()
                        .filter(it -> !it.name().equals(what.name()))
                        .noneMatch(it -> it.target().isOfSystem(what.source()));
    }

    /** The exceptions that are accepted in one of the comparisons. */
    public List<Accepted> acceptedIn(ReconciliationPlan what) {
        String first =
                reconciliations.isEmpty() ? "" : reconciliations.getFirst().name();
        return accepted.stream()
                .filter(it -> it.reconciliation().orElse(first).equals(what.name()))
                .toList();
    }

    /** The exceptions that are accepted in a comparison that asks the migration's ledger, or in the plan's first. */
    public List<Accepted> acceptedOfLoad() {
        return accepted.stream()
                .filter(it -> it.reconciliation().isEmpty()
                        || reconciliations.stream()
                                .anyMatch(leg -> leg.ledger().isPresent()
                                        && leg.name().equals(it.reconciliation().get())))
                .toList();
    }

    /** Where extracts, spill files, reports and history go. */
    public Path workFolder() {
        return folder.resolve(".rollcall");
    }

    /**
     * The same plan with one connection put in another's place: a rehearsal's scratch target.
     *
     * @param ledger the connection of a ledger that lies apart, which lies in this one, too, in the rehearsal
     */
    public Plan withConnection(DatabaseConnection connection, Optional<String> ledger) {
        Map<String, DatabaseConnection> replaced = new java.util.HashMap<>(connections);
        replaced.put(connection.name(), connection);
        List<ReconciliationPlan> rewired =
                reconciliations.stream().map(it -> it.with(connection, ledger)).toList();
        return new Plan(
                folder, name, zone, asOf, replaced, scope, accepted, codes, owners, messages, rewired, seal, history,
                nightly, root);
    }
}
