package rollcall.migrator.ledger;

import static rollcall.migrator.ledger.LedgerTables.*;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import rollcall.migrator.extract.Kind;

/**
 * The books of one kind of record, by one attribute.
 *
 * @param by {@code contractor}, {@code trade} or {@code day}
 * @param lines by value, in order; identities without a value come last, under an empty text
 */
public record Breakdown(Kind kind, String by, List<Line> lines) {
    public Breakdown {
        lines = List.copyOf(lines);
    }

    /** The sum of those with one value: legacy's own code, or an ISO day. */
    public record Line(String value, TrialBalance.Sum sum) {}

    /** Jobs and appointments by contractor and trade, appointments by day. */
    static List<Breakdown> all(DSLContext database, LedgerTables tables) {
        List<Breakdown> all = new ArrayList<>();
        for (Kind kind : List.of(Kind.JOBS, Kind.APPOINTMENTS)) {
            all.add(byContractor(kind, database, tables));
            all.add(of(kind, "trade", qualified("b", TRADE), balance(tables), database));
        }
        all.add(of(
                Kind.APPOINTMENTS,
                "day",
                qualified("b", DAY).cast(SQLDataType.VARCHAR(10)),
                balance(tables),
                database));
        return all;
    }

    /** An appointment's contractor is that of its job. */
    private static Breakdown byContractor(Kind kind, DSLContext database, LedgerTables tables) {
        if (kind == Kind.JOBS) {
            return of(kind, "contractor", qualified("b", CONTRACTOR), balance(tables), database);
        }
        Table<?> jobs = DSL.select(REFERENCE, DSL.max(CONTRACTOR).as(CONTRACTOR))
                .from(tables.balance())
                .where(POPULATION.eq(Kind.JOBS.word()))
                .groupBy(REFERENCE)
                .asTable(DSL.unquotedName("j"));
        return of(
                kind,
                "contractor",
                qualified("j", CONTRACTOR),
                balance(tables).leftJoin(jobs).on(qualified("j", REFERENCE).eq(qualified("b", OF_JOB))),
                database);
    }

    private static Table<Record> balance(LedgerTables tables) {
        return tables.balance().as(DSL.unquotedName("b"));
    }

    private static Breakdown of(Kind kind, String by, Field<String> value, Table<?> from, DSLContext database) {
        Map<String, Map<String, Long>> counts = new HashMap<>();
        database.select(value, qualified("b", OUTCOME), DSL.count())
                .from(from)
                .where(qualified("b", POPULATION).eq(kind.word()))
                .groupBy(value, qualified("b", OUTCOME))
                .forEach(row -> counts.computeIfAbsent(
                                Optional.ofNullable(row.value1()).orElse(""), it -> new HashMap<>())
                        .put(
                                Optional.ofNullable(row.value2()).orElse(""),
                                row.value3().longValue()));
        return new Breakdown(
                kind,
                by,
                counts.entrySet().stream()
                        .map(it -> new Line(it.getKey(), TrialBalance.Sum.of(it.getValue(), 0)))
                        .sorted(Comparator.comparing((Line it) -> it.value().isEmpty())
                                .thenComparing(Line::value))
                        .toList());
    }
}
