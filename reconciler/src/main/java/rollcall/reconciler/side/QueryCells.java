package rollcall.reconciler.side;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import rollcall.reconciler.sort.Utf8;

/** The current row of a query's result. */
final class QueryCells implements Cells, KeyedCells.Parts {
    private static final int SQL_SERVER_DATETIME = -151;
    private static final int SQL_SERVER_SMALLDATETIME = -150;
    private static final int SQL_SERVER_DATETIMEOFFSET = -155;
    private static final int ORACLE_TIMESTAMPTZ = -101;
    private static final int ORACLE_TIMESTAMPLTZ = -102;

    private enum Form {
        WALL_TIME,
        DATE,
        INSTANT,
        SESSION_TIME,
        FLAG,
        TEXT
    }

    private final String file;
    private final ResultSet rows;
    private final ZoneId zone;
    private final ZoneId sessions;
    private final Problems problems;
    private final int[] positions = new int[Column.values().length];
    private final Form[] forms = new Form[Column.values().length];
    private final boolean[] sent = new boolean[Column.values().length];
    private final Utf8 view = new Utf8();
    private long row;

    /**
     * On a query's result.
     *
     * @param zone whose wall time the cells are to be
     * @param clock by which the session tells a TIMESTAMP, where that follows the session
     * @throws SideFailure if the result has such a column, and its times cannot be told
     */
    QueryCells(
            String file,
            ResultSet rows,
            Map<Column, Integer> header,
            ZoneId zone,
            Optional<SessionClock> clock,
            Problems problems)
            throws SQLException, SideFailure {
        this.file = file;
        this.rows = rows;
        this.zone = zone;
        Optional<ZoneId> sessions = clock.flatMap(it -> it.zone(zone));
        this.sessions = sessions.orElse(zone);
        this.problems = problems;
        Arrays.fill(forms, Form.TEXT);
        // Oracle's DATE goes to the second; one of its driver's settings calls it a day all the same.
        boolean datesHaveTimes = rows.getStatement()
                .getConnection()
                .getMetaData()
                .getDatabaseProductName()
                .equals("Oracle");
        boolean areSent = SentBytes.areUtf8(rows.getStatement().getConnection());
        for (Map.Entry<Column, Integer> column : header.entrySet()) {
            int index = column.getKey().ordinal();
            positions[index] = column.getValue() + 1;
            forms[index] = form(rows.getMetaData(), positions[index], datesHaveTimes, clock.isPresent());
            sent[index] = areSent && SentBytes.areOf(rows.getMetaData().getColumnTypeName(positions[index]));
            if (forms[index] == Form.SESSION_TIME && sessions.isEmpty()) {
                throw new SideFailure(
                        "%s: column %s is a TIMESTAMP, which the server tells by its session's time zone, and that is neither UTC nor the plan's %s; add sessionVariables=time_zone='+00:00' to the url of its connection"
                                .formatted(file, column.getKey().word(), zone));
            }
        }
    }

    /** Numbers below zero are a product's own: SQL Server's of an old server's times, and both products' of instants. */
    private static Form form(ResultSetMetaData types, int position, boolean datesHaveTimes, boolean ofMariaDb)
            throws SQLException {
        String name = types.getColumnTypeName(position);
        return switch (types.getColumnType(position)) {
            case Types.TIMESTAMP ->
                "timestamptz".equalsIgnoreCase(name)
                        ? Form.INSTANT
                        : ofMariaDb && "timestamp".equalsIgnoreCase(name) ? Form.SESSION_TIME : Form.WALL_TIME;
            case SQL_SERVER_DATETIME, SQL_SERVER_SMALLDATETIME -> Form.WALL_TIME;
            case Types.TIMESTAMP_WITH_TIMEZONE, SQL_SERVER_DATETIMEOFFSET, ORACLE_TIMESTAMPTZ, ORACLE_TIMESTAMPLTZ ->
                Form.INSTANT;
            case Types.DATE -> datesHaveTimes ? Form.WALL_TIME : Form.DATE;
            // Its driver takes a TINYINT(1) for one, and a 3 in it for true.
            case Types.BOOLEAN -> ofMariaDb ? Form.TEXT : Form.FLAG;
            default -> Form.TEXT;
        };
    }

    boolean advance() throws SQLException {
        row++;
        return rows.next();
    }

    @Override
    public boolean has(Column column) {
        return positions[column.ordinal()] > 0;
    }

    @Override
    public String place() {
        return file + " row " + row;
    }

    @Override
    public String text(Column column) throws SideFailure {
        int position = positions[column.ordinal()];
        if (position == 0) {
            return "";
        }
        try {
            String text = rows.getString(position);
            return text == null ? "" : Blanks.strip(text);
        } catch (SQLException e) {
            throw failed(column, e);
        }
    }

    @Override
    public Utf8 utf8(Column column) throws SideFailure {
        if (!sent[column.ordinal()]) {
            return view.show(text(column));
        }
        try {
            return Blanks.strip(bytes(positions[column.ordinal()]));
        } catch (SQLException e) {
            throw failed(column, e);
        }
    }

    @Override
    public Utf8 part(int position) throws SideFailure {
        try {
            String text = rows.getString(position + 1);
            return text == null ? view.showNothing() : view.show(Blanks.strip(text));
        } catch (SQLException e) {
            throw new SideFailure(Remedy.ofQuery(place() + ", column " + (position + 1), e));
        }
    }

    private Utf8 bytes(int position) throws SQLException {
        byte[] bytes = rows.getBytes(position);
        return bytes == null ? view.showNothing() : view.show(bytes, 0, bytes.length);
    }

    @Override
    public long minutes(Column column) throws SideFailure {
        int position = positions[column.ordinal()];
        if (position == 0) {
            return NO_TIME;
        }
        try {
            if (sent[column.ordinal()]) {
                long plain = PlainTimes.minutes(Blanks.strip(bytes(position)));
                if (plain != PlainTimes.OTHERWISE) {
                    return plain;
                }
            }
            return switch (forms[column.ordinal()]) {
                case WALL_TIME -> wallTime(column, position);
                case SESSION_TIME -> {
                    LocalDateTime time = rows.getObject(position, LocalDateTime.class);
                    yield time == null ? NO_TIME : Texts.minutes(inPlansZone(time));
                }
                case DATE -> {
                    LocalDate date = rows.getObject(position, LocalDate.class);
                    yield date == null ? NO_TIME : Texts.minutes(date.atStartOfDay());
                }
                case INSTANT -> {
                    OffsetDateTime instant = rows.getObject(position, OffsetDateTime.class);
                    yield instant == null
                            ? NO_TIME
                            : Texts.minutes(instant.atZoneSameInstant(zone).toLocalDateTime());
                }
                case FLAG, TEXT -> timeFromText(column);
            };
        } catch (SQLException e) {
            throw failed(column, e);
        }
    }

    private LocalDateTime inPlansZone(LocalDateTime ofSession) {
        return sessions.equals(zone)
                ? ofSession
                : ofSession.atZone(sessions).withZoneSameInstant(zone).toLocalDateTime();
    }

    /** A driver that does not know {@code LocalDateTime} is asked for text from then on. */
    private long wallTime(Column column, int position) throws SideFailure {
        try {
            LocalDateTime time = rows.getObject(position, LocalDateTime.class);
            return time == null ? NO_TIME : Texts.minutes(time);
        } catch (SQLException e) {
            forms[column.ordinal()] = Form.TEXT;
            return timeFromText(column);
        }
    }

    private long timeFromText(Column column) throws SideFailure {
        String text = text(column);
        Optional<LocalDateTime> time = Texts.time(text);
        if (time.isEmpty() && !text.isEmpty()) {
            problems.add(Texts.notATime(this, column, text));
        }
        return time.map(Texts::minutes).orElse(NO_TIME);
    }

    @Override
    public int flag(Column column) throws SideFailure {
        int position = positions[column.ordinal()];
        if (position == 0) {
            return -1;
        }
        if (forms[column.ordinal()] == Form.FLAG) {
            try {
                boolean flag = rows.getBoolean(position);
                return rows.wasNull() ? -1 : flag ? 1 : 0;
            } catch (SQLException e) {
                throw failed(column, e);
            }
        }
        Utf8 text = utf8(column);
        int flag = Flags.of(text);
        if (flag < 0 && !text.isEmpty()) {
            problems.add(Texts.notAFlag(this, column, text.toString()));
        }
        return flag;
    }

    private SideFailure failed(Column column, SQLException e) {
        return new SideFailure(Remedy.ofQuery(place() + ", column " + column.word(), e));
    }
}
