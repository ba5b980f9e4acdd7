package rollcall.reconciler.near;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import rollcall.reconciler.cause.Cause;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.FindingRow;
import rollcall.reconciler.finding.Hints.NearMatch;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.side.SideRow;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.RowWriter;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.Values;

/**
 * Tells of a missing row which other one may have been keyed in its place: at the same property on the same day, or for the
 * same tenant and trade. Only rows that nothing accounts for are looked at, and those that staff have booked since. It is a
 * hint: nothing is settled by it. A group that is too large to mean anything is left out.
 */
public final class NearMatches implements AutoCloseable {
    private static final int MISSING = 0;
    private static final int UNEXPECTED = 1;
    private static final int NEW = 2;

    private static final int BY_ID = 0;
    private static final int BY_DAY = 1;
    private static final int BY_TENANT = 2;
    private static final int MOST_OF_A_GROUP = 64;

    private final RowSorter facts;
    private final RowSorter held;
    private final RowSorter groups;
    private final RowSorter matches;
    private final MutualBest best;
    private final Exceptions taker;

    /**
     * Begins.
     *
     * @param sorters gives an empty sorter, by what it is for
     * @param taker takes every exception in the end
     */
    public NearMatches(Function<String, RowSorter> sorters, Exceptions taker) {
        facts = sorters.apply("unmatched rows");
        held = sorters.apply("exceptions of unmatched rows");
        groups = sorters.apply("unmatched rows that are alike");
        matches = sorters.apply("near matches");
        best = new MutualBest(sorters);
        this.taker = taker;
    }

    /**
     * A row of legacy that the new system lacks.
     *
     * @param claimedId the id that the ledger gives it; may be empty
     */
    public void missing(Population population, String reference, SideRow lost, String claimedId) throws IOException {
        fact(MISSING, population, Alike.of(population, reference, lost, claimedId));
    }

    /** A row of the new system that legacy does not account for. */
    public void unexpected(Population population, String reference, SideRow there) throws IOException {
        fact(UNEXPECTED, population, Alike.of(population, reference, there, there.targetId()));
    }

    /** A row that staff have booked in the new system. */
    public void made(Population population, String reference, SideRow there) throws IOException {
        fact(NEW, population, Alike.of(population, reference, there, there.targetId()));
    }

    private void fact(int kind, Population population, Alike row) throws IOException {
        row.write(key(facts, population, row.reference()).number(kind)).end();
    }

    private static RowWriter key(RowSorter sorter, Population population, String reference) {
        return sorter.writer()
                .begin()
                .keyByte(population.ordinal())
                .keyLast(reference)
                .endKey();
    }

    /** An exception, when it is known under which references both halves of it are. */
    public void found(Finding finding, boolean isMoved) throws IOException {
        if (finding.type() != ExceptionClass.MISSING && finding.type() != ExceptionClass.UNEXPECTED) {
            taker.found(finding, isMoved);
            return;
        }
        key(held, finding.population(), finding.reference()).flag(isMoved);
        FindingRow.write(finding, held.writer()).end();
    }

    /** Hands on what has been held; to be called once, after the last exception. */
    public void finish() throws IOException {
        group();
        match();
        best.finish((population, missing, there, on) -> matches.writer()
                .begin()
                .keyByte(population)
                .keyLast(missing)
                .endKey()
                .text(there)
                .text(on)
                .end());
        try (SortedRows exceptions = held.open();
                SortedRows near = matches.sorted()) {
            boolean isMore = near.advance();
            while (exceptions.advance()) {
                Row row = exceptions.row();
                while (isMore && near.row().compareKey(row) < 0) {
                    isMore = near.advance();
                }
                Values values = row.values();
                boolean isMoved = values.flag(false);
                Finding finding = FindingRow.read(values);
                boolean isNear = isMore && near.row().compareKey(row) == 0 && finding.type() == ExceptionClass.MISSING;
                taker.found(isNear ? with(finding, near.row().values()) : finding, isMoved);
            }
        }
    }

    private static Finding with(Finding missing, Values match) {
        return missing.withHints(missing.hints().withNear(new NearMatch(match.text(), match.text())));
    }

    /** Puts the rows that are still unmatched beside those that may be alike. */
    private void group() throws IOException {
        try (SortedRows rows = facts.sorted();
                SortedRows exceptions = held.open()) {
            boolean isMore = exceptions.advance();
            while (rows.advance()) {
                Row row = rows.row();
                while (isMore && exceptions.row().compareKey(row) < 0) {
                    isMore = exceptions.advance();
                }
                Values values = row.values();
                int kind = (int) values.number(0);
                boolean isException = isMore && exceptions.row().compareKey(row) == 0;
                if (kind == NEW || isException && isUnmatched(kind, exceptions.row())) {
                    group(row.keyByte(0), kind == MISSING, Alike.read(values));
                }
            }
        }
    }

    /** What was found under a changed reference is one exception of two, and takes no part. */
    private static boolean isUnmatched(int kind, Row exception) {
        Values values = exception.values();
        values.skip();
        Finding finding = FindingRow.read(values);
        return kind == MISSING
                ? finding.type() == ExceptionClass.MISSING && !finding.cause().equals(Cause.KEY_CHANGED.name())
                : finding.type() == ExceptionClass.UNEXPECTED;
    }

    private void group(int population, boolean isMissing, Alike row) throws IOException {
        if (!row.targetId().isEmpty()) {
            write(population, BY_ID, row.targetId(), "", isMissing, row);
        }
        if (row.hasPropertyAndDay()) {
            write(population, BY_DAY, row.property(), Long.toString(row.day()), isMissing, row);
        }
        if (row.hasTenantAndTrade()) {
            write(population, BY_TENANT, row.tenant(), row.trade(), isMissing, row);
        }
    }

    private void write(int population, int by, String one, String other, boolean isMissing, Alike row)
            throws IOException {
        row.write(groups.writer()
                        .begin()
                        .keyByte(population)
                        .keyByte(by)
                        .keyPart(one)
                        .keyLast(other)
                        .endKey()
                        .flag(isMissing))
                .end();
    }

    /** Holds each missing row of a group against each that is there. */
    private void match() throws IOException {
        Row key = new Row();
        boolean begun = false;
        List<Alike> missing = new ArrayList<>();
        List<Alike> there = new ArrayList<>();
        try (SortedRows rows = groups.sorted()) {
            while (rows.advance()) {
                if (!begun || rows.row().compareKey(key) != 0) {
                    pair(begun ? key.keyByte(0) : 0, missing, there);
                    key.copy(rows.row());
                    begun = true;
                }
                Values values = rows.row().values();
                List<Alike> side = values.flag(false) ? missing : there;
                if (side.size() <= MOST_OF_A_GROUP) {
                    side.add(Alike.read(values));
                }
            }
            pair(begun ? key.keyByte(0) : 0, missing, there);
        }
    }

    private void pair(int population, List<Alike> missing, List<Alike> there) throws IOException {
        if (missing.size() <= MOST_OF_A_GROUP && there.size() <= MOST_OF_A_GROUP) {
            for (Alike one : missing) {
                for (Alike other : there) {
                    best.pair(population, one, other);
                }
            }
        }
        missing.clear();
        there.clear();
    }

    @Override
    public void close() throws IOException {
        facts.close();
        held.close();
        groups.close();
        matches.close();
        best.close();
    }
}
