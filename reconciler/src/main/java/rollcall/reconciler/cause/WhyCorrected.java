package rollcall.reconciler.cause;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.FieldDifference;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.side.LedgerEntry;
import rollcall.reconciler.side.Outcome;

/**
 * A difference that somebody has made on purpose: the ledger says that these columns of the row, or of its job, were
 * corrected by hand before it was loaded. That explains it and excuses nothing: it stays an exception until it is accepted.
 */
public final class WhyCorrected {
    private static final Pattern CORRECTED = Pattern.compile("corrected by hand on [^:]*: (.*)");

    private WhyCorrected() {}

    /** The finding with this for its cause, where the ledger names each of its columns as corrected; else as it was. */
    public static Finding of(Finding finding, List<LedgerEntry> entries) {
        if (finding.type() != ExceptionClass.DIFFERENT) {
            return finding;
        }
        Set<String> different = new HashSet<>();
        finding.fields().stream().map(FieldDifference::name).forEach(different::add);
        Optional<LedgerEntry> corrected = entries.stream()
                .filter(it -> it.outcome() == Outcome.LOADED && columns(it).containsAll(different))
                .findFirst();
        return corrected
                .map(it -> FindingDraft.withCause(finding, new Explanation(Cause.CORRECTED, it.detail())))
                .orElse(finding);
    }

    /** The columns that an entry names; a property brings its UPRN with it. */
    private static Set<String> columns(LedgerEntry entry) {
        Matcher corrected = CORRECTED.matcher(entry.detail());
        if (!corrected.find()) {
            return Set.of();
        }
        Set<String> columns = new HashSet<>(List.of(corrected.group(1).split(", ", -1)));
        if (columns.contains("property")) {
            columns.add("uprn");
        }
        return columns;
    }
}
