package rollcall.migrator.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into a PostgreSQL table by COPY, in the running transaction: the fastest way in, and as strict as any
 * other. In COPY's text format each line is a row; tabs part the cells.
 */
public final class CopyText implements AutoCloseable {
    private static final int PACKET = 1 << 16;

    private final DSLContext database;
    private final String sql;
    private final StringBuilder text = new StringBuilder(PACKET + PACKET / 4);
    private Optional<CopyIn> open = Optional.empty();
    private boolean begun;

    /** A moment that stands in every row is told once. */
    private Object told = "";

    private String words = "";

    /**
     * Rows for these columns. They are sent as they come, so that the server takes in some while others are still made: from
     * the first row to {@link #write} the connection can do nothing else.
     */
    public CopyText(DSLContext database, Table<Record> table, List<? extends Field<?>> columns) {
        this.database = database;
        this.sql = "copy %s (%s) from stdin"
                .formatted(
                        database.render(table),
                        columns.stream().map(database::render).collect(Collectors.joining(", ")));
    }

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
        } else if (value == told) {
            text.append(words);
        } else if (value instanceof LocalDateTime time) {
            told = time;
            words = time.toString();
            text.append(words);
        } else {
            escape(value.toString());
        }
        return this;
    }

    /** Ends the row. That the database refuses one is told by {@link #write}. */
    public void end() {
        text.append('\n');
        begun = false;
        if (text.length() >= PACKET) {
            send();
        }
    }

    private void escape(String value) {
        if (isPlain(value)) {
            text.append(value);
            return;
        }
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            char escaped = switch (value.charAt(i)) {
                case '\\' -> '\\';
                case '\t' -> 't';
                case '\n' -> 'n';
                case '\r' -> 'r';
                default -> 0;
            };
            if (escaped != 0) {
                text.append(value, from, i).append('\\').append(escaped);
                from = i + 1;
            }
        }
        text.append(value, from, value.length());
    }

    /** Whether there is nothing to escape, as in nearly all cells: four searches take a fraction of one look at each character. */
    private static boolean isPlain(String value) {
        return value.indexOf('\\') < 0 && value.indexOf('\t') < 0 && value.indexOf('\n') < 0 && value.indexOf('\r') < 0;
    }

    /**
     * Sends the rows that have not been sent yet, and waits until the database has taken all of them.
     *
     * @throws DataAccessException if it refuses any of them
     */
    public void write() {
        if (!text.isEmpty()) {
            send();
        }
        Optional<CopyIn> sent = open;
        open = Optional.empty();
        sent.ifPresent(it -> tried(it::endCopy));
    }

    private void send() {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        tried(() -> {
            if (open.isEmpty()) {
                open = Optional.of(database.connectionResult(connection ->
                        connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql)));
            }
            open.get().writeToCopy(bytes, 0, bytes.length);
            return bytes.length;
        });
    }

    /** Takes back what has been sent and not been written. */
    @Override
    public void close() {
        Optional<CopyIn> sent = open;
        open = Optional.empty();
        text.setLength(0);
        sent.filter(CopyIn::isActive)
                .ifPresent(it -> tried(() -> {
                    it.cancelCopy();
                    return 0;
                }));
    }

    private interface Step {
        long carryOut() throws SQLException;
    }

    private static void tried(Step step) {
        try {
            step.carryOut();
        } catch (SQLException refused) {
            throw new DataAccessException("COPY was refused", refused);
        }
    }
}
