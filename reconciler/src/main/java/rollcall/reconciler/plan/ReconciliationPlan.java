package rollcall.reconciler.plan;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One comparison of the plan.
 *
 * @param name its name in the plan
 * @param source legacy's side
 * @param target the new system's side
 * @param census the keys of the base tables, with no join and no filter
 * @param contact whom to phone, by job reference; read for exceptions only
 * @param ledger the migrator's claims
 * @param agreed differences that have been agreed to be none
 * @param evolved what staff may rightly do in the new system; where it is absent every change is an exception
 * @param leg how it differs from the migration's, where the plan holds several
 */
public record ReconciliationPlan(
        String name,
        SidePlan source,
        SidePlan target,
        Optional<SidePlan> census,
        Optional<SidePlan> contact,
        Optional<LedgerPlan> ledger,
        List<AgreedPlan> agreed,
        Optional<EvolvedPlan> evolved,
        Leg leg) {
    public ReconciliationPlan {
        agreed = List.copyOf(agreed);
    }

    /** Legacy against the new system. */
    public ReconciliationPlan(
            String name,
            SidePlan source,
            SidePlan target,
            Optional<SidePlan> census,
            Optional<SidePlan> contact,
            Optional<LedgerPlan> ledger,
            List<AgreedPlan> agreed,
            Optional<EvolvedPlan> evolved) {
        this(name, source, target, census, contact, ledger, agreed, evolved, Leg.DEFAULT);
    }

    /** A comparison of systems that stand still. */
    public ReconciliationPlan(
            String name,
            SidePlan source,
            SidePlan target,
            Optional<SidePlan> census,
            Optional<SidePlan> contact,
            Optional<LedgerPlan> ledger) {
        this(name, source, target, census, contact, ledger, List.of(), Optional.empty());
    }

    /** One side: a query over JDBC or a CSV file, both yielding the same comparable columns. */
    public sealed interface SidePlan {
        /** The file to name in a message. */
        Path file();

        /** The columns by which its records are known. */
        KeyColumns key();

        /** Whether it is read from where another side is: from the same connection, or the same file. */
        default boolean isOfSystem(SidePlan other) {
            return switch (this) {
                case QuerySide query ->
                    other instanceof QuerySide another
                            && query.connection()
                                    .name()
                                    .equals(another.connection().name());
                case CsvSide csv ->
                    other instanceof CsvSide another && csv.file().equals(another.file());
            };
        }
    }

    /**
     * A side read by SQL.
     *
     * @param sql the file's text, placeholders not yet put in
     */
    public record QuerySide(DatabaseConnection connection, Path file, String sql, KeyColumns key) implements SidePlan {
        /** A side whose records are known by their reference. */
        public QuerySide(DatabaseConnection connection, Path file, String sql) {
            this(connection, file, sql, KeyColumns.NONE);
        }
    }

    /**
     * A side read from a CSV file.
     *
     * @param columns comparable column to header of the file; a column not named here is taken by its own name
     */
    public record CsvSide(Path file, Charset charset, char delimiter, Map<String, String> columns, KeyColumns key)
            implements SidePlan {
        public CsvSide {
            columns = Map.copyOf(columns);
        }

        /** A side whose records are known by their reference. */
        public CsvSide(Path file, Charset charset, char delimiter, Map<String, String> columns) {
            this(file, charset, delimiter, columns, KeyColumns.NONE);
        }
    }

    /** Where the migrator's ledger is: its view {@code balance} in this schema. */
    public record LedgerPlan(DatabaseConnection connection, String schema) {}

    /** The name as a file name: lower-case letters, digits and hyphens, {@code legacy-against-new}. */
    public String slug() {
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.isEmpty() ? "reconciliation" : slug;
    }

    ReconciliationPlan with(DatabaseConnection connection, Optional<String> apart) {
        return new ReconciliationPlan(
                name,
                rewire(source, connection),
                rewire(target, connection),
                census.map(it -> rewire(it, connection)),
                contact.map(it -> rewire(it, connection)),
                ledger.map(it -> it.connection().name().equals(connection.name())
                                || apart.equals(Optional.of(it.connection().name()))
                        ? new LedgerPlan(connection, connection.ledgerSchema(it.schema()))
                        : it),
                agreed,
                evolved,
                leg);
    }

    private static SidePlan rewire(SidePlan side, DatabaseConnection connection) {
        return side instanceof QuerySide query && query.connection().name().equals(connection.name())
                ? new QuerySide(connection, query.file(), query.sql(), query.key())
                : side;
    }
}
