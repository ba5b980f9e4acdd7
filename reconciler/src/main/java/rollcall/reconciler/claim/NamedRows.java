package rollcall.reconciler.claim;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import rollcall.reconciler.Progress;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.side.Keys;
import rollcall.reconciler.side.LedgerEntry;
import rollcall.reconciler.sort.KeyGroups;
import rollcall.reconciler.sort.Reopenable;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.Values;

/**
 * The ledger the other way round: of each row of the new system that an entry names, by its id, for which references it was
 * entered, and whether it still stands for them. Holds one reference's entries at a time.
 */
public final class NamedRows implements AutoCloseable {
    private static final int STEP = 1024;
    /** Only blank references have as many entries, each of a record of its own. */
    private static final int MOST_AT_ONCE = 10_000;

    private final RowSorter byId;
    private final RowSorter shared;

    /**
     * Begins.
     *
     * @param byId an empty sorter of its own
     * @param shared another
     */
    public NamedRows(RowSorter byId, RowSorter shared) {
        this.byId = byId;
        this.shared = shared;
    }

    /** Turns the ledger's entries round; to be called once, before anything is asked. */
    public void turn(Reopenable ledger, Progress progress) throws IOException {
        try (SortedRows entries = ledger.open();
                Progress.Task task = progress.begin("turning the ledger round", ledger.rows())) {
            Row key = new Row();
            List<LedgerEntry> ofKey = new ArrayList<>();
            boolean isMore = entries.advance();
            long rows = 0;
            while (isMore) {
                key.copy(entries.row());
                ofKey.clear();
                do {
                    ofKey.add(LedgerEntry.of(entries.row()));
                    if (++rows % STEP == 0) {
                        task.advance(STEP);
                    }
                    isMore = entries.advance();
                } while (isMore && entries.row().compareKey(key) == 0 && ofKey.size() < MOST_AT_ONCE);
                take(key, ofKey);
            }
        }
        share();
    }

    private void take(Row key, List<LedgerEntry> entries) throws IOException {
        Set<String> standing = new LinkedHashSet<>();
        Set<String> named = new LinkedHashSet<>();
        for (List<LedgerEntry> record : LastEntries.records(entries)) {
            standing.addAll(LastEntries.standing(record));
            record.forEach(it -> named.add(it.targetId()));
        }
        named.remove("");
        for (String id : named) {
            write(key, id, standing.contains(id));
        }
    }

    private void write(Row key, String id, boolean stands) throws IOException {
        byId.writer()
                .begin()
                .keyByte(Keys.population(key).ordinal())
                .keyLast(id)
                .endKey()
                .flag(stands)
                .text(Keys.isBlank(key) ? "" : Keys.reference(key))
                .end();
    }

    /** Finds the ids that stand for more than one reference. */
    private void share() throws IOException {
        try (KeyGroups ids = new KeyGroups(byId.open())) {
            while (ids.advance()) {
                if (ids.count() > 1) {
                    share(ids);
                }
            }
        }
    }

    private void share(KeyGroups id) throws IOException {
        Set<String> references = new LinkedHashSet<>();
        for (Row row : id.rows()) {
            Values values = row.values();
            boolean stands = values.flag(false);
            String reference = values.text();
            if (stands && !reference.isEmpty()) {
                references.add(reference);
            }
        }
        if (references.size() < 2) {
            return;
        }
        Population population = Population.values()[id.first().keyByte(0)];
        String first = references.iterator().next();
        String second = references.stream().skip(1).findFirst().orElseThrow();
        for (String reference : references) {
            Keys.write(shared.writer(), population, reference)
                    .text(id.first().key(1).rest())
                    .text(reference.equals(first) ? second : first)
                    .end();
        }
    }

    /** Under the key of a reference: an id that stands for it, and another reference for which it stands too. */
    public Reopenable shared() {
        return shared;
    }

    /** Under population and id: whether it still stands, and the reference; an id that several entries name has several rows. */
    SortedRows byId() throws IOException {
        return byId.open();
    }

    @Override
    public void close() throws IOException {
        byId.close();
        shared.close();
    }
}
