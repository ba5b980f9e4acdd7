package rollcall.migrator.ledger;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Rows on their way into a PostgreSQL table by COPY, in the running transaction: the fastest way in, and as strict as any
 * other. In COPY's text format each line is a row; tabs part the cells.
 */
public final class CopyText {
    private final StringBuilder text = new StringBuilder(64 * 1024);
    private boolean begun;

    /** Whether a database takes rows in this way. */
    public static boolean suits(DSLContext database) {
        return database.family() == SQLDialect.POSTGRES;
    }

    /** Adds a cell of the row under way; null is none. */
    public CopyText cell(@Nullable Object value) {
        if (begun) {
            text.append('\t');
        }
        begun = true;
        if (value == null) {
            text.append("\\N");
        } else {
            escape(value.toString());
        }
        return this;
    }

    /** Ends the row. */
    public void end() {
        text.append('\n');
        begun = false;
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }

    /**
     * Sends the rows.
     *
     * @throws DataAccessException if the database refuses any of them
     */
    public void into(DSLContext database, Table<Record> table, List<? extends Field<?>> columns) {
        if (text.isEmpty()) {
            return;
        }
        String sql = "copy %s (%s) from stdin"
                .formatted(
                        database.render(table),
                        columns.stream().map(database::render).collect(Collectors.joining(", ")));
        database.connection(connection -> copy(connection, sql));
        text.setLength(0);
    }

    private void copy(Connection connection, String sql) {
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, new StringReader(text.toString()));
        } catch (SQLException refused) {
            throw new DataAccessException("COPY was refused", refused);
        } catch (IOException impossible) {
            throw new IllegalStateException("a text in memory cannot be read", impossible);
        }
    }
}
