package rollcall.reconciler.compare;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.cause.Cause;
import rollcall.reconciler.cause.Explanation;
import rollcall.reconciler.cause.FindingDraft;
import rollcall.reconciler.cause.WhyCorrected;
import rollcall.reconciler.cause.WhyDifferent;
import rollcall.reconciler.cause.WhyInvisible;
import rollcall.reconciler.cause.WhyMissing;
import rollcall.reconciler.claim.Claims;
import rollcall.reconciler.claim.Strangers;
import rollcall.reconciler.compare.Pairing.Pair;
import rollcall.reconciler.consistency.JobRows;
import rollcall.reconciler.consistency.KeyChanges;
import rollcall.reconciler.finding.AlsoTrue;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.Keys;
import rollcall.reconciler.side.LedgerEntry;
import rollcall.reconciler.side.Replaced;
import rollcall.reconciler.side.SideRow;
import rollcall.reconciler.sort.Row;

/** Decides the class of a key's rows, the first that fits, and counts each row once. */
final class CaseFindings {
    private final JobRows jobs;
    private final KeyChanges exceptions;
    private final Strangers strangers;
    private final LocalDateTime asOf;
    private List<Replaced> replaced = List.of();

    CaseFindings(JobRows jobs, KeyChanges exceptions, Strangers strangers, LocalDateTime asOf) {
        this.jobs = jobs;
        this.exceptions = exceptions;
        this.strangers = strangers;
        this.asOf = asOf;
    }

    /**
     * Counts a key's rows and hands on its exception, if there is one.
     *
     * @param replaced what legacy's rows name this key in the place of
     * @param entries the ledger's entries; empty optional where there is no ledger
     * @param counted how often the census has the key
     */
    void take(
            Row key,
            KeyCase here,
            List<Replaced> replaced,
            Optional<List<LedgerEntry>> entries,
            long counted,
            Counts count)
            throws IOException {
        this.replaced = replaced;
        count.excluded += here.excluded();
        count.superseded += here.superseded();
        count.moved += here.toMove();
        if (here.toMove() == 0) {
            notMoved(key, here, entries, counted, count);
            return;
        }
        Optional<Finding> finding = moved(key, here, here.pairing(), entries, count);
        boolean isRuled = Keys.population(key) == Population.APPOINTMENTS;
        boolean isClaimOnly =
                finding.filter(it -> it.type() == ExceptionClass.CLAIM).isPresent();
        if (finding.isPresent() && !(isRuled && isClaimOnly)) {
            exceptions.found(
                    finding.get(),
                    !isClaimOnly
                            && here.moved().stream().anyMatch(it -> it.values().live()));
        }
        if (isRuled) {
            toRules(here.pairing().pairs(), finding);
        }
    }

    private void toRules(List<Pair> pairs, Optional<Finding> finding) throws IOException {
        if (finding.isPresent() && finding.get().type() != ExceptionClass.CLAIM) {
            for (Pair pair : pairs) {
                if (pair.legacy().live() && pair.isLiveThere()) {
                    jobs.liveWithException(pair.source().row());
                }
            }
            return;
        }
        Optional<Finding> claim = finding;
        for (Pair pair : pairs) {
            Row row = pair.source().row();
            if (claim.isPresent()) {
                jobs.claimed(row, pair.legacy().live(), pair.isLiveThere(), claim.get());
                claim = Optional.empty();
            } else {
                jobs.matched(row, pair.legacy().live(), pair.isLiveThere());
            }
        }
    }

    private void notMoved(Row key, KeyCase here, Optional<List<LedgerEntry>> entries, long counted, Counts count)
            throws IOException {
        count.unexpected += here.areThere();
        if (here.areThere() > 0) {
            SideRow first = here.there().getFirst().values();
            Explanation why = whyUnexpected(key, here);
            strangers.found(of(ExceptionClass.UNEXPECTED, why, key, first), first.targetId());
            return;
        }
        long inLegacy = Math.max(here.inLegacy(), counted);
        Optional<Explanation> claim = entries.filter(it -> !it.isEmpty())
                .flatMap(it -> inLegacy > 0
                        ? Claims.againstNotMoved(it, inLegacy)
                        : Optional.of(new Explanation(Cause.NOT_IN_LEGACY, Claims.said(it.getFirst()))));
        if (claim.isPresent()) {
            count.claim++;
            exceptions.found(
                    FindingDraft.ofReference(
                            ExceptionClass.CLAIM, claim.get(), Keys.population(key), Keys.reference(key), asOf),
                    false);
        }
    }

    private static Explanation whyUnexpected(Row key, KeyCase here) {
        if (here.superseded() > 0) {
            return Explanation.of(Cause.SUPERSEDED);
        }
        if (here.excluded() > 0) {
            return new Explanation(Cause.EXCLUDED_BY_SCOPE, here.kind());
        }
        return Explanation.of(Keys.isWithoutReference(key) ? Cause.NO_REFERENCE : Cause.UNEXPLAINED);
    }

    private Optional<Finding> moved(
            Row key, KeyCase here, Pairing pairing, Optional<List<LedgerEntry>> entries, Counts count) {
        long rows = here.toMove();
        long rowsThere = here.areThere();
        if (rowsThere > rows) {
            count.duplicated += rows;
            return Optional.of(duplicated(key, here, pairing));
        }
        count.missing += rows - rowsThere;
        count.matched += pairing.pairs().stream().filter(Pair::isMatched).count() + beyondKept(here);
        count.invisible += pairing.pairs().stream().filter(Pair::isInvisible).count();
        count.different += pairing.pairs().stream()
                .filter(it -> !it.isInvisible() && it.isDifferent())
                .count();
        if (rowsThere < rows) {
            return Optional.of(missing(key, here, pairing, entries));
        }
        Optional<Finding> unequal = unequal(key, pairing);
        if (unequal.isPresent()) {
            return unequal.map(
                            it -> entries.map(said -> WhyCorrected.of(it, said)).orElse(it))
                    .map(it -> withClaim(it, entries, here.inLegacy(), pairing));
        }
        List<String> ids =
                here.there().stream().map(it -> it.values().targetId()).toList();
        Optional<Explanation> claim = entries.flatMap(it -> Claims.againstLoaded(it, here.inLegacy(), ids));
        count.claim += claim.isPresent() ? 1 : 0;
        return claim.map(
                it -> of(ExceptionClass.CLAIM, it, key, here.moved().getFirst().values()));
    }

    /** Rows of a key with very many, which could not be kept: counted so that the sum holds; the verdict is UNKNOWN anyhow. */
    private static long beyondKept(KeyCase here) {
        return Math.min(here.toMove(), here.areThere())
                - Math.min(here.moved().size(), here.there().size());
    }

    private Finding duplicated(Row key, KeyCase here, Pairing pairing) {
        Explanation why = new Explanation(
                Cause.UNEXPLAINED, "%d rows in the new system, %d in legacy".formatted(here.areThere(), here.toMove()));
        Finding finding =
                of(ExceptionClass.DUPLICATED, why, key, here.moved().getFirst().values());
        return withUnequal(finding, key, pairing);
    }

    private Finding missing(Row key, KeyCase here, Pairing pairing, Optional<List<LedgerEntry>> entries) {
        SideRow lost = pairing.unpaired().stream()
                .findFirst()
                .orElse(here.moved().getFirst())
                .values();
        Explanation why = WhyMissing.explain(lost, entries);
        Finding finding = of(ExceptionClass.MISSING, why, key, lost);
        if (here.areThere() > 0) {
            finding = FindingDraft.withAlso(
                    finding,
                    new AlsoTrue(
                            finding.population(),
                            ExceptionClass.MISSING,
                            finding.reference(),
                            "%d of %d rows are there".formatted(here.areThere(), here.toMove())));
        }
        return withUnequal(finding, key, pairing);
    }

    private Finding withUnequal(Finding finding, Row key, Pairing pairing) {
        return unequal(key, pairing)
                .map(it -> FindingDraft.withAlso(
                        finding.withFields(it.fields()),
                        new AlsoTrue(it.population(), it.type(), it.reference(), it.cause())))
                .orElse(finding);
    }

    /** The worst of the pairs that are not right: an invisible one before a different one. */
    private Optional<Finding> unequal(Row key, Pairing pairing) {
        Optional<Pair> invisible =
                pairing.pairs().stream().filter(Pair::isInvisible).findFirst();
        Optional<Pair> worst = invisible.or(
                () -> pairing.pairs().stream().filter(Pair::isDifferent).findFirst());
        return worst.map(it -> {
            List<Column> columns = new ArrayList<>(it.legacy().differences(it.there()));
            if (it.isInvisible()) {
                columns.remove(Column.LIVE);
            }
            Finding finding = it.isInvisible()
                    ? of(ExceptionClass.INVISIBLE, WhyInvisible.explain(it.legacy(), it.there()), key, it.legacy())
                    : of(
                            ExceptionClass.DIFFERENT,
                            WhyDifferent.explain(it.legacy(), it.there(), columns, replaced),
                            key,
                            it.legacy());
            return finding.withFields(FindingDraft.fields(it.legacy(), it.there(), columns));
        });
    }

    private static Finding withClaim(Finding finding, Optional<List<LedgerEntry>> entries, long rows, Pairing pairing) {
        List<String> ids =
                pairing.pairs().stream().map(it -> it.there().targetId()).toList();
        return entries.flatMap(it -> Claims.againstLoaded(it, rows, ids))
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
        return FindingDraft.of(type, why, Keys.population(key), Keys.reference(key), row, asOf);
    }
}
