package rollcall.reconciler.cause;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.side.SideRow;

/**
 * What a seal of legacy explains: the new system has a record as legacy had it when it was sealed, and legacy says otherwise
 * now; or legacy has come to have it since. That is told only where each of them has one row of the record at the most, for
 * of several nobody can say which has become which.
 *
 * @param taken when legacy was sealed, in the plan's zone
 * @param isSame whether the new system's row is what legacy's row means, agreed differences left aside: legacy's comes first
 */
public record SinceSealed(LocalDateTime taken, BiPredicate<SideRow, SideRow> isSame) {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    /** What the ledger knows better: what it has taken in was there before, whenever the seal was taken. */
    private static final Set<String> LOST =
            Set.of(Cause.NEVER_EXTRACTED.name(), Cause.UNMAPPED_CODE.name(), Cause.UNEXPLAINED.name());

    private static final Set<String> LEFT_OVER =
            Set.of(Cause.SUPERSEDED.name(), Cause.EXCLUDED_BY_SCOPE.name(), Cause.UNEXPLAINED.name());

    /**
     * A record's rows.
     *
     * @param now legacy's, as it is
     * @param sealed legacy's, as it was sealed
     * @param there the new system's
     */
    public record Rows(List<SideRow> now, List<SideRow> sealed, List<SideRow> there) {
        private Optional<SideRow> toMove() {
            return sealed.stream().filter(SideRow::moved).findFirst();
        }
    }

    /** Whether a seal may explain exceptions like this one: of a row without a reference nobody can say which one it was then. */
    public static boolean mayExplain(Finding finding) {
        return !Finding.isBlank(finding.reference()) && isOfClass(finding);
    }

    private static boolean isOfClass(Finding finding) {
        return switch (finding.type()) {
            case MISSING -> LOST.contains(finding.cause());
            case UNEXPECTED -> LEFT_OVER.contains(finding.cause());
            case INVISIBLE, DIFFERENT -> !finding.cause().equals(Cause.CANCELLED_IN_BULK.name());
            case DUPLICATED, INCONSISTENT, CLAIM -> false;
        };
    }

    /** The finding with this for its cause, where the seal shows it; else as it was. */
    public Finding explained(Finding finding, Rows rows) {
        if (!mayExplain(finding)
                || rows.now().size() > 1
                || rows.sealed().size() > 1
                || rows.there().size() > 1) {
            return finding;
        }
        Optional<String> how = switch (finding.type()) {
            case MISSING ->
                rows.toMove().isEmpty() && rows.there().isEmpty() ? Optional.of(lost(rows)) : Optional.empty();
            case UNEXPECTED -> isAsSealed(rows) ? Optional.of(leftOver(rows)) : Optional.empty();
            default -> isAsSealed(rows) ? Optional.of("") : Optional.empty();
        };
        return how.map(it -> FindingDraft.withCause(
                                finding, new Explanation(Cause.CHANGED_IN_LEGACY, "on " + MOMENT.format(taken) + it))
                        .withHints(finding.hints().withSince("", entered(rows))))
                .orElse(finding);
    }

    private boolean isAsSealed(Rows rows) {
        return rows.toMove()
                .filter(it -> rows.there().stream().anyMatch(there -> isSame.test(it, there)))
                .isPresent();
    }

    private static String lost(Rows rows) {
        return rows.sealed().isEmpty() ? "; it was not there then" : "; it was not to be moved then";
    }

    private static String leftOver(Rows rows) {
        return rows.now().stream()
                .findFirst()
                .map(it -> it.superseded()
                        ? "; another one has taken its place"
                        : "; it is of kind '" + it.kind() + "' now")
                .orElse("; it is gone from there");
    }

    /** When legacy was given the row, if that was after the seal. */
    private Optional<LocalDateTime> entered(Rows rows) {
        return rows.now().stream()
                .flatMap(it -> it.enteredAt().stream())
                .filter(it -> it.isAfter(taken))
                .findFirst();
    }
}
