package rollcall.reconciler.side;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import rollcall.fixtures.server.Database;
import rollcall.fixtures.server.PostgresServer;

/** What a real PostgreSQL sends, read as its bytes, held against what its driver makes of it. */
class PostgresCellsTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Map<Column, Integer> HEADER = Map.of(
            Column.JOB,
            0,
            Column.PROPERTY,
            1,
            Column.SLOT,
            2,
            Column.STATUS,
            3,
            Column.STARTS_AT,
            4,
            Column.RAISED,
            5,
            Column.TARGET_DATE,
            6);
    private static final String VALUES = """
            select t::varchar, t::char(12), t::text, t::colour, w::timestamp, w::date,
                   w::timestamptz
            from (values ('red', '2026-10-25 01:30'), ('red', '0044-03-15 00:00 BC'), ('blue €😀', '2026-03-29 01:30:59.999'),
                         (null, null), ('blue €😀', '0001-01-01 00:00'), ('red', '1900-01-01 12:34:56'),
                         ('red', '9999-12-31 23:59:59')) v (t, w)
            """;

    @Test
    void textsAndTimesAreTheSameAsBytesAndAsTheDriverTellsThem() throws Exception {
        Database database = PostgresServer.shared().database();
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute("create type colour as enum ('red', 'blue €😀')");
            statement.execute("set timezone = 'Pacific/Auckland'");
            assertThat(SentBytes.areUtf8(connection)).isTrue();
            for (int fetch : List.of(0, 2)) {
                connection.setAutoCommit(fetch == 0);
                statement.setFetchSize(fetch);
                assertThat(asCells(statement)).hasSize(7).isEqualTo(asTold(statement));
            }
        }
    }

    private static List<List<Object>> asCells(Statement statement) throws SQLException, SideFailure {
        List<List<Object>> read = new ArrayList<>();
        Problems problems = new Problems("q.sql");
        try (ResultSet rows = statement.executeQuery(VALUES)) {
            QueryCells cells = new QueryCells("q.sql", rows, HEADER, LONDON, Optional.empty(), problems);
            while (cells.advance()) {
                assertThat(cells.utf8(Column.SLOT)).hasToString(cells.text(Column.SLOT));
                read.add(List.of(
                        cells.utf8(Column.JOB).toString(),
                        cells.utf8(Column.PROPERTY).toString(),
                        cells.utf8(Column.SLOT).toString(),
                        cells.utf8(Column.STATUS).toString(),
                        cells.minutes(Column.STARTS_AT),
                        cells.minutes(Column.RAISED),
                        cells.minutes(Column.TARGET_DATE)));
            }
        }
        assertThat(problems.lines()).isEmpty();
        return read;
    }

    private static List<List<Object>> asTold(Statement statement) throws SQLException {
        List<List<Object>> told = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(VALUES)) {
            while (rows.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= 4; i++) {
                    row.add(Optional.ofNullable(rows.getString(i)).orElse("").strip());
                }
                row.add(minutes(rows.getObject(5, LocalDateTime.class)));
                LocalDate day = rows.getObject(6, LocalDate.class);
                row.add(minutes(day == null ? null : day.atStartOfDay()));
                OffsetDateTime instant = rows.getObject(7, OffsetDateTime.class);
                row.add(minutes(
                        instant == null
                                ? null
                                : instant.atZoneSameInstant(LONDON).toLocalDateTime()));
                told.add(row);
            }
        }
        return told;
    }

    private static long minutes(@Nullable LocalDateTime time) {
        return time == null ? Cells.NO_TIME : Texts.minutes(time);
    }

    @Test
    void whereTheBytesMayBeOfAnyCharsetTheDriverIsAsked() throws Exception {
        Database utf8 = PostgresServer.shared().database();
        String url = utf8.url();
        try (Connection connection = utf8.open();
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists any_charset");
            statement.execute(
                    "create database any_charset encoding 'SQL_ASCII' template template0 locale 'C' locale_provider libc");
        }
        Database any = new Database(url.substring(0, url.lastIndexOf('/') + 1) + "any_charset", utf8.user(), "");
        try (Connection connection = any.open()) {
            assertThat(SentBytes.areUtf8(connection)).isFalse();
        }
        Database latin = new Database(url + "?allowEncodingChanges=true", utf8.user(), "");
        try (Connection connection = latin.open();
                Statement statement = connection.createStatement()) {
            statement.execute("set client_encoding = 'LATIN1'");
            assertThat(SentBytes.areUtf8(connection)).isFalse();
        }
    }
}
