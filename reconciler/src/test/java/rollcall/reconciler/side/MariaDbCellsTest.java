package rollcall.reconciler.side;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rollcall.fixtures.server.Database;
import rollcall.fixtures.server.Engine;
import rollcall.reconciler.plan.DatabaseConnection;

/** What a real MariaDB tells otherwise than it keeps it: times by the session's zone, and small numbers as true or false. */
class MariaDbCellsTest {
    private static final String VISIT = "select number as priority, yes as visible, three as vulnerable,"
            + " kept as starts_at, told as ends_at from visit order by number";
    private static final Map<Column, Integer> HEADER =
            Map.of(Column.PRIORITY, 0, Column.VISIBLE, 1, Column.VULNERABLE, 2, Column.STARTS_AT, 3, Column.ENDS_AT, 4);

    private Database database = new Database("", "", "");

    @BeforeEach
    void keepAVisitInSummerAndOneInWinter(@TempDir Path folder) throws Exception {
        database = Engine.MARIADB.database(folder);
        try (Connection owner = database.open();
                Statement statement = owner.createStatement()) {
            statement.execute("set time_zone = '+00:00'");
            statement.execute(
                    "create table visit (number tinyint(1), yes boolean, three tinyint(1), kept timestamp null, told datetime)");
            statement.execute(
                    "insert into visit values (4, true, 3, '2026-07-01 08:00:00', '2026-07-01 09:00:00'), (5, false, null, '2026-12-01 09:00:00', '2026-12-01 09:00:00')");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "+00:00, Europe/London",
        "+00:00, Pacific/Auckland",
        "+00:00, UTC",
        "+05:30, Asia/Kolkata",
    })
    void aTimestampIsTheSameInstantWhateverTheSessionsZone(String session, String plans) throws Exception {
        ZoneId zone = ZoneId.of(plans);
        read(session, zone, (cells, problems) -> {
            assertThat(cells.advance()).isTrue();
            assertThat(cells.minutes(Column.STARTS_AT)).isEqualTo(wallTime(LocalDateTime.of(2026, 7, 1, 8, 0), zone));
            assertThat(cells.minutes(Column.ENDS_AT)).isEqualTo(Texts.minutes(LocalDateTime.of(2026, 7, 1, 9, 0)));
            assertThat(cells.advance()).isTrue();
            assertThat(cells.minutes(Column.STARTS_AT)).isEqualTo(wallTime(LocalDateTime.of(2026, 12, 1, 9, 0), zone));
            assertThat(cells.minutes(Column.ENDS_AT)).isEqualTo(Texts.minutes(LocalDateTime.of(2026, 12, 1, 9, 0)));
        });
    }

    @Test
    void aTimestampInASessionOfAnotherZoneIsRefusedAndNeverReadAsItStands() {
        assertThatThrownBy(() -> read("+01:00", ZoneId.of("Europe/London"), (cells, problems) -> {}))
                .isInstanceOf(SideFailure.class)
                .hasMessage(
                        "target.sql: column starts_at is a TIMESTAMP, which the server tells by its session's time zone, and that is neither UTC nor the plan's Europe/London; add sessionVariables=time_zone='+00:00' to the url of its connection");
    }

    @Test
    void aSmallNumberIsANumberAndNoFlag() throws Exception {
        read("+00:00", ZoneId.of("Europe/London"), (cells, problems) -> {
            assertThat(cells.advance()).isTrue();
            assertThat(cells.text(Column.PRIORITY)).isEqualTo("4");
            assertThat(cells.flag(Column.VISIBLE)).isEqualTo(1);
            assertThat(cells.flag(Column.VULNERABLE)).isEqualTo(-1);
            assertThat(problems.lines()).anyMatch(it -> it.contains("is not a flag"));
            assertThat(cells.advance()).isTrue();
            assertThat(cells.flag(Column.VISIBLE)).isZero();
            assertThat(cells.flag(Column.VULNERABLE)).isEqualTo(-1);
        });
    }

    /** What is done with the cells of the query. */
    private interface Reading {
        void of(QueryCells cells, Problems problems) throws SideFailure, SQLException;
    }

    private void read(String session, ZoneId zone, Reading reading) throws Exception {
        DatabaseConnection target = new DatabaseConnection(
                "target",
                database.url() + "?sessionVariables=time_zone='" + session + "'",
                database.user(),
                database.password(),
                "public");
        try (Snapshot snapshot = Snapshot.open(target);
                Statement statement = snapshot.connection().createStatement()) {
            Optional<SessionClock> clock = SessionClock.of(snapshot.connection());
            Problems problems = new Problems("target.sql");
            try (ResultSet rows = statement.executeQuery(VISIT)) {
                reading.of(new QueryCells("target.sql", rows, HEADER, zone, clock, problems), problems);
            }
        }
    }

    private static long wallTime(LocalDateTime utc, ZoneId zone) {
        return Texts.minutes(
                utc.atZone(ZoneId.of("UTC")).withZoneSameInstant(zone).toLocalDateTime());
    }
}
