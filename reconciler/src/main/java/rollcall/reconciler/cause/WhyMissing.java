package rollcall.reconciler.cause;

import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.plan.Scope;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.LedgerEntry;
import rollcall.reconciler.side.SideRow;

/** Why a row of legacy is not in the new system. */
public final class WhyMissing {
    private WhyMissing() {}

    /**
     * The ledger's word where there is a ledger, else what the row's own codes show.
     *
     * @param entries the ledger's entries for the reference; empty optional where the plan has no ledger
     * @param lastExtract when the ledger last entered what legacy holds
     * @param scope what is decided of each kind of record, and by whom
     */
    public static Explanation explain(
            SideRow legacy, Optional<List<LedgerEntry>> entries, Optional<LocalDateTime> lastExtract, Scope scope) {
        if (entries.isPresent()) {
            return entries.get().isEmpty() ? neverExtracted(legacy, lastExtract) : explain(entries.get(), scope);
        }
        return unmapped(legacy).orElse(Explanation.of(Cause.UNEXPLAINED));
    }

    private static Explanation neverExtracted(SideRow legacy, Optional<LocalDateTime> lastExtract) {
        boolean isLater = lastExtract
                .flatMap(last -> legacy.enteredAt().filter(it -> it.isAfter(last)))
                .isPresent();
        return new Explanation(
                Cause.NEVER_EXTRACTED, isLater ? "entered in legacy after the last extract: load again" : "");
    }

    private static Explanation explain(List<LedgerEntry> entries, Scope scope) {
        Optional<LedgerEntry> notLoaded = entries.stream()
                .filter(it -> cause(it) != Cause.GONE_SINCE_LOAD)
                .min(Comparator.comparing(WhyMissing::cause));
        return notLoaded
                .or(() -> entries.stream().findFirst())
                .map(it -> new Explanation(cause(it), detail(it, scope)))
                .orElse(Explanation.of(Cause.NEVER_EXTRACTED));
    }

    private static Cause cause(LedgerEntry entry) {
        return switch (entry.outcome()) {
            case REJECTED -> Cause.REJECTED;
            case EXCLUDED -> Cause.EXCLUDED;
            case SUPERSEDED -> Cause.SUPERSEDED;
            case MERGED -> Cause.MERGED;
            case NONE -> Cause.NO_CREDIT;
            case LOADED -> entry.sharedWith().isEmpty() ? Cause.GONE_SINCE_LOAD : Cause.LOADED_TWICE;
        };
    }

    /** By which rule it was left out, and whether anybody has signed that. */
    public static String signed(String kind, Scope scope) {
        return scope.said(kind).map(it -> kind + ": " + it).orElse(kind);
    }

    private static String detail(LedgerEntry entry, Scope scope) {
        if (cause(entry) == Cause.EXCLUDED) {
            return signed(entry.detail(), scope);
        }
        return cause(entry) == Cause.LOADED_TWICE ? "as the row of " + entry.sharedWith() : entry.detail();
    }

    static Optional<Explanation> unmapped(SideRow legacy) {
        return Column.compared().stream()
                .filter(it -> legacy.value(it).isUnmapped())
                .findFirst()
                .map(it -> new Explanation(
                        Cause.UNMAPPED_CODE,
                        "%s %s has no mapping"
                                .formatted(it.word(), legacy.value(it).text())));
    }
}
