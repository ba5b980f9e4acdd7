package rollcall.reconciler.compare;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.cause.Cause;
import rollcall.reconciler.cause.Explanation;
import rollcall.reconciler.cause.FindingDraft;
import rollcall.reconciler.cause.MadeByMachine;
import rollcall.reconciler.cause.WhyCorrected;
import rollcall.reconciler.cause.WhyDifferent;
import rollcall.reconciler.cause.WhyInvisible;
import rollcall.reconciler.cause.WhyMissing;
import rollcall.reconciler.claim.Claims;
import rollcall.reconciler.compare.Difference.Duplicated;
import rollcall.reconciler.compare.Difference.Missing;
import rollcall.reconciler.compare.Difference.Unequal;
import rollcall.reconciler.compare.Difference.Unexpected;
import rollcall.reconciler.evolved.Judged;
import rollcall.reconciler.evolved.Judged.Wrongly;
import rollcall.reconciler.finding.AlsoTrue;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Hints;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.Keys;
import rollcall.reconciler.side.LedgerEntry;
import rollcall.reconciler.side.Replaced;
import rollcall.reconciler.side.SideRow;
import rollcall.reconciler.side.Trail;
import rollcall.reconciler.side.Trail.Touch;
import rollcall.reconciler.sort.Row;

/**
 * Makes the exception of a difference: its class, and why it is so, by what the ledger says, by who touched the row since
 * go-live, and by what the values look like.
 */
record Telling(Terms terms) {

    /** Whether staff have rightly made a pair unequal. */
    Judged judge(Unequal unequal, List<Replaced> replaced) {
        SideRow legacy = unequal.pair().legacy();
        SideRow there = unequal.pair().there();
        if (terms.evolution().isEmpty() || MadeByMachine.is(legacy, there, unequal.columns(), replaced, terms.zone())) {
            return new Judged.Untouched();
        }
        return terms.evolution().get().judge(legacy, there, unequal.columns());
    }

    /** Who has cancelled a pair's row since go-live, rightly or not, where the plan says what that is. */
    Optional<Touch> cancelledBy(Unequal unequal) {
        return terms.evolution()
                .flatMap(it ->
                        it.cancelledBy(unequal.pair().legacy(), unequal.pair().there()));
    }

    /** The exception of a difference of rows that were to be moved. */
    Finding tell(
            Row key,
            KeyCase here,
            Classification sorted,
            Difference difference,
            List<Replaced> replaced,
            Optional<List<LedgerEntry>> entries) {
        return switch (difference) {
            case Duplicated it -> withUnequal(duplicated(key, it), key, sorted, replaced);
            case Missing it -> withUnequal(missing(key, it, entries), key, sorted, replaced);
            case Unequal it -> withClaim(corrected(unequal(key, it, replaced), entries), here, entries);
            case Unexpected it -> unexpected(key, here, it);
        };
    }

    /** Who has cancelled a booking that staff have made, likewise. */
    Optional<Touch> cancelledBy(SideRow made) {
        return terms.evolution().flatMap(it -> it.cancelledBy(made));
    }

    /** The exception that a cancellation is, if it is one of too many at once. */
    Finding inBulk(Row key, Unequal unequal, Touch touch) {
        return withFields(inBulk(ExceptionClass.INVISIBLE, key, unequal.pair().legacy(), touch), unequal);
    }

    /** The same of a booking that staff have made. */
    Finding inBulk(Row key, SideRow made, Touch touch) {
        return inBulk(ExceptionClass.UNEXPECTED, key, made, touch);
    }

    private Finding inBulk(ExceptionClass type, Row key, SideRow row, Touch touch) {
        String minute = touch.at().map(LocalDateTime::toString).orElse("").replace('T', ' ');
        return of(type, new Explanation(Cause.CANCELLED_IN_BULK, "at " + minute), key, row)
                .withHints(Hints.NONE.withSince(touch.by(), touch.at()));
    }

    Finding claim(Row key, Explanation why, SideRow row) {
        return of(ExceptionClass.CLAIM, why, key, row);
    }

    private Finding duplicated(Row key, Duplicated it) {
        Explanation why = new Explanation(
                Cause.UNEXPLAINED, "%d rows in the new system, %d in legacy".formatted(it.rowsThere(), it.rows()));
        return of(ExceptionClass.DUPLICATED, why, key, it.legacy());
    }

    private Finding missing(Row key, Missing it, Optional<List<LedgerEntry>> entries) {
        Finding finding = of(
                ExceptionClass.MISSING,
                placed(WhyMissing.explain(it.lost(), entries, terms.lastExtract(), terms.scope()), key),
                key,
                it.lost());
        return it.rowsThere() == 0
                ? finding
                : FindingDraft.withAlso(
                        finding,
                        new AlsoTrue(
                                finding.population(),
                                ExceptionClass.MISSING,
                                finding.reference(),
                                "%d of %d rows are there".formatted(it.rowsThere(), it.rows())));
    }

    /** A row that nobody can look up is told with its place. */
    private static Explanation placed(Explanation why, Row key) {
        return Keys.isBlank(key)
                ? new Explanation(
                        why.cause(),
                        (why.detail().isEmpty() ? "" : why.detail() + "; ") + "it has no reference: " + Keys.place(key))
                : why;
    }

    private Finding unexpected(Row key, KeyCase here, Unexpected it) {
        Finding finding = of(ExceptionClass.UNEXPECTED, whyUnexpected(key, here, it.there()), key, it.there());
        Trail trail = it.there().trail();
        Touch touch = finding.isCalledOff() ? trail.status() : trail.created();
        return touch.at().isEmpty() ? finding : finding.withHints(Hints.NONE.withSince(touch.by(), touch.at()));
    }

    private Explanation whyUnexpected(Row key, KeyCase here, SideRow there) {
        if (here.superseded() > 0) {
            return Explanation.of(Cause.SUPERSEDED);
        }
        if (here.excluded() > 0) {
            return new Explanation(Cause.EXCLUDED_BY_SCOPE, WhyMissing.signed(here.kind(), terms.scope()));
        }
        return Keys.isWithoutReference(key)
                ? terms.evolution().flatMap(it -> it.whyNotNew(there)).orElse(Explanation.of(Cause.NO_REFERENCE))
                : Explanation.of(Cause.UNEXPLAINED);
    }

    private Finding unequal(Row key, Unequal it, List<Replaced> replaced) {
        ExceptionClass type = it.isInvisible() ? ExceptionClass.INVISIBLE : ExceptionClass.DIFFERENT;
        SideRow legacy = it.pair().legacy();
        Judged judged = judge(it, replaced);
        Explanation why = judged instanceof Wrongly wrongly ? wrongly.why() : byValues(it, replaced);
        Touch touch = judged instanceof Wrongly wrongly ? wrongly.touch() : touched(it);
        return withFields(of(type, why, key, legacy).withHints(Hints.NONE.withSince(touch.by(), touch.at())), it);
    }

    /**
     * Who has made a pair's row unequal, as far as the new system says, be it before go-live or on the way: who gave it the
     * status by which it is, else who changed it last. That somebody made the row is no change of it.
     */
    private static Touch touched(Unequal it) {
        Trail trail = it.pair().there().trail();
        if (it.columns().contains(Column.STATUS)) {
            return trail.status();
        }
        return it.isInvisible() || trail.changed().equals(trail.created()) ? Touch.NONE : trail.changed();
    }

    private static Finding withFields(Finding finding, Unequal it) {
        return finding.withFields(
                FindingDraft.fields(it.pair().legacy(), it.pair().there(), told(it)));
    }

    private Explanation byValues(Unequal it, List<Replaced> replaced) {
        SideRow legacy = it.pair().legacy();
        SideRow there = it.pair().there();
        return it.isInvisible()
                ? WhyInvisible.explain(legacy, there)
                : WhyDifferent.explain(legacy, there, it.columns(), replaced, terms.zone());
    }

    /** That it is not live is what an invisible one is: it is not told among its columns. */
    private static List<Column> told(Unequal it) {
        List<Column> columns = new ArrayList<>(it.columns());
        if (it.isInvisible()) {
            columns.remove(Column.LIVE);
        }
        return columns;
    }

    private Finding withUnequal(Finding finding, Row key, Classification sorted, List<Replaced> replaced) {
        return sorted.also()
                .map(it -> unequal(key, it, replaced))
                .map(it -> FindingDraft.withAlso(
                        finding.withFields(it.fields()),
                        new AlsoTrue(it.population(), it.type(), it.reference(), it.cause())))
                .orElse(finding);
    }

    private static Finding corrected(Finding finding, Optional<List<LedgerEntry>> entries) {
        return entries.isPresent() ? WhyCorrected.of(finding, entries.get()) : finding;
    }

    private static Finding withClaim(Finding finding, KeyCase here, Optional<List<LedgerEntry>> entries) {
        List<String> ids =
                here.pairing().pairs().stream().map(it -> it.there().targetId()).toList();
        return entries.flatMap(it -> Claims.againstLoaded(it, here.inLegacy(), ids))
                .map(it -> FindingDraft.withAlso(
                        finding,
                        new AlsoTrue(
                                finding.population(),
                                ExceptionClass.CLAIM,
                                finding.reference(),
                                it.detail().isEmpty() ? it.cause().name() : it.detail())))
                .orElse(finding);
    }

    private Finding of(ExceptionClass type, Explanation why, Row key, SideRow row) {
        return FindingDraft.of(type, why, Keys.population(key), Keys.reference(key), row, terms.asOf());
    }
}
