package rollcall.reconciler.compare;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rollcall.reconciler.cause.Cause;
import rollcall.reconciler.cause.Explanation;
import rollcall.reconciler.claim.Claims;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.side.Keys;
import rollcall.reconciler.side.LedgerEntry;
import rollcall.reconciler.side.Outcome;
import rollcall.reconciler.sort.Row;

/**
 * Blank references: each of legacy's rows gets a name of its own. Which of the ledger's entries speaks of which of them nobody
 * can tell; so all are held against all, as numbers, and what they all say is told of each row.
 */
final class BlankBook {
    private final Map<Population, Blanks> blanks = new EnumMap<>(Population.class);

    /** What is known of one population's. */
    private static final class Blanks {
        private String name = "";
        private long number;
        private long rows;
        private long moved;
        private long counted;
        private long entries;
        private long loaded;
        private Optional<LedgerEntry> said = Optional.empty();
    }

    private Blanks of(Population population) {
        return blanks.computeIfAbsent(population, any -> new Blanks());
    }

    /** The census counts so many. */
    void counted(Population population, long rows) {
        of(population).counted += rows;
    }

    /** What the ledger says of records; to be told before their rows. */
    void claimed(Population population, List<LedgerEntry> entries) {
        Blanks known = of(population);
        for (LedgerEntry entry : entries) {
            known.entries++;
            known.loaded += entry.outcome() == Outcome.LOADED ? 1 : 0;
            known.said = Optional.of(known.said.map(it -> common(it, entry)).orElse(entry));
        }
    }

    /** What two entries say of any record: of two outcomes one by which there is no row, and details only if they are the same. */
    private static LedgerEntry common(LedgerEntry one, LedgerEntry other) {
        LedgerEntry first = rank(one) <= rank(other) ? one : other;
        boolean isSame = one.outcome() == other.outcome() && one.detail().equals(other.detail());
        return first.ofSeveral(isSame ? one.detail() : "");
    }

    private static int rank(LedgerEntry entry) {
        return entry.outcome() == Outcome.LOADED
                ? Outcome.values().length
                : entry.outcome().ordinal();
    }

    /** The key of a row of legacy, with a name that no other has; to be asked of each in the order of their keys. */
    Row named(Row row) {
        Blanks known = of(Keys.population(row));
        known.rows++;
        String name = Keys.name(row);
        known.number = name.equals(known.name) ? known.number + 1 : 1;
        known.name = name;
        return Keys.named(row, known.number);
    }

    /** A row was to be moved: it is an exception by itself. */
    void moved(Population population) {
        of(population).moved++;
    }

    /** What the ledger says of any of the rows. */
    List<LedgerEntry> entries(Population population) {
        return of(population).said.stream().toList();
    }

    /** What the ledger has wrong about a population's blank references of which none was to be moved. */
    Optional<Explanation> claim(Population population) {
        Blanks known = of(population);
        long rows = Math.max(known.rows, known.counted);
        if (known.entries == 0 || known.moved > 0) {
            return Optional.empty();
        }
        if (rows > 0 && known.loaded > 0) {
            return Optional.of(Explanation.of(Cause.CLAIMED_LOADED));
        }
        if (rows == 0) {
            return known.said.map(it -> new Explanation(Cause.NOT_IN_LEGACY, Claims.said(it)));
        }
        return known.entries > rows
                ? Optional.of(new Explanation(
                        Cause.NOT_IN_LEGACY,
                        "%d entries in the ledger, %d rows in legacy".formatted(known.entries, rows)))
                : Optional.empty();
    }
}
