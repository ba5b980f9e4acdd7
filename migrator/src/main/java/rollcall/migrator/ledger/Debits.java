package rollcall.migrator.ledger;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rollcall.migrator.Ahead;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.LegacyRow;

/**
 * Enters the whole of a sealed extract before any rule sees a row: a debit for each identity that has none, and for one
 * that has changed in legacy since its last. What was rejected, or still waits for its outcome, and is no longer in legacy
 * is closed; but what stands in the new system is never taken out for want of a row in an extract.
 */
public final class Debits {
    private static final int BATCH = 1000;

    /** How many identities are held in memory, to see which of them an extract does not hold. */
    private static final int HELD = 100_000;

    private static final Ground GONE = new Ground(
            Credit.NO_LONGER_IN_LEGACY,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "it changed in legacy since it was loaded, and went from there before the change could be moved");

    private final Ledger ledger;
    private final Run run;

    public Debits(Ledger ledger, Run run) {
        this.ledger = ledger;
        this.run = run;
    }

    /**
     * What was found.
     *
     * @param entered debits that are new
     * @param waiting debits of an interrupted run, whose outcome is still to come
     * @param changed those of the new debits whose identity stands in the new system as legacy held it before
     * @param closed identities that had no place in the new system and are no longer in legacy
     * @param gone identities that stand in the new system, and are no longer in legacy; they are left as they are
     */
    public record Found(long entered, long waiting, long changed, long closed, long gone) {
        /** Nothing yet. */
        public static final Found NOTHING = new Found(0, 0, 0, 0, 0);

        public Found plus(Found other) {
            return new Found(
                    entered + other.entered,
                    waiting + other.waiting,
                    changed + other.changed,
                    closed + other.closed,
                    gone + other.gone);
        }
    }

    /**
     * Enters the debits for the whole extract of one kind; within the caller's one transaction.
     *
     * @param extract opens its rows, sorted by reference; more than once where the ledger has what they do not hold
     */
    public Found enter(Kind kind, Supplier<Stream<LegacyRow>> extract) {
        if (ledger.isEmpty(kind)) {
            return enterAll(extract);
        }
        Unmet unmet = new Unmet();
        ledger.unsettled(kind, Long.MAX_VALUE, unmet::know);
        Found found = new Found(0, 0, 0, 0, ledger.loaded(kind));
        try (Stream<LegacyRow> opened = extract.get()) {
            List<LegacyRow> batch = new ArrayList<>(BATCH);
            Iterator<LegacyRow> rows = ledger.recognise(kind, opened.iterator());
            while (rows.hasNext()) {
                batch.add(rows.next());
                if (batch.size() == BATCH || !rows.hasNext()) {
                    found = found.plus(enter(batch, latest(kind, identities(batch)), unmet));
                    batch.clear();
                }
            }
        }
        for (BitSet part : unmet.parts(HELD)) {
            found = found.plus(close(kind, absent(kind, part, extract)));
        }
        return found;
    }

    /** Into books that hold nothing of this kind, all of them as they come. */
    private Found enterAll(Supplier<Stream<LegacyRow>> extract) {
        try (Ahead<LegacyRow, Debit> debits = new Ahead<>(
                extract.get(),
                rows -> rows.stream()
                        .map(it -> Debit.of(it, ledger.fingerprint()))
                        .toList(),
                BATCH)) {
            return debits.hasNext() ? new Found(ledger.debit(run.number(), debits), 0, 0, 0, 0) : Found.NOTHING;
        }
    }

    /** Those in these buckets that an earlier run has left unsettled, and that are not in the extract. */
    private Set<Identity> absent(Kind kind, BitSet buckets, Supplier<Stream<LegacyRow>> extract) {
        Set<Identity> absent = new HashSet<>();
        ledger.unsettled(kind, run.numberOr(Long.MAX_VALUE), it -> {
            if (buckets.get(Unmet.bucket(it))) {
                absent.add(it);
            }
        });
        try (Stream<LegacyRow> opened = extract.get()) {
            ledger.recognise(kind, opened.iterator()).forEachRemaining(it -> absent.remove(it.identity()));
        }
        return absent;
    }

    private static List<Identity> identities(List<LegacyRow> batch) {
        return batch.stream().map(LegacyRow::identity).toList();
    }

    private Map<Identity, Entry> latest(Kind kind, List<Identity> identities) {
        return ledger.latest(kind, identities.stream().map(Identity::reference).collect(Collectors.toSet()));
    }

    /**
     * Debits them once more, in this run, and credits them as excluded. Of what stands in the new system, a debit that waits
     * is credited as rejected, and an outcome stays.
     */
    private Found close(Kind kind, Set<Identity> gone) {
        List<Identity> sorted = gone.stream()
                .sorted(Comparator.comparing(Identity::reference).thenComparing(Identity::occurrence))
                .toList();
        long standing = 0;
        for (int from = 0; from < sorted.size(); from += BATCH) {
            List<Identity> batch = sorted.subList(from, Math.min(from + BATCH, sorted.size()));
            Map<Identity, Entry> latest = latest(kind, batch);
            List<Settled> again = new ArrayList<>(batch.size());
            List<Settled> settled = new ArrayList<>(batch.size());
            for (Identity identity : batch) {
                Entry entry = Optional.ofNullable(latest.get(identity)).orElseThrow();
                if (entry.standing().isPresent()) {
                    standing++;
                    if (entry.isOpen()) {
                        Credit kept = Credit.rejected(List.of(GONE))
                                .keeping(entry.standing().get());
                        settled.add(new Settled(identity, entry.run(), run.number(), kept));
                    }
                } else {
                    Credit closed = Credit.without(Posting.EXCLUDED, Credit.NO_LONGER_IN_LEGACY);
                    again.add(new Settled(identity, entry.run(), run.number(), closed));
                    settled.add(new Settled(identity, run.number(), run.number(), closed));
                }
            }
            ledger.debitAgain(again);
            ledger.credit(settled);
        }
        return new Found(0, 0, 0, sorted.size() - standing, standing);
    }

    private Found enter(List<LegacyRow> batch, Map<Identity, Entry> latest, Unmet unmet) {
        List<Debit> fresh = new ArrayList<>(batch.size());
        long waiting = 0;
        long changed = 0;
        long loaded = 0;
        for (LegacyRow row : batch) {
            Debit debit = Debit.of(row, ledger.fingerprint());
            Optional<Entry> entry = Optional.ofNullable(latest.get(row.identity()));
            boolean same = entry.filter(it -> it.legacyFingerprint().equals(debit.legacyFingerprint()))
                    .isPresent();
            if (entry.filter(Entry::isUnsettled).isPresent()) {
                unmet.meet(row.identity());
            }
            loaded += entry.filter(Entry::isLoaded).isPresent() ? 1 : 0;
            if (!same) {
                fresh.add(debit);
                changed += entry.flatMap(Entry::standing).isPresent() ? 1 : 0;
            } else if (entry.filter(Entry::isOpen).isPresent()) {
                waiting++;
            }
        }
        if (!fresh.isEmpty()) {
            ledger.debit(run.number(), fresh.iterator());
        }
        return new Found(fresh.size(), waiting, changed, 0, -loaded);
    }
}
