package rollcall.migrator.ledger;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import rollcall.migrator.Failpoint;

/**
 * The ledger's tables: their names, their columns, and how they come into being. They stand in a schema of their own in the
 * target database; on MariaDB, where a schema is a database, in a database {@code <target's name>_rollcall} beside it.
 *
 * @param schema the schema in which they stand
 */
record LedgerTables(String schema) {
    private static final String SCHEMA = "rollcall";

    static final Field<Long> RUN_ID = column("run_id", SQLDataType.BIGINT);
    static final Field<String> RUN_KIND = column("kind", SQLDataType.VARCHAR);
    static final Field<LocalDateTime> STARTED = column("started", WallTime.TYPE);
    static final Field<LocalDateTime> AS_OF = column("as_of", WallTime.TYPE);
    static final Field<String> EXTRACT_SHA256 = column("extract_sha256", SQLDataType.VARCHAR);
    static final Field<String> PLAN_SHA256 = column("plan_sha256", SQLDataType.VARCHAR);
    static final Field<String> TOOL = column("tool", SQLDataType.VARCHAR);
    static final Field<Long> UNDOES = column("undoes", SQLDataType.BIGINT);
    static final Field<byte[]> KEY_BYTES = column("key_bytes", SQLDataType.VARBINARY);
    static final Field<String> POPULATION = column("population", SQLDataType.VARCHAR);
    static final Field<String> REFERENCE = column("reference", SQLDataType.VARCHAR);
    static final Field<Integer> OCCURRENCE = column("occurrence", SQLDataType.INTEGER);
    static final Field<String> NAME = column("name", SQLDataType.VARCHAR);
    static final Field<String> LEGACY_FINGERPRINT = column("legacy_fingerprint", SQLDataType.VARCHAR);
    static final Field<String> OF_JOB = column("job", SQLDataType.VARCHAR);
    static final Field<String> CONTRACTOR = column("contractor", SQLDataType.VARCHAR);
    static final Field<String> TRADE = column("trade", SQLDataType.VARCHAR);
    static final Field<LocalDate> DAY = column("appointment_day", WallTime.DATE);
    static final Field<LocalDateTime> RECORDED = column("recorded", WallTime.TYPE);
    static final Field<Long> CREDITED_BY = column("credited_by_run", SQLDataType.BIGINT);
    static final Field<String> OUTCOME = column("outcome", SQLDataType.VARCHAR);
    static final Field<String> ACTION = column("action", SQLDataType.VARCHAR);
    static final Field<String> DETAIL = column("detail", SQLDataType.VARCHAR);
    static final Field<String> TARGET_ID = column("target_id", SQLDataType.VARCHAR);
    static final Field<String> TARGET_FINGERPRINT = column("target_fingerprint", SQLDataType.VARCHAR);

    static final Field<Integer> NUMBER = column("number", SQLDataType.INTEGER);
    static final Field<String> RULE = column("rule", SQLDataType.VARCHAR);
    static final Field<String> COLUMN_NAME = column("column_name", SQLDataType.VARCHAR);
    static final Field<String> LIST = column("list", SQLDataType.VARCHAR);
    static final Field<String> JOB = column("job", SQLDataType.VARCHAR);
    static final Field<String> WORDS = column("words", SQLDataType.VARCHAR);

    static final Field<String> FILE_SHA256 = column("file_sha256", SQLDataType.VARCHAR);
    static final Field<String> VALUE_FINGERPRINT = column("value_fingerprint", SQLDataType.VARCHAR);

    static final Field<String> INTENT_ID = column("intent_id", SQLDataType.VARCHAR);
    static final Field<String> WRITTEN = column("written", SQLDataType.VARCHAR);

    static final Field<Integer> VERSION = column("version", SQLDataType.INTEGER);

    static final Field<String> TOKEN = column("token", SQLDataType.VARCHAR);
    static final Field<String> HOLDER = column("holder", SQLDataType.VARCHAR);
    static final Field<LocalDateTime> SINCE = column("since", WallTime.TYPE);

    /** The tables of this database. */
    static LedgerTables in(DSLContext database) {
        return new LedgerTables(
                database.family() == SQLDialect.MARIADB
                        ? database.select(DSL.field("database()", String.class)).fetchSingle(0, String.class) + "_"
                                + SCHEMA
                        : SCHEMA);
    }

    /** Which layout these tables are of. */
    Table<Record> layout() {
        return named("layout");
    }

    Table<Record> run() {
        return named("run");
    }

    Table<Record> key() {
        return named("fingerprint_key");
    }

    /** The legacy system that runs from this one on have read. */
    Table<Record> legacy() {
        return named("legacy");
    }

    Table<Record> debit() {
        return named("debit");
    }

    Table<Record> credit() {
        return named("credit");
    }

    Table<Record> reason() {
        return named("reason");
    }

    Table<Record> replay() {
        return named("replay");
    }

    Table<Record> correction() {
        return named("correction");
    }

    Table<Record> intent() {
        return named("intent");
    }

    /** The corrected cells of rows that are about to be committed. */
    Table<Record> intentCorrection() {
        return named("intent_correction");
    }

    Table<Record> intentSettled() {
        return named("intent_settled");
    }

    /** Who loads into the target just now, or did last. */
    Table<Record> loading() {
        return named("loading");
    }

    /** A view: of each identity its latest debit, and that debit's credit if there is one. */
    Table<Record> balance() {
        return named("balance");
    }

    private Table<Record> named(String name) {
        return table(unquotedName(schema, name));
    }

    /** Whether there is a ledger in this database. */
    boolean present(DSLContext database) {
        return names(database).contains("debit");
    }

    /**
     * Creates what is not there yet; writes nothing where all of it is.
     *
     * @throws LedgerUnfit if what is there is another layout's
     */
    void create(DSLContext database) {
        Set<String> present = names(database);
        if (present.isEmpty()) {
            database.execute("create schema if not exists " + schema);
        } else if (!present.contains("layout")) {
            throw LedgerUnfit.of(this, database, "an older layout than " + LedgerDdl.VERSION);
        }
        LedgerDdl.of(this, database.family()).forEach((name, text) -> {
            if (!present.contains(name)) {
                database.execute(text);
                Failpoint.reach("ledger.created-" + name);
            }
            if (name.equals("layout")) {
                checkVersion(database);
            }
        });
    }

    /** Writes down of which layout the tables are that are about to be created; or reads of which those are that stand. */
    private void checkVersion(DSLContext database) {
        Optional<Integer> version =
                database.select(VERSION).from(layout()).limit(1).fetchOptional(VERSION);
        if (version.isEmpty()) {
            database.insertInto(layout(), VERSION).values(LedgerDdl.VERSION).execute();
        } else if (version.get() != LedgerDdl.VERSION) {
            throw LedgerUnfit.of(this, database, "layout " + version.get());
        }
    }

    private Set<String> names(DSLContext database) {
        return database
                .select(DSL.field("table_name", String.class))
                .from("information_schema.tables")
                .where(DSL.lower(DSL.field("table_schema", String.class)).eq(schema.toLowerCase(Locale.ROOT)))
                .fetchSet(0, String.class)
                .stream()
                .map(it -> it.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** The debits, as {@code d}, each with its credit, as {@code c}, where it has one. */
    Table<Record> entries() {
        return debit().as(unquotedName("d"))
                .leftJoin(credit().as(unquotedName("c")))
                .on(qualified("c", POPULATION).eq(qualified("d", POPULATION)))
                .and(qualified("c", REFERENCE).eq(qualified("d", REFERENCE)))
                .and(qualified("c", OCCURRENCE).eq(qualified("d", OCCURRENCE)))
                .and(qualified("c", RUN_ID).eq(qualified("d", RUN_ID)));
    }

    /** A column of a table under an alias. */
    static <T> Field<T> qualified(String table, Field<T> column) {
        return field(unquotedName(table, column.getName()), column.getDataType());
    }

    private static <T> Field<T> column(String name, DataType<T> type) {
        return field(unquotedName(name), type);
    }
}
