package rollcall.reconciler.side;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import rollcall.reconciler.sort.Reopenable;

/**
 * Everything that was read, ready to be merged, and to be read again until it is closed.
 *
 * @param source legacy's rows
 * @param target the new system's rows
 * @param superseded legacy's superseded rows: the key is what supersedes one, the value its own reference
 * @param census the keys of the base tables, where the plan has a census
 * @param ledger the migrator's claims, where the plan has a ledger
 * @param columns the compared columns that the sides have
 * @param rules the columns that only rules look at, which the sides have
 * @param tellsLive whether the sides say which rows are live, and the new system which ones staff can list
 * @param contactsWithoutCredit contacts that the ledger debits and does not credit
 * @param lastExtract when the ledger last entered what legacy holds, where it says so
 * @param told what could not be read or understood, as far as it has been read; if a side is not whole, {@code whole} is false
 * @param whole whether all sides were read to their ends
 * @param readings how each side was read, a sentence each
 * @param notes what changes no verdict
 */
public record Sides(
        Reopenable source,
        Reopenable target,
        Reopenable superseded,
        Optional<Reopenable> census,
        Optional<Reopenable> ledger,
        Set<Column> columns,
        Set<Column> rules,
        boolean tellsLive,
        long contactsWithoutCredit,
        Optional<LocalDateTime> lastExtract,
        Supplier<List<String>> told,
        boolean whole,
        List<String> readings,
        List<String> notes)
        implements AutoCloseable {
    public Sides {
        columns = Set.copyOf(columns);
        rules = Set.copyOf(rules);
        readings = List.copyOf(readings);
        notes = List.copyOf(notes);
    }

    /** All columns that rules may look at and that the sides have. */
    public Set<Column> ruled() {
        Set<Column> ruled = EnumSet.noneOf(Column.class);
        ruled.addAll(columns);
        ruled.addAll(rules);
        if (tellsLive) {
            ruled.add(Column.LIVE);
        }
        return ruled;
    }

    /** What could not be read or understood; of a side that is read while it is compared, known when it has been. */
    public List<String> unknowns() {
        return told.get();
    }

    /** Gives most memory back between one reading of the rows and the next. */
    public void toDisk() throws IOException {
        for (Reopenable each : all()) {
            each.toDisk();
        }
    }

    @Override
    public void close() throws IOException {
        for (Reopenable each : all()) {
            each.close();
        }
    }

    private List<Reopenable> all() {
        return Stream.concat(Stream.of(source, target, superseded), Stream.concat(census.stream(), ledger.stream()))
                .toList();
    }
}
