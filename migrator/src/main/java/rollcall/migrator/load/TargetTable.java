package rollcall.migrator.load;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import rollcall.migrator.extract.ZonedTimes;
import rollcall.migrator.ledger.WallTime;

/**
 * A table of the target as the database itself describes it, with names in the database's own case.
 *
 * @param name as the plan has it, for messages
 * @param columns by lower-case name
 */
record TargetTable(String name, Table<Record> table, Map<String, Field<?>> columns) {
    /** A time with a zone, which no wall time can be written into without shifting it. */
    static final DataType<?> ZONED = SQLDataType.TIMESTAMPWITHTIMEZONE;

    /** Reads the table's description; empty where the schema has no such table. */
    static Optional<TargetTable> read(Connection connection, String schema, String table) throws SQLException {
        DatabaseMetaData catalogue = connection.getMetaData();
        for (String s : spellings(schema)) {
            for (String t : spellings(table)) {
                Map<String, Field<?>> columns = columns(catalogue, s, t);
                if (!columns.isEmpty()) {
                    return Optional.of(new TargetTable(table, DSL.table(DSL.quotedName(s, t)), columns));
                }
            }
        }
        return Optional.empty();
    }

    /** The columns of the table's primary key. */
    Set<String> key(Connection connection) throws SQLException {
        DatabaseMetaData catalogue = connection.getMetaData();
        Set<String> key = new HashSet<>();
        try (ResultSet rows = bySchema(catalogue)
                ? catalogue.getPrimaryKeys(
                        null, schema(), table.getQualifiedName().last())
                : catalogue.getPrimaryKeys(
                        schema(), null, table.getQualifiedName().last())) {
            while (rows.next()) {
                key.add(rows.getString("COLUMN_NAME"));
            }
        }
        return key;
    }

    /**
     * The tables that refer to this one by a foreign key, of whatever column. Of a key of several columns the {@code id} alone
     * counts where it is among them.
     */
    List<Dependent> referring(Connection connection, Field<?> id) throws SQLException {
        DatabaseMetaData catalogue = connection.getMetaData();
        Map<List<String>, List<Dependent>> referring = new LinkedHashMap<>();
        try (ResultSet keys = bySchema(catalogue)
                ? catalogue.getExportedKeys(
                        null, schema(), table.getQualifiedName().last())
                : catalogue.getExportedKeys(
                        schema(), null, table.getQualifiedName().last())) {
            while (keys.next()) {
                Optional<Field<?>> referred = column(keys.getString("PKCOLUMN_NAME"));
                String of = keys.getString(bySchema(catalogue) ? "FKTABLE_SCHEM" : "FKTABLE_CAT");
                String referrer = keys.getString("FKTABLE_NAME");
                if (referred.isPresent()) {
                    referring
                            .computeIfAbsent(
                                    List.of(of, referrer, String.valueOf(keys.getString("FK_NAME"))),
                                    it -> new ArrayList<>())
                            .add(new Dependent(
                                    referrer,
                                    DSL.table(DSL.quotedName(of, referrer)),
                                    DSL.field(
                                            DSL.quotedName(keys.getString("FKCOLUMN_NAME")),
                                            referred.get().getDataType()),
                                    referred.get()));
                }
            }
        }
        return referring.values().stream()
                .flatMap(columns -> columns.stream()
                        .filter(it -> it.referred().equals(id))
                        .findFirst()
                        .map(java.util.stream.Stream::of)
                        .orElseGet(columns::stream))
                .toList();
    }

    private String schema() {
        return String.valueOf(table.getQualifiedName().parts()[0].last());
    }

    /** A column, whatever the case of its name; empty where the table has none of that name. */
    Optional<Field<?>> column(String column) {
        return Optional.ofNullable(columns.get(column.toLowerCase(Locale.ROOT)));
    }

    private static Map<String, Field<?>> columns(DatabaseMetaData catalogue, String schema, String table)
            throws SQLException {
        Map<String, Field<?>> columns = new LinkedHashMap<>();
        String product = catalogue.getDatabaseProductName();
        try (ResultSet rows = bySchema(catalogue)
                ? catalogue.getColumns(null, escaped(catalogue, schema), escaped(catalogue, table), "%")
                : catalogue.getColumns(schema, null, escaped(catalogue, table), "%")) {
            while (rows.next()) {
                String name = rows.getString("COLUMN_NAME");
                Name quoted = DSL.quotedName(name);
                DataType<?> type =
                        ZonedTimes.is(rows.getString("TYPE_NAME"), product) ? ZONED : type(rows.getInt("DATA_TYPE"));
                columns.put(name.toLowerCase(Locale.ROOT), DSL.field(quoted, type));
            }
        }
        return columns;
    }

    private static DataType<?> type(int jdbc) {
        return switch (jdbc) {
            case Types.SMALLINT, Types.TINYINT, Types.INTEGER -> SQLDataType.INTEGER;
            case Types.BIGINT -> SQLDataType.BIGINT;
            case Types.NUMERIC, Types.DECIMAL -> SQLDataType.NUMERIC;
            case Types.BOOLEAN, Types.BIT -> SQLDataType.BOOLEAN;
            case Types.TIMESTAMP -> WallTime.TYPE;
            case Types.DATE -> WallTime.DATE;
            case Types.TIME -> WallTime.TIME;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> SQLDataType.VARBINARY;
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB, Types.NCHAR, Types.NVARCHAR, Types.NCLOB ->
                SQLDataType.VARCHAR;
            default -> SQLDataType.OTHER;
        };
    }

    /** On MariaDB a schema is a catalogue to JDBC. */
    static boolean bySchema(DatabaseMetaData catalogue) throws SQLException {
        return catalogue.supportsSchemasInDataManipulation();
    }

    private static String escaped(DatabaseMetaData catalogue, String name) throws SQLException {
        String escape = catalogue.getSearchStringEscape();
        return name.replace("_", escape + "_").replace("%", escape + "%");
    }

    private static List<String> spellings(String name) {
        return List.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT));
    }
}
