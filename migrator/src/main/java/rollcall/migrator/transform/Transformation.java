package rollcall.migrator.transform;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.LegacyRow;
import rollcall.migrator.plan.MoverCodes;
import rollcall.reconciler.plan.Scope;

/** All mapping rules, in order: from a legacy row to its one outcome. Pure, and safe to use from several threads. */
public final class Transformation {
    private final List<Named> rules;

    /** A rule and its name in words: {@code sentinel dates}, {@code priority}. */
    private record Named(Rule rule, Set<Kind> kinds, String words) {
        static Named of(Rule rule) {
            return new Named(
                    rule,
                    rule.kinds(),
                    rule.getClass()
                            .getSimpleName()
                            .replaceFirst("Rule$", "")
                            .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                            .toLowerCase(Locale.ROOT));
        }

        boolean isOf(LegacyRow row) {
            return kinds.contains(row.identity().kind());
        }
    }

    private Transformation(List<Rule> rules) {
        this.rules = rules.stream().map(Named::of).toList();
    }

    /**
     * The rules of a plan.
     *
     * @param scope what is decided of each kind of record
     * @param codes the mover's own reading of the code tables
     * @param properties the new system's property register
     */
    public static Transformation of(Scope scope, MoverCodes codes, Register properties) {
        return new Transformation(List.of(
                new NulRule(),
                new ReferenceRule(),
                new SentinelDates(),
                new KindOfJob(),
                new KindOfVisit(),
                new KindOfContact(),
                new RepeatedRow(),
                new SupersededRule(scope),
                new ScopeRule(scope),
                new EndFromDuration(),
                new MinutePrecision(),
                new RevisedTarget(),
                new WindowRule(),
                new JobRule(),
                new PropertyRule(properties),
                new StatusRule(codes),
                new PriorityRule(codes),
                new TradeRule(codes),
                new ContractorRule(codes),
                new SlotRule(codes),
                new DescriptionRule(),
                new NameRule(),
                new PhonesRule(),
                new ContactCellRule(),
                new AlertsRule(),
                new VulnerabilityRule()));
    }

    /** The kinds of record on which a scope does not decide, as they should stand in scope.csv; empty when it is whole. */
    public static List<String> undecided(Scope scope) {
        return Arrays.stream(RecordKind.values())
                .map(RecordKind::words)
                .filter(it -> scope.of(it).isEmpty())
                .toList();
    }

    /** Whether a row is to be moved, or nobody has decided on its kind: what the scope leaves out is not live. */
    public boolean isLive(LegacyRow row) {
        return scoped(row).settled().isEmpty();
    }

    /** Whether a row is to be moved, by decision. */
    public boolean isMoved(LegacyRow row) {
        Draft draft = scoped(row);
        return draft.settled().isEmpty() && draft.reasons().stream().noneMatch(Reason.Undecided.class::isInstance);
    }

    private Draft scoped(LegacyRow row) {
        Draft draft = new Draft(row);
        for (Named named : rules) {
            if (named.isOf(row)) {
                named.rule().apply(draft);
            }
            if (named.rule() instanceof ScopeRule || draft.settled().isPresent()) {
                break;
            }
        }
        return draft;
    }

    /** What becomes of a row, with all reasons where it is rejected. */
    public Outcome apply(LegacyRow row) {
        return apply(row, Trace.NONE);
    }

    /** The same, watched: what each rule does to the row. */
    public Outcome apply(LegacyRow row, Trace trace) {
        Draft draft = new Draft(row, trace);
        for (Named named : rules) {
            if (named.isOf(row)) {
                draft.under(named.words());
                named.rule().apply(draft);
            }
            if (draft.settled().isPresent()) {
                return draft.settled().get();
            }
        }
        draft.under("whole record");
        return Assembly.of(draft);
    }

    /** The same without one rule: to see what the rule does. */
    Transformation without(Class<? extends Rule> rule) {
        return new Transformation(
                rules().stream().filter(it -> it.getClass() != rule).toList());
    }

    List<Rule> rules() {
        return rules.stream().map(Named::rule).toList();
    }
}
