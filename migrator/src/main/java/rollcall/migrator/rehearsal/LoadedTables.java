package rollcall.migrator.rehearsal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.plan.LoadPlan;

/** The tables that a load writes into, in a database. */
final class LoadedTables {
    private final Connection connection;
    private final LoadPlan plan;
    private final String schema;

    LoadedTables(Connection connection, LoadPlan plan, String schema) {
        this.connection = connection;
        this.plan = plan;
        this.schema = schema;
    }

    /** A table as the database spells it. */
    private record Table(String schema, String name) {
        String quoted(String mark) {
            return mark + schema + mark + "." + mark + name + mark;
        }
    }

    private String quoted(Table table) throws SQLException {
        return table.quoted(connection.getMetaData().getIdentifierQuoteString());
    }

    /** The first of the load's tables that holds a row; empty where none does. */
    Optional<String> firstWithRows() throws SQLException {
        for (Table table : loaded()) {
            try (Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("select 1 from " + quoted(table) + " fetch first 1 row only")) {
                if (row.next()) {
                    return Optional.of(table.name());
                }
            }
        }
        return Optional.empty();
    }

    /** Empties the load's tables, and before them those whose rows refer to theirs. */
    void empty() throws SQLException {
        Set<Table> all = new LinkedHashSet<>();
        for (Table table : loaded()) {
            referringFirst(table, all, new LinkedHashSet<>());
        }
        try (Statement statement = connection.createStatement()) {
            for (Table table : all) {
                statement.execute("delete from " + quoted(table));
            }
        }
    }

    private void referringFirst(Table table, Set<Table> ordered, Set<Table> path) throws SQLException {
        if (ordered.contains(table) || !path.add(table)) {
            return;
        }
        List<Table> referring = new ArrayList<>();
        try (ResultSet keys = connection.getMetaData().getExportedKeys(null, table.schema(), table.name())) {
            while (keys.next()) {
                referring.add(new Table(keys.getString("FKTABLE_SCHEM"), keys.getString("FKTABLE_NAME")));
            }
        }
        for (Table other : referring) {
            referringFirst(other, ordered, path);
        }
        ordered.add(table);
    }

    private List<Table> loaded() throws SQLException {
        Set<String> names = new LinkedHashSet<>();
        for (Kind kind : Kind.values()) {
            plan.table(kind).lists().forEach(it -> names.add(it.table()));
            names.add(plan.table(kind).table());
        }
        List<Table> tables = new ArrayList<>();
        for (String name : names) {
            find(name).ifPresent(tables::add);
        }
        return tables;
    }

    private Optional<Table> find(String name) throws SQLException {
        for (String spelling : List.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT))) {
            try (ResultSet tables = connection.getMetaData().getTables(null, null, spelling, null)) {
                while (tables.next()) {
                    String found = tables.getString("TABLE_NAME");
                    // On MariaDB a schema is a catalogue to JDBC.
                    String foundSchema = Optional.ofNullable(tables.getString("TABLE_SCHEM"))
                            .orElse(String.valueOf(tables.getString("TABLE_CAT")));
                    if (found.equals(spelling) && foundSchema.equalsIgnoreCase(schema)) {
                        return Optional.of(new Table(foundSchema, found));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
