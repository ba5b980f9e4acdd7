package rollcall.migrator.extract;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import rollcall.fixtures.server.Database;
import rollcall.fixtures.sql.Rows;
import rollcall.migrator.PlanConnection;
import rollcall.migrator.plan.MigrationPlan;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.Bound;
import rollcall.reconciler.plan.PlanReader;

/**
 * What the mover reads of a generated council's legacy, as three plain tables on any database: a table for each kind, a
 * column for each of its queries', times and numbers as such, codes and keys padded. Staff may work in it.
 *
 * @param database its owner's
 */
public record PlainLegacy(Database database) {
    private static final String READER = "rollcall_reader";
    private static final Set<String> TIMES =
            Set.of("completed", "raised", "target_date", "job_completed", "starts_at", "ends_at");
    private static final Set<String> NUMBERS = Set.of("duration_minutes", "superseded_by", "copy_number", "vulnerable");
    private static final Map<String, Integer> PADDED = Map.ofEntries(
            Map.entry("reference", 10),
            Map.entry("property", 12),
            Map.entry("status", 3),
            Map.entry("priority", 3),
            Map.entry("trade", 3),
            Map.entry("contractor", 12),
            Map.entry("entity", 20),
            Map.entry("job", 12),
            Map.entry("job_status", 3),
            Map.entry("outcome", 3),
            Map.entry("slot", 3));

    /** Writes the legacy that the plan names into an empty database, and has the plan read it there, with an account that only reads. */
    public static PlainLegacy of(Path plan, Database database) throws Exception {
        Bound<MigrationPlan> bound = PlanReader.read(plan, Map.of(), MigrationPlan::bind);
        PlainLegacy plain = new PlainLegacy(database);
        try (Extraction.Glimpse glimpse = Extraction.glimpse(
                        Optional.ofNullable(bound.plan().connections().get("legacy"))
                                .orElseThrow(),
                        bound.part().extracts(),
                        bound.plan().asOf().orElseThrow(),
                        bound.plan().workFolder(),
                        Progress.NONE);
                Connection legacy = database.open()) {
            legacy.setAutoCommit(false);
            for (Kind kind : Kind.values()) {
                List<String> columns = glimpse.extract().columns(kind);
                plain.create(legacy, kind, columns);
                try (LegacyRows rows = glimpse.extract().rows(kind)) {
                    write(legacy, kind, columns, rows);
                }
                Files.writeString(
                        plan.resolve("legacy").resolve(kind.word() + ".sql"),
                        "select %s from %s%n".formatted(String.join(", ", columns), kind.word()));
            }
            legacy.commit();
        }
        Files.writeString(
                plan.resolve("legacy/lookups.sql"),
                "select 'status' as list, '200' as code, 'in progress' as meaning from jobs where reference = ''\n");
        plain.admitReader();
        new PlanConnection(plan, "legacy").is(new Database(database.url(), READER, ""), "public");
        return plain;
    }

    private void create(Connection legacy, Kind kind, List<String> columns) throws SQLException {
        String typed = columns.stream().map(it -> it + " " + type(kind, it)).collect(Collectors.joining(", "));
        try (Statement statement = legacy.createStatement()) {
            statement.execute("create table %s (%s)".formatted(kind.word(), typed));
        }
        legacy.commit();
    }

    private String type(Kind kind, String column) {
        if (TIMES.contains(column)) {
            return onMariaDb() ? "datetime(6)" : "timestamp(6)";
        }
        if (isNumber(kind, column)) {
            return "bigint";
        }
        return PADDED.containsKey(column) ? "char(%d)".formatted(PADDED.get(column)) : "varchar(1000)";
    }

    private static boolean isNumber(Kind kind, String column) {
        return NUMBERS.contains(column) || (kind == Kind.APPOINTMENTS && column.equals("reference"));
    }

    private static void write(Connection legacy, Kind kind, List<String> columns, LegacyRows rows) throws SQLException {
        try (Rows table = new Rows(legacy, kind.word(), String.join(", ", columns))) {
            while (rows.hasNext()) {
                LegacyRow row = rows.next();
                table.add(columns.stream().map(it -> value(kind, it, row)).toArray());
            }
        }
    }

    /** What is blank is null in one row and empty in the next. */
    private static Object value(Kind kind, String column, LegacyRow row) {
        Optional<String> text = row.value(column);
        if (TIMES.contains(column)) {
            return text.map(LocalDateTime::parse);
        }
        if (isNumber(kind, column)) {
            return text.map(Long::valueOf);
        }
        return text.isEmpty() && row.line() % 2 == 0 ? "" : text;
    }

    private void admitReader() throws SQLException {
        if (onMariaDb()) {
            execute("create user if not exists %s@'%%'".formatted(READER));
            execute("grant select on %s.* to %s@'%%'".formatted(database.name(), READER));
        } else if (onPostgres()) {
            execute("""
                    do $$ begin
                        if not exists (select 1 from pg_roles where rolname = '%1$s') then
                            create role %1$s login;
                        end if;
                    end $$""".formatted(READER));
            execute("grant select on all tables in schema public to " + READER);
        } else {
            execute("create user if not exists %s password ''".formatted(READER));
            execute("grant select on schema public to " + READER);
        }
    }

    /** Books another visit of an appointment's job, otherwise like that one; gives its reference. */
    public String book(String like, LocalDateTime starts, LocalDateTime ends) throws SQLException {
        String reference = value("select max(reference) + 1 from appointments");
        change("""
                insert into appointments (reference, entity, job, job_key, job_status, job_completed, starts_at, ends_at,
                    duration_minutes, outcome, slot, trade, superseded_by, copy_number)
                select %s, entity, job, job_key, job_status, job_completed, %s, %s,
                    duration_minutes, outcome, slot, trade, superseded_by, copy_number
                from appointments where reference = %s
                """.formatted(reference, literal(starts), literal(ends), like));
        return reference;
    }

    /** Gives an appointment another time. */
    public void move(String reference, LocalDateTime starts, LocalDateTime ends) throws SQLException {
        change("update appointments set starts_at = %s, ends_at = %s where reference = %s"
                .formatted(literal(starts), literal(ends), reference));
    }

    /** Cancels an appointment's job, and with it all its visits. */
    public void cancel(String reference) throws SQLException {
        String job = value("select job from appointments where reference = " + reference);
        change("update jobs set status = '700' where reference = '%s'".formatted(job));
        change("update contacts set job_status = '700' where reference = '%s'".formatted(job));
        change("update appointments set job_status = '700' where job = '%s'".formatted(job));
    }

    /** Whatever else happens in legacy. */
    public void execute(String sql) throws SQLException {
        try (Connection legacy = database.open();
                Statement statement = legacy.createStatement()) {
            statement.execute(sql);
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection legacy = database.open();
                Statement statement = legacy.createStatement()) {
            if (statement.executeUpdate(sql) == 0) {
                throw new IllegalStateException("changes nothing: " + sql);
            }
        }
    }

    private String value(String query) throws SQLException {
        try (Connection legacy = database.open();
                Statement statement = legacy.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            if (!row.next() || row.getString(1) == null) {
                throw new IllegalStateException("nothing there: " + query);
            }
            return row.getString(1).strip();
        }
    }

    private static String literal(LocalDateTime time) {
        return "timestamp '%s'".formatted(time.toString().replace('T', ' '));
    }

    private boolean onMariaDb() {
        return database.url().startsWith("jdbc:mariadb:");
    }

    private boolean onPostgres() {
        return database.url().startsWith("jdbc:postgresql:");
    }
}
