package rollcall.migrator.job;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.Databases;
import rollcall.fixtures.server.Database;
import rollcall.fixtures.server.DatabaseServer;
import rollcall.fixtures.server.MariaDbServer;
import rollcall.fixtures.server.PostgresServer;

/**
 * A council's new system with the ledger beside it, on any database. A query is written as for H2, the ledger's tables as
 * {@code rollcall.…}; values come back as the same text everywhere.
 *
 * @param server none for H2
 */
public record NewSystem(Optional<DatabaseServer> server, Database database) {
    private static final String LISTED = "(?s)listagg\\((.+?), ('[^']+')\\) within group \\(order by (.+?)\\)";
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();

    /** A generated council's own, on H2. */
    static NewSystem of(CouncilFolder folder) {
        return new NewSystem(Optional.empty(), new Database(folder.targetUrl(), "sa", ""));
    }

    /** On a fresh database of this server: the hub, with no property in its register. */
    static NewSystem on(DatabaseServer server) throws IOException, SQLException {
        NewSystem system = new NewSystem(Optional.of(server), server.database());
        try (Connection hub = system.database.open()) {
            Databases.createHub(hub);
        }
        return system;
    }

    /** A fresh one on the same server that holds the same, the ledger too. */
    NewSystem copy() {
        try {
            return new NewSystem(server, server.orElseThrow().copyOf(database));
        } catch (SQLException failed) {
            throw new IllegalStateException(database.name() + " could not be copied", failed);
        }
    }

    /** The schema of the hub's tables, as the plan names it. */
    String schema() {
        return onMariaDb() ? database.name() : "public";
    }

    /** The schema of the ledger's tables. MariaDB's schemas are databases, so that the target's name tells whose it is. */
    String ledger() {
        return onMariaDb() ? database.name() + "_rollcall" : "rollcall";
    }

    boolean onPostgres() {
        return server.filter(PostgresServer.class::isInstance).isPresent();
    }

    boolean onMariaDb() {
        return server.filter(MariaDbServer.class::isInstance).isPresent();
    }

    /** A connection that understands standard quotes and concatenations, of the hub's owner. */
    Connection open() throws SQLException {
        Connection connection = database.open();
        if (onMariaDb()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set session sql_mode = concat(@@sql_mode, ',ANSI_QUOTES,PIPES_AS_CONCAT')");
            }
        }
        return connection;
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows as lines: the word, then the values, separated by bars. */
    List<String> query(String word, String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(translated(query))) {
            while (rows.next()) {
                StringJoiner line = new StringJoiner("|").add(word);
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    line.add(text(rows, i));
                }
                lines.add(line.toString());
            }
        }
        return lines;
    }

    /** All rows of all tables of the hub and the ledger. */
    String dump() throws SQLException {
        if (server.isEmpty()) {
            return String.join("\n", query("", "script"));
        }
        List<String> lines = new ArrayList<>();
        for (String line : query("", """
                select table_schema, table_name from information_schema.tables
                where table_schema in ('%s', '%s') and table_type = 'BASE TABLE'
                """.formatted(schema(), ledger()))) {
            String table = line.substring(1).replace('|', '.');
            lines.addAll(query(table, "select * from " + table));
        }
        Collections.sort(lines);
        return String.join("\n", lines);
    }

    /** Takes the register of properties over from another hub. */
    void copyRegister(NewSystem from) throws SQLException {
        copy(from, "property_class", "id", "property_reference", "uprn");
        copy(from, "property_address", "property_class_id", "address_line", "postal_code");
    }

    private void copy(NewSystem from, String table, String... columns) throws SQLException {
        String named = String.join(", ", columns);
        try (Connection original = from.open();
                Statement read = original.createStatement();
                ResultSet rows = read.executeQuery("select %s from %s".formatted(named, table));
                Connection copy = open();
                PreparedStatement write = copy.prepareStatement("insert into %s (%s) values (%s)"
                        .formatted(table, named, String.join(", ", Collections.nCopies(columns.length, "?"))))) {
            copy.setAutoCommit(false);
            while (rows.next()) {
                for (int i = 1; i <= columns.length; i++) {
                    write.setObject(i, rows.getObject(i));
                }
                write.addBatch();
            }
            write.executeBatch();
            copy.commit();
        }
    }

    private String translated(String query) {
        String translated = onPostgres()
                ? query.replaceAll(LISTED, "string_agg($1, $2 order by $3)")
                : onMariaDb() ? query.replaceAll(LISTED, "group_concat($1 order by $3 separator $2)") : query;
        return translated.replaceAll("\\brollcall\\.", ledger() + ".");
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        if (rows.getObject(column) == null) {
            return "";
        }
        return switch (rows.getMetaData().getColumnType(column)) {
            case Types.BIT, Types.BOOLEAN -> String.valueOf(rows.getBoolean(column));
            case Types.TIMESTAMP -> TIME.format(rows.getObject(column, LocalDateTime.class));
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY ->
                HexFormat.of().formatHex(rows.getBytes(column));
            default -> rows.getString(column);
        };
    }
}
