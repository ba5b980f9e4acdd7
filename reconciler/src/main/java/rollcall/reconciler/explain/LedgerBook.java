package rollcall.reconciler.explain;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import rollcall.reconciler.explain.LedgerLine.Reason;
import rollcall.reconciler.explain.LedgerLine.Run;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.history.RecordKey;
import rollcall.reconciler.plan.ReconciliationPlan.LedgerPlan;
import rollcall.reconciler.side.QueryLabels;
import rollcall.reconciler.side.Remedy;
import rollcall.reconciler.side.SideFailure;
import rollcall.reconciler.side.Snapshot;
import rollcall.reconciler.side.SqlText;

/** Looks records up in the migrator's ledger, by SQL. Of one with fewer tables or columns than ours it takes what is there. */
final class LedgerBook implements AutoCloseable {
    private static final String IDENTITY = "population = ? and reference = ? and occurrence = ? and run_id = ?";

    private final LedgerPlan ledger;
    private final String schema;
    private final Snapshot from;
    private final Map<String, Set<String>> columns = new HashMap<>();
    private final Map<Long, Run> runs = new HashMap<>();

    LedgerBook(LedgerPlan ledger) throws SideFailure {
        this.ledger = ledger;
        this.schema = SqlText.schema(ledger.schema(), ledger.connection().name());
        this.from = Snapshot.open(ledger.connection());
        try {
            for (String table : List.of("run", "debit", "credit", "reason", "correction", "balance")) {
                columns.put(table, columns(table));
            }
            if (columnsOf("balance").isEmpty()) {
                throw new SideFailure(
                        name() + ": is not there; run 'migrate' first, or leave the ledger out of plan.yaml");
            }
            readRuns();
        } catch (SQLException e) {
            from.close();
            throw new SideFailure(Remedy.ofQuery(name(), e));
        } catch (SideFailure e) {
            from.close();
            throw e;
        }
    }

    private String name() {
        return "ledger %s of connection '%s'"
                .formatted(ledger.schema(), ledger.connection().name());
    }

    /** The columns of a table; none where it is not there. */
    private Set<String> columns(String table) throws SideFailure {
        try (PreparedStatement none = from.prepare("select * from %s.%s where 1 = 0".formatted(schema, table));
                ResultSet rows = none.executeQuery()) {
            Set<String> names = new HashSet<>();
            for (String label : QueryLabels.of(rows.getMetaData())) {
                names.add(label.toLowerCase(Locale.ROOT));
            }
            return names;
        } catch (SQLException notThere) {
            from.renew();
            return Set.of();
        }
    }

    private Set<String> columnsOf(String table) {
        return columns.getOrDefault(table, Set.of());
    }

    /** A column of a table, or nothing in its place. */
    private String column(String alias, String table, String name) {
        return columnsOf(table).contains(name) ? alias + "." + name : "null";
    }

    private void readRuns() throws SQLException {
        if (!columnsOf("run").contains("run_id")) {
            return;
        }
        String sql = "select r.run_id, %s, %s, %s from %s.run r"
                .formatted(
                        column("r", "run", "kind"), column("r", "run", "as_of"), column("r", "run", "undoes"), schema);
        try (PreparedStatement all = from.prepare(sql);
                ResultSet rows = all.executeQuery()) {
            while (rows.next()) {
                String undoes = text(rows, 4);
                runs.put(
                        rows.getLong(1),
                        new Run(
                                rows.getLong(1),
                                text(rows, 2),
                                time(rows, 3),
                                undoes.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(undoes))));
            }
        }
    }

    /** The entries of records, each record's oldest run first. */
    List<LedgerLine> of(Collection<RecordKey> keys) throws SideFailure {
        List<LedgerLine> found = new ArrayList<>();
        for (RecordKey key : keys) {
            found.addAll(read(
                    "d.population = ? and d.reference = ?",
                    List.of(key.population().word(), key.reference())));
        }
        found.removeIf(it -> !keys.contains(it.key()));
        return found;
    }

    /** The entries that name a row of the new system by its id. */
    List<LedgerLine> ofTarget(String id) throws SideFailure {
        List<LedgerLine> found = read("c.target_id = ?", List.of(id));
        found.removeIf(it -> !it.targetId().equals(id));
        return found;
    }

    /** Whether there is a debit of each extraction; without, the ledger tells only how each record stands now. */
    boolean tellsRuns() {
        return columnsOf("debit").containsAll(Set.of("population", "reference", "occurrence", "run_id"))
                && columnsOf("credit")
                        .containsAll(Set.of("population", "reference", "occurrence", "run_id", "outcome"));
    }

    private List<LedgerLine> read(String condition, List<String> values) throws SideFailure {
        String sql = tellsRuns() ? ofRuns().formatted(condition) : ofBalance().formatted(condition.replace("d.", "c."));
        List<LedgerLine> found = new ArrayList<>();
        try (PreparedStatement asked = from.prepare(sql)) {
            for (int i = 0; i < values.size(); i++) {
                asked.setString(i + 1, values.get(i));
            }
            try (ResultSet rows = asked.executeQuery()) {
                while (rows.next()) {
                    entry(rows).ifPresent(found::add);
                }
            }
            List<LedgerLine> whole = new ArrayList<>();
            for (LedgerLine entry : found) {
                whole.add(withParticulars(entry));
            }
            return whole;
        } catch (SQLException e) {
            throw new SideFailure(Remedy.ofQuery(name(), e));
        }
    }

    private String ofRuns() {
        return """
                select d.population, d.reference, d.occurrence, d.run_id, %s, c.outcome, %s, %s, %s, %s, %s
                  from %s.debit d
                  left join %s.credit c on c.population = d.population and c.reference = d.reference
                   and c.occurrence = d.occurrence and c.run_id = d.run_id
                 where %%s
                 order by d.population, d.reference, d.run_id, d.occurrence
                """.formatted(
                        column("d", "debit", "recorded"),
                        column("c", "credit", "action"),
                        column("c", "credit", "detail"),
                        column("c", "credit", "target_id"),
                        column("c", "credit", "recorded"),
                        column("c", "credit", "credited_by_run"),
                        schema,
                        schema);
    }

    private String ofBalance() {
        return """
                select c.population, c.reference, %s, null, null, c.outcome, %s, c.detail, c.target_id, null, null
                  from %s.balance c
                 where %%s
                """.formatted(column("c", "balance", "occurrence"), column("c", "balance", "action"), schema);
    }

    private Optional<LedgerLine> entry(ResultSet row) throws SQLException {
        String word = text(row, 1);
        for (Population population : Population.values()) {
            if (population.word().equals(word)) {
                return Optional.of(new LedgerLine(
                        new RecordKey(population, text(row, 2)),
                        Math.max(1, row.getInt(3)),
                        run(row, 4),
                        time(row, 5),
                        text(row, 6),
                        text(row, 7),
                        text(row, 8),
                        text(row, 9),
                        time(row, 10),
                        run(row, 11),
                        List.of(),
                        List.of()));
            }
        }
        return Optional.empty();
    }

    private Optional<Run> run(ResultSet row, int column) throws SQLException {
        String number = text(row, column);
        return number.isEmpty()
                ? Optional.empty()
                : Optional.of(runs.getOrDefault(
                        Long.parseLong(number),
                        new Run(Long.parseLong(number), "", Optional.empty(), OptionalLong.empty())));
    }

    private LedgerLine withParticulars(LedgerLine entry) throws SQLException {
        List<Reason> reasons = new ArrayList<>();
        List<String> corrected = new ArrayList<>();
        if (entry.run().isPresent() && columnsOf("reason").contains("words")) {
            String sql = "select r.rule, %s, r.words from %s.reason r where %s order by r.number"
                    .formatted(column("r", "reason", "column_name"), schema, IDENTITY);
            ask(sql, entry, row -> reasons.add(new Reason(text(row, 1), text(row, 2), text(row, 3))));
        }
        if (entry.run().isPresent() && columnsOf("correction").contains("column_name")) {
            String sql =
                    "select column_name from %s.correction where %s order by column_name".formatted(schema, IDENTITY);
            ask(sql, entry, row -> corrected.add(text(row, 1)));
        }
        return new LedgerLine(
                entry.key(),
                entry.occurrence(),
                entry.run(),
                entry.extracted(),
                entry.outcome(),
                entry.action(),
                entry.detail(),
                entry.targetId(),
                entry.credited(),
                entry.creditedBy(),
                reasons,
                corrected);
    }

    private interface EachRow {
        void take(ResultSet row) throws SQLException;
    }

    private void ask(String sql, LedgerLine entry, EachRow each) throws SQLException {
        try (PreparedStatement asked = from.prepare(sql)) {
            asked.setString(1, entry.key().population().word());
            asked.setString(2, entry.key().reference());
            asked.setInt(3, entry.occurrence());
            asked.setLong(4, entry.run().orElseThrow().number());
            try (ResultSet rows = asked.executeQuery()) {
                while (rows.next()) {
                    each.take(rows);
                }
            }
        }
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text.strip();
    }

    private static Optional<LocalDateTime> time(ResultSet row, int column) throws SQLException {
        return row.getObject(column) == null
                ? Optional.empty()
                : Optional.of(row.getObject(column, LocalDateTime.class));
    }

    @Override
    public void close() {
        from.close();
    }
}
