package rollcall.migrator.ledger;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.LegacyRow;

/**
 * Enters the whole of a sealed extract before any rule sees a row: a debit for each identity that has none, and for one
 * that still waits for its outcome and has changed in legacy meanwhile.
 */
public final class Debits {
    private static final int BATCH = 1000;

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
     * @param changed identities that are loaded, and have changed in legacy since; they are left as they are
     */
    public record Found(long entered, long waiting, long changed) {
        public Found plus(Found other) {
            return new Found(entered + other.entered, waiting + other.waiting, changed + other.changed);
        }
    }

    /** Enters the debits for these rows, all of one kind; within the caller's one transaction. */
    public Found enter(Kind kind, Iterator<LegacyRow> rows) {
        boolean first = ledger.isEmpty(kind);
        Found found = new Found(0, 0, 0);
        List<LegacyRow> batch = new ArrayList<>(BATCH);
        while (rows.hasNext()) {
            batch.add(rows.next());
            if (batch.size() == BATCH || !rows.hasNext()) {
                found = found.plus(enter(batch, first ? Map.of() : latest(kind, batch)));
                batch.clear();
            }
        }
        return found;
    }

    private Map<Identity, Entry> latest(Kind kind, List<LegacyRow> batch) {
        return ledger.latest(
                kind, batch.stream().map(it -> it.identity().reference()).collect(Collectors.toSet()));
    }

    private Found enter(List<LegacyRow> batch, Map<Identity, Entry> latest) {
        List<Debit> fresh = new ArrayList<>(batch.size());
        long waiting = 0;
        long changed = 0;
        for (LegacyRow row : batch) {
            String fingerprint = ledger.fingerprint().of(row.values());
            Optional<Entry> entry = Optional.ofNullable(latest.get(row.identity()));
            boolean same = entry.filter(it -> it.legacyFingerprint().equals(fingerprint))
                    .isPresent();
            boolean open = entry.filter(Entry::isOpen).isPresent();
            if (entry.isEmpty() || (open && !same)) {
                fresh.add(new Debit(row.identity(), fingerprint));
            } else if (open) {
                waiting++;
            } else if (!same && entry.filter(Entry::isLoaded).isPresent()) {
                changed++;
            }
        }
        if (!fresh.isEmpty()) {
            ledger.debit(run.number(), fresh);
        }
        return new Found(fresh.size(), waiting, changed);
    }
}
