package rollcall.reconciler.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import rollcall.reconciler.Progress;
import rollcall.reconciler.agree.Agreements;
import rollcall.reconciler.cause.Explanation;
import rollcall.reconciler.cause.NeverExtracted;
import rollcall.reconciler.claim.LastEntries;
import rollcall.reconciler.claim.NamedRows;
import rollcall.reconciler.claim.Strangers;
import rollcall.reconciler.consistency.JobRows;
import rollcall.reconciler.consistency.Together;
import rollcall.reconciler.evolved.EvolvedBook;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.finding.Tally;
import rollcall.reconciler.near.KeyChanges;
import rollcall.reconciler.near.NearMatches;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.Keys;
import rollcall.reconciler.side.LedgerEntry;
import rollcall.reconciler.side.Outcome;
import rollcall.reconciler.side.Replaced;
import rollcall.reconciler.side.SideRow;
import rollcall.reconciler.side.Sides;
import rollcall.reconciler.sort.KeyGroups;
import rollcall.reconciler.sort.MergedGroups;
import rollcall.reconciler.sort.NoRows;
import rollcall.reconciler.sort.NumberedValues;
import rollcall.reconciler.sort.Reopenable;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.Values;

/**
 * One pass over legacy's rows, the new system's, the census, the ledger and what legacy's superseded rows name in their
 * place, all in the order of their keys. Where both sides have one row with the same bytes, nothing is taken apart and no object is made for it.
 */
public final class Comparison {
    private static final int SOURCE = 0;
    private static final int TARGET = 1;
    private static final int CENSUS = 2;
    private static final int LEDGER = 3;
    private static final int SUPERSEDED = 4;
    private static final int SHARED = 5;
    private static final int STEP = 1024;

    private final MergedGroups groups;
    private final boolean hasLedger;
    private final JobRows jobs;
    private final Together together;
    private final CaseFindings cases;
    private final Agreements agreed;
    private final AgreedCounts agreedCounts;
    private final CensusBook census;
    private final SupersededBook superseded = new SupersededBook();
    private final BlankBook blanks = new BlankBook();
    private final Map<Population, Counts> counts = new EnumMap<>(Population.class);
    private final Examples withoutCredit = new Examples();
    private final Examples tooMany = new Examples();
    private final NumberedValues legacy = new NumberedValues();
    private final NumberedValues there = new NumberedValues();
    private final Values claim = new Values();

    private Comparison(MergedGroups groups, Sides sides, Takers takers, Terms terms) {
        this.groups = groups;
        this.hasLedger = sides.ledger().isPresent();
        this.jobs = takers.jobs();
        this.together = takers.together();
        this.cases = new CaseFindings(takers, new Telling(terms));
        this.agreed = terms.agreed();
        this.agreedCounts = new AgreedCounts(agreed.rules());
        this.census = new CensusBook(sides.census().isPresent(), takers.unread());
        for (Population population : Population.values()) {
            counts.put(population, new Counts());
        }
    }

    /**
     * Who takes what the comparison finds.
     *
     * @param jobs takes of the rows without exception what the rules must know
     * @param together takes the rows at which the rules look
     * @param exceptions takes the exceptions
     * @param near takes the rows that nothing accounts for
     * @param strangers takes those of rows that legacy does not account for
     * @param neverExtracted takes those that the mover never extracted
     * @param evolved takes what staff have rightly done
     * @param unread takes the keys of the base tables that the source query does not yield
     */
    public record Takers(
            JobRows jobs,
            Together together,
            KeyChanges exceptions,
            NeverExtracted neverExtracted,
            NearMatches near,
            Strangers strangers,
            EvolvedBook evolved,
            UnreadKeys unread) {}

    /**
     * Compares all sides.
     *
     * @param named the ledger by the rows that it names, where the plan has a ledger
     * @param terms by which rows are judged
     * @throws IllegalStateException if rows got lost between reading and comparing, or came out of order: a fault of ours
     */
    public static Books run(Sides sides, Optional<NamedRows> named, Takers takers, Terms terms, Progress progress)
            throws IOException {
        try (SortedRows source = sides.source().open();
                SortedRows target = sides.target().open();
                SortedRows census = open(sides.census());
                SortedRows ledger = open(sides.ledger());
                SortedRows superseded = sides.superseded().open();
                SortedRows shared = open(named.map(NamedRows::shared));
                Progress.Task task = progress.begin("comparing", sides.source().rows())) {
            MergedGroups groups = new MergedGroups(List.of(
                    new KeyGroups(source),
                    new KeyGroups(target),
                    new KeyGroups(census),
                    new KeyGroups(ledger),
                    new KeyGroups(superseded),
                    new KeyGroups(shared)));
            Comparison comparison = new Comparison(groups, sides, takers, terms);
            comparison.merge(task);
            comparison.blankClaims();
            comparison.census.finish();
            comparison.assertWhole(sides);
            return comparison.books();
        }
    }

    private static SortedRows open(Optional<Reopenable> rows) throws IOException {
        return rows.isPresent() ? rows.get().open() : new NoRows();
    }

    private void merge(Progress.Task task) throws IOException {
        int keys = 0;
        while (groups.advance()) {
            key();
            if (++keys == STEP) {
                task.advance(keys);
                keys = 0;
                if (Thread.currentThread().isInterrupted()) {
                    throw new IOException("interrupted while comparing; run again");
                }
            }
        }
        task.advance(keys);
    }

    /** No row that was read may be missing here: checked against what the readers wrote. */
    private void assertWhole(Sides sides) {
        assertMet("legacy", sides.source().rows(), SOURCE);
        assertMet("new system", sides.target().rows(), TARGET);
        assertMet("superseded", sides.superseded().rows(), SUPERSEDED);
        sides.census().ifPresent(it -> assertMet("census", it.rows(), CENSUS));
        sides.ledger().ifPresent(it -> assertMet("ledger", it.rows(), LEDGER));
    }

    private void assertMet(String side, long written, int stream) {
        if (groups.total(stream) != written) {
            throw new IllegalStateException("%s: %d rows were read and %d compared; this is a fault of ours"
                    .formatted(side, written, groups.total(stream)));
        }
    }

    private void key() throws IOException {
        long sources = groups.count(SOURCE);
        long targets = groups.count(TARGET);
        Row key = first();
        Counts count = Objects.requireNonNull(counts.get(Keys.population(key)));
        count.source += sources;
        count.target += targets;
        census.check(key, sources, targets, groups.count(CENSUS));
        if (Keys.isBlank(key)) {
            blank(key, count);
            return;
        }
        if (groups.count(SUPERSEDED) > 0) {
            cut(key, SUPERSEDED);
            superseded.check(key, groups.rows(SUPERSEDED), groups.rows(SOURCE));
        }
        if (targets > 0 && Keys.population(key) == Population.JOBS && !Keys.isWithoutReference(key)) {
            jobs.jobIsThere(key);
        }
        boolean isOneEach = sources == 1 && targets == 1;
        if (isOneEach && isPlainlyMatched()) {
            together.pair(groups.first(SOURCE), groups.first(TARGET), true);
            count.matched++;
            count.moved++;
            return;
        }
        alerts(SOURCE);
        alerts(TARGET);
        cut(key, SOURCE, TARGET, LEDGER, SHARED);
        KeyCase here = KeyCase.of(groups.rows(SOURCE), groups.rows(TARGET), sources, targets, agreed);
        agreedCounts.add(here.pairing());
        cases.take(
                key,
                here,
                groups.count(SUPERSEDED) > 0
                        ? groups.rows(SUPERSEDED).stream().map(Replaced::of).toList()
                        : List.of(),
                hasLedger ? Optional.of(entries(key, count)) : Optional.empty(),
                groups.count(CENSUS),
                count);
    }

    /** What anybody says of blank references: first the census, then the ledger, then legacy's rows, each under a key of its own. */
    private void blank(Row key, Counts count) throws IOException {
        Population population = Keys.population(key);
        cut(key, SOURCE, LEDGER);
        blanks.counted(population, groups.count(CENSUS));
        if (groups.count(LEDGER) > 0) {
            blanks.claimed(population, entries(key, count));
        }
        alerts(SOURCE);
        for (Row row : groups.rows(SOURCE)) {
            KeyCase here = KeyCase.of(List.of(row), List.of(), 1, 0, agreed);
            boolean isMoved = here.toMove() > 0;
            if (isMoved) {
                blanks.moved(population);
            }
            cases.take(
                    blanks.named(row),
                    here,
                    List.of(),
                    hasLedger && isMoved ? Optional.of(blanks.entries(population)) : Optional.empty(),
                    0,
                    count);
        }
    }

    private void blankClaims() throws IOException {
        for (Map.Entry<Population, Counts> of : counts.entrySet()) {
            Optional<Explanation> claim = blanks.claim(of.getKey());
            if (claim.isPresent()) {
                cases.blankClaim(of.getKey(), claim.get());
            }
        }
    }

    /** Of rows that were not kept nothing can be said but how many they are. */
    private void cut(Row key, int... streams) {
        long most = Arrays.stream(streams)
                .filter(groups::isCut)
                .mapToLong(groups::count)
                .max()
                .orElse(0);
        if (most > 0) {
            tooMany.add(key, most);
        }
    }

    private void alerts(int stream) throws IOException {
        if (groups.count(stream) == 1) {
            jobs.alerts(groups.first(stream));
        } else {
            for (Row row : groups.rows(stream)) {
                jobs.alerts(row);
            }
        }
    }

    private Row first() {
        int stream = SOURCE;
        while (groups.count(stream) == 0) {
            stream++;
        }
        return groups.first(stream);
    }

    /** The way of nearly all rows: one on each side, to be moved, the same bytes, as live, and the ledger agrees. */
    private boolean isPlainlyMatched() throws IOException {
        Row source = groups.first(SOURCE);
        legacy.show(source);
        there.show(groups.first(TARGET));
        boolean isMoved = legacy.at(0).flag(false);
        boolean isLive = legacy.at(2).flag(true);
        boolean isLiveThere = there.at(0).flag(false) && there.at(1).flag(false);
        boolean isMatched = isMoved
                && isLive == isLiveThere
                && ledgerAgrees()
                && legacy.same(there, SideRow.BEFORE_COMPARED, Column.compared().size());
        if (isMatched) {
            jobs.alerts(source, legacy);
            if (Keys.population(source) == Population.APPOINTMENTS) {
                jobs.matchedOnly(source, legacy, isLive);
            }
        }
        return isMatched;
    }

    /** Whether the ledger's one entry says that the row now read was loaded, under the id that it has. */
    private boolean ledgerAgrees() {
        if (!hasLedger) {
            return true;
        }
        if (groups.count(LEDGER) != 1) {
            return false;
        }
        groups.first(LEDGER).values(claim);
        if (claim.number(-1) != Outcome.LOADED.ordinal()) {
            return false;
        }
        return claim.same(there.at(2), 1);
    }

    private List<LedgerEntry> entries(Row key, Counts count) {
        List<LedgerEntry> entries =
                LastEntries.of(groups.rows(LEDGER).stream().map(LedgerEntry::of).toList(), shared());
        for (LedgerEntry entry : entries) {
            switch (entry.outcome()) {
                case REJECTED -> count.rejected++;
                case MERGED -> count.merged++;
                case NONE -> withoutCredit.add(key, 1);
                case LOADED, EXCLUDED, SUPERSEDED -> {}
            }
        }
        return entries;
    }

    /** By id, of rows for which the ledger has this key and another one, that other one. */
    private Map<String, String> shared() {
        Map<String, String> shared = new HashMap<>();
        for (Row row : groups.rows(SHARED)) {
            Values values = row.values();
            shared.put(values.text(), values.text());
        }
        return shared;
    }

    private Books books() {
        List<String> unknowns = new ArrayList<>(census.unknowns());
        unknowns.addAll(superseded.unknowns());
        if (withoutCredit.count() > 0) {
            unknowns.add("the ledger debits %,d records and does not say what became of them (%s); run 'migrate' again"
                    .formatted(withoutCredit.count(), withoutCredit.told()));
        }
        if (tooMany.count() > 0) {
            unknowns.add(
                    "more rows have one reference than can be held at once, %,d or %d MB of them (%s); correct the query"
                            .formatted(KeyGroups.MOST_KEPT, KeyGroups.MOST_BYTES >> 20, tooMany.told()));
        }
        Map<Population, Tally> tallies = new EnumMap<>(Population.class);
        Map<Population, Long> moved = new EnumMap<>(Population.class);
        counts.forEach((population, count) -> {
            tallies.put(population, count.tally());
            moved.put(population, count.moved);
        });
        return new Books(tallies, moved, census.census(), agreedCounts.told(), unknowns);
    }
}
