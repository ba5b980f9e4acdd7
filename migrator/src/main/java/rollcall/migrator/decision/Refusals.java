package rollcall.migrator.decision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rollcall.migrator.plan.CodeLine;
import rollcall.migrator.plan.CodeSheet;
import rollcall.migrator.plan.Decisions;
import rollcall.migrator.plan.Signature;
import rollcall.migrator.transform.Transformation;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.Scope;
import rollcall.reconciler.plan.Suppression;

/** Why a plan is not carried out on the real new system: what is undecided, unsigned, changed since, or unsaid. */
public final class Refusals {
    private static final String SIGN = "rollcall codes PLAN --sign \"Name, role\"";

    private Refusals() {}

    /** All of them, each with file, line and remedy; empty where nothing stands in the way. */
    public static List<String> of(Plan plan, Decisions decisions, CodesFound found) {
        List<String> refusals = new ArrayList<>(kinds(plan));
        for (CodeSheet table : decisions.tables()) {
            if (found.isNoList(table.list())) {
                refusals.add(
                        "%s: legacy has more than %d different codes of this list; check which column the extract takes for %s"
                                .formatted(table.name(), CodesFound.MOST_CODES, table.list()));
            } else {
                Undecided.of(table, found).stream()
                        .map(it -> it.words() + "; decide map or reject there, and sign")
                        .forEach(refusals::add);
            }
        }
        refusals.addAll(signatures(decisions));
        refusals.addAll(silence(plan.messages()));
        return refusals;
    }

    private static List<String> kinds(Plan plan) {
        Scope scope = plan.scope();
        String file = plan.root().optionalText("scope").orElse("scope.csv");
        return Transformation.undecided(scope).stream()
                .map(it ->
                        "%s: kind '%s' is not decided; give it a line with move, exclude or count, and who decided it"
                                .formatted(file, it))
                .toList();
    }

    /** What of the code tables nobody has signed, or has been changed since. */
    public static List<String> signatures(Decisions decisions) {
        if (decisions.signatures().isEmpty()) {
            return List.of("%s: the code tables are not signed; once their owners have decided: %s"
                    .formatted(decisions.signedName(), SIGN));
        }
        List<String> refusals = new ArrayList<>();
        for (CodeSheet table : decisions.tables()) {
            Map<String, Signature> signed = new HashMap<>();
            decisions.signatures().stream()
                    .filter(it -> it.list().equals(table.list()))
                    .forEach(it -> signed.put(it.signed().legacyCode(), it));
            for (CodeLine line : table.lines()) {
                Optional<Signature> signature = Optional.ofNullable(signed.remove(line.legacyCode()));
                if (signature.isPresent()) {
                    changed(table, line, signature.get()).ifPresent(refusals::add);
                } else if (line.isDecided()) {
                    refusals.add("%s line %d: %s '%s' is decided (%s) and not signed; sign it: %s"
                            .formatted(table.name(), line.line(), table.list(), line.legacyCode(), line.words(), SIGN));
                }
            }
            signed.values().stream()
                    .map(it -> "%s line %d: %s '%s' was signed (%s) and is gone from %s; put it back, or sign again: %s"
                            .formatted(
                                    decisions.signedName(),
                                    it.line(),
                                    table.list(),
                                    it.signed().legacyCode(),
                                    it.signed().words(),
                                    table.name(),
                                    SIGN))
                    .sorted()
                    .forEach(refusals::add);
        }
        return refusals;
    }

    private static Optional<String> changed(CodeSheet table, CodeLine line, Signature signature) {
        if (signature.covers(line)) {
            return Optional.empty();
        }
        String was = signature.signed().words();
        String now = line.words();
        return Optional.of("%s line %d: %s '%s' %s; put it back, or sign again: %s"
                .formatted(
                        table.name(),
                        line.line(),
                        table.list(),
                        line.legacyCode(),
                        was.equals(now)
                                ? "is decided by another, or on another day, than was signed on " + signature.on()
                                : "was signed on %s as %s and is now %s".formatted(signature.on(), was, now),
                        SIGN));
    }

    /** Of which systems the plan does not say that they are kept from writing to tenants. */
    public static List<String> silence(List<Suppression> messages) {
        return Suppression.SYSTEMS.stream()
                .filter(system -> messages.stream().noneMatch(it -> it.system().equals(system)))
                .map(system ->
                        "plan.yaml: messages: does not say how the %s is kept from texting tenants; add - { system: %s, suppressed: …, confirmed_by: …, confirmed_on: … }"
                                .formatted(system.equals("legacy") ? "legacy system" : system, system))
                .toList();
    }
}
