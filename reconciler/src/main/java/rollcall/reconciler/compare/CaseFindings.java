package rollcall.reconciler.compare;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rollcall.reconciler.cause.Cause;
import rollcall.reconciler.cause.Explanation;
import rollcall.reconciler.cause.FindingDraft;
import rollcall.reconciler.cause.NeverExtracted;
import rollcall.reconciler.claim.Claims;
import rollcall.reconciler.claim.Strangers;
import rollcall.reconciler.compare.Comparison.Takers;
import rollcall.reconciler.compare.Difference.Missing;
import rollcall.reconciler.compare.Difference.Unequal;
import rollcall.reconciler.compare.Difference.Unexpected;
import rollcall.reconciler.compare.Pairing.Pair;
import rollcall.reconciler.consistency.JobRows;
import rollcall.reconciler.consistency.Together;
import rollcall.reconciler.evolved.EvolvedBook;
import rollcall.reconciler.evolved.Judged;
import rollcall.reconciler.evolved.Judged.Cancelled;
import rollcall.reconciler.evolved.Judged.Rightly;
import rollcall.reconciler.evolved.Judged.Untouched;
import rollcall.reconciler.evolved.Judged.Wrongly;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.near.KeyChanges;
import rollcall.reconciler.near.NearMatches;
import rollcall.reconciler.side.Keys;
import rollcall.reconciler.side.LedgerEntry;
import rollcall.reconciler.side.Replaced;
import rollcall.reconciler.side.SideRow;
import rollcall.reconciler.side.Trail.Touch;
import rollcall.reconciler.sort.Row;

/** Counts each row of a key once, and hands on its exception, what staff have rightly done, and what rules must know. */
final class CaseFindings {
    private final JobRows jobs;
    private final Together together;
    private final KeyChanges exceptions;
    private final NeverExtracted neverExtracted;
    private final NearMatches near;
    private final Strangers strangers;
    private final EvolvedBook evolved;
    private final Telling telling;

    CaseFindings(Takers takers, Telling telling) {
        this.jobs = takers.jobs();
        this.together = takers.together();
        this.exceptions = takers.exceptions();
        this.neverExtracted = takers.neverExtracted();
        this.near = takers.near();
        this.strangers = takers.strangers();
        this.evolved = takers.evolved();
        this.telling = telling;
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
        count.excluded += here.excluded();
        count.superseded += here.superseded();
        count.moved += here.toMove();
        Classification sorted = Classification.of(here, it -> isRight(telling.judge(it, replaced)));
        if (here.toMove() == 0) {
            notMoved(key, here, sorted, entries, counted, count);
            return;
        }
        count(here, sorted, count);
        meet(here, sorted);
        Optional<Finding> wrong = sorted.difference().map(it -> telling.tell(key, here, sorted, it, replaced, entries));
        if (wrong.isPresent()) {
            boolean isLive = here.moved().stream().anyMatch(it -> it.values().live());
            exceptions.found(wrong.get(), isLive);
        }
        if (sorted.difference().isPresent() && sorted.difference().get() instanceof Missing it) {
            near.missing(Keys.population(key), Keys.reference(key), it.lost(), claimedId(entries));
            wrong.filter(finding -> finding.cause().equals(Cause.NEVER_EXTRACTED.name()))
                    .ifPresent(neverExtracted::lost);
        }
        Optional<Finding> claim = wrong.isPresent() ? Optional.empty() : claim(key, here, entries);
        boolean isAppointment = Keys.population(key) == Population.APPOINTMENTS;
        if (isAppointment && wrong.isPresent()) {
            exceptionsToRules(here.pairing().pairs());
        } else if (isAppointment) {
            claim = matchedToRules(sorted.matched(), claim);
        }
        claim = evolved(key, sorted, replaced, wrong.isPresent(), claim);
        if (claim.isPresent()) {
            exceptions.found(claim.get(), false);
        }
    }

    /** What the ledger has wrong about blank references. */
    void blankClaim(Population population, Explanation claim) throws IOException {
        exceptions.found(
                FindingDraft.ofReference(
                        ExceptionClass.CLAIM,
                        claim,
                        population,
                        Finding.BLANK,
                        telling.terms().asOf()),
                false);
    }

    /** What rules must know of rows that both sides have, be they right or not. */
    private void meet(KeyCase here, Classification sorted) throws IOException {
        boolean isOnly = here.inLegacy() == 1 && here.areThere() == 1;
        for (Pair pair : here.pairing().pairs()) {
            Row source = pair.source().row();
            Row there = pair.target().row();
            if (sorted.isEvolved(pair)) {
                together.evolved(source, there, isOnly);
            } else {
                together.pair(source, there, isOnly);
            }
        }
    }

    private static String claimedId(Optional<List<LedgerEntry>> entries) {
        return entries.stream()
                .flatMap(List::stream)
                .map(LedgerEntry::targetId)
                .filter(it -> !it.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static boolean isRight(Judged judged) {
        return switch (judged) {
            case Rightly it -> true;
            case Cancelled it -> true;
            case Untouched it -> false;
            case Wrongly it -> false;
        };
    }

    private static void count(KeyCase here, Classification sorted, Counts count) {
        if (here.areThere() > here.toMove()) {
            count.duplicated += here.toMove();
            return;
        }
        count.missing += Classification.missing(here);
        count.matched += sorted.matched().size() + beyondKept(here);
        count.evolved += sorted.evolved().size();
        count.invisible += sorted.invisible().size();
        count.different += sorted.different().size();
    }

    /** Rows of a key with very many, which could not be kept: counted so that the sum holds; the verdict is UNKNOWN anyhow. */
    private static long beyondKept(KeyCase here) {
        return Math.min(here.toMove(), here.areThere())
                - Math.min(here.moved().size(), here.there().size());
    }

    private Optional<Finding> claim(Row key, KeyCase here, Optional<List<LedgerEntry>> entries) {
        List<String> ids =
                here.there().stream().map(it -> it.values().targetId()).toList();
        Optional<Explanation> claim = entries.flatMap(it -> Claims.againstLoaded(it, here.inLegacy(), ids));
        return claim.map(it -> telling.claim(key, it, here.first().values()));
    }

    private void exceptionsToRules(List<Pair> pairs) throws IOException {
        for (Pair pair : pairs) {
            if (pair.legacy().live() && pair.isLiveThere()) {
                jobs.liveWithException(pair.source().row());
            }
        }
    }

    /** What the ledger has wrong goes with the first of the rows; it is left over where there is none. */
    private Optional<Finding> matchedToRules(List<Pair> pairs, Optional<Finding> claim) throws IOException {
        Optional<Finding> left = claim;
        for (Pair pair : pairs) {
            Row row = pair.source().row();
            if (left.isPresent()) {
                jobs.claimed(row, pair.legacy().live(), pair.isLiveThere(), left.get());
                left = Optional.empty();
            } else {
                jobs.matched(row, pair.legacy().live(), pair.isLiveThere());
            }
        }
        return left;
    }

    /**
     * Cancellations wait to be told with others, whatever else is told of their key. What the ledger has wrong goes with the
     * first row that the rules see; it is left over where they see none.
     */
    private Optional<Finding> evolved(
            Row key, Classification sorted, List<Replaced> replaced, boolean isWrong, Optional<Finding> claim)
            throws IOException {
        Optional<Finding> left = claim;
        for (Unequal each : Stream.concat(sorted.invisible().stream(), sorted.different().stream())
                .toList()) {
            alsoCancelled(key, telling.cancelledBy(each));
        }
        for (Unequal each : sorted.evolved()) {
            Judged judged = telling.judge(each, replaced);
            if (judged instanceof Cancelled it) {
                Finding inBulk = telling.inBulk(key, each, it.touch());
                evolved.cancelled(inBulk, each.pair().legacy().live(), each.columns(), it.touch(), it.reason());
            } else if (judged instanceof Rightly it) {
                evolved.changed(Keys.population(key), Keys.reference(key), each.columns(), it.touch(), it.reason());
                if (Keys.population(key) == Population.APPOINTMENTS && !isWrong) {
                    left = toRules(each.pair(), left);
                }
            }
        }
        return left;
    }

    private Optional<Finding> toRules(Pair pair, Optional<Finding> claim) throws IOException {
        Row row = pair.source().row();
        if (pair.isLiveThere()) {
            jobs.evolved(row, pair.target().row(), pair.legacy().live(), claim);
            return Optional.empty();
        }
        if (pair.legacy().live()) {
            jobs.endedByStaff(pair.legacy(), Keys.reference(row));
        }
        return claim;
    }

    private void notMoved(
            Row key,
            KeyCase here,
            Classification sorted,
            Optional<List<LedgerEntry>> entries,
            long counted,
            Counts count)
            throws IOException {
        if (isNew(key, here)) {
            count.fresh += here.areThere();
            for (Kept each : here.there()) {
                together.made(each.row());
            }
            made(key, here.there().getFirst().values());
            near.made(
                    Keys.population(key),
                    Keys.reference(key),
                    here.there().getFirst().values());
            return;
        }
        count.unexpected += here.areThere();
        if (Keys.isWithoutReference(key)) {
            for (Kept each : here.there()) {
                alsoCancelled(key, telling.cancelledBy(each.values()));
            }
        }
        if (sorted.difference().isPresent() && sorted.difference().get() instanceof Unexpected it) {
            Finding finding = telling.tell(key, here, sorted, it, List.of(), entries);
            if (finding.isCalledOff()) {
                exceptions.found(finding, false);
            } else {
                strangers.found(finding, it.there().targetId());
            }
            near.unexpected(Keys.population(key), Keys.reference(key), it.there());
            return;
        }
        long inLegacy = Math.max(here.inLegacy(), counted);
        Optional<Explanation> claim = entries.filter(it -> !it.isEmpty())
                .flatMap(it -> inLegacy > 0
                        ? Claims.againstNotMoved(it, inLegacy)
                        : Optional.of(new Explanation(Cause.NOT_IN_LEGACY, Claims.said(it.getFirst()))));
        if (claim.isPresent()) {
            exceptions.found(
                    FindingDraft.ofReference(
                            ExceptionClass.CLAIM,
                            claim.get(),
                            Keys.population(key),
                            Keys.reference(key),
                            telling.terms().asOf()),
                    false);
        }
    }

    private void alsoCancelled(Row key, Optional<Touch> touch) throws IOException {
        if (touch.isPresent()) {
            evolved.alsoCancelled(Keys.population(key), touch.get());
        }
    }

    /** A booking of staff's; one that they have cancelled waits to be told with others. */
    private void made(Row key, SideRow made) throws IOException {
        Optional<Touch> cancelled = telling.cancelledBy(made);
        if (cancelled.isPresent()) {
            evolved.cancelled(
                    telling.inBulk(key, made, cancelled.get()),
                    false,
                    List.of(),
                    cancelled.get(),
                    made.trail().reason());
        } else {
            evolved.made(Keys.population(key), Keys.reference(key), made.trail().created());
        }
    }

    private boolean isNew(Row key, KeyCase here) {
        return Keys.isWithoutReference(key)
                && here.areThere() == 1
                && telling.terms().evolution().isPresent()
                && here.there().stream()
                        .allMatch(it -> telling.terms()
                                .evolution()
                                .get()
                                .whyNotNew(it.values())
                                .isEmpty());
    }
}
