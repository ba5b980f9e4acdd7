package rollcall.migrator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.TimeZone;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WallTimeTest {
    private static final List<String> TIMES =
            List.of("2026-03-29T01:30:00", "2026-10-25T01:30:00", "0001-01-01T00:00:00", "1900-01-01T00:00:00");

    private final TimeZone own = TimeZone.getDefault();

    @AfterEach
    void restoreZone() {
        TimeZone.setDefault(own);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/London", "UTC", "Pacific/Auckland"})
    void aTimeIsStoredAndReadToTheSecondUnderAnyZone(String zone, @TempDir Path folder) throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("times"))) {
            DSLContext database = DSL.using(connection, SQLDialect.H2);
            database.execute("create table times (id int, at timestamp, on_day date, on_clock time)");
            var at = DSL.field("at", WallTime.TYPE);
            var day = DSL.field("on_day", WallTime.DATE);
            var clock = DSL.field("on_clock", WallTime.TIME);
            for (int i = 0; i < TIMES.size(); i++) {
                LocalDateTime time = LocalDateTime.parse(TIMES.get(i));
                database.insertInto(DSL.table("times"), DSL.field("id", Integer.class), at, day, clock)
                        .values(i, time, time.toLocalDate(), time.toLocalTime())
                        .execute();
            }

            List<String> text = database.fetchValues("select cast(at as varchar(19)) from times order by id").stream()
                    .map(it -> String.valueOf(it).replace(' ', 'T'))
                    .toList();
            List<LocalDateTime> read =
                    database.select(at).from("times").orderBy(DSL.field("id")).fetch(at);
            List<LocalDate> days =
                    database.select(day).from("times").orderBy(DSL.field("id")).fetch(day);
            List<LocalTime> clocks = database.select(clock)
                    .from("times")
                    .orderBy(DSL.field("id"))
                    .fetch(clock);

            assertThat(text).isEqualTo(TIMES);
            assertThat(read).isEqualTo(TIMES.stream().map(LocalDateTime::parse).toList());
            assertThat(days)
                    .isEqualTo(read.stream().map(LocalDateTime::toLocalDate).toList());
            assertThat(clocks)
                    .isEqualTo(read.stream().map(LocalDateTime::toLocalTime).toList());
        }
    }
}
