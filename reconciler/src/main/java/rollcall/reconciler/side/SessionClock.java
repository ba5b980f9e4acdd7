package rollcall.reconciler.side;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * By which clock MariaDB and MySQL tell a TIMESTAMP, which they keep as an instant: that of the session, told by an instant in
 * winter and one in summer.
 */
record SessionClock(LocalDateTime winter, LocalDateTime summer) {
    private static final Instant IN_WINTER = Instant.parse("2026-01-15T12:00:00Z");
    private static final Instant IN_SUMMER = Instant.parse("2026-07-15T12:00:00Z");

    /** Asks the session; empty for products whose times follow no session, or say so by their type. */
    static Optional<SessionClock> of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        if (!product.equals("MariaDB") && !product.equals("MySQL")) {
            return Optional.empty();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT FROM_UNIXTIME(%d), FROM_UNIXTIME(%d)"
                        .formatted(IN_WINTER.getEpochSecond(), IN_SUMMER.getEpochSecond()))) {
            return row.next()
                    ? Optional.of(new SessionClock(
                            row.getObject(1, LocalDateTime.class), row.getObject(2, LocalDateTime.class)))
                    : Optional.empty();
        }
    }

    /** The zone by which it goes, if that is this one or UTC: no other can be told by two instants. */
    Optional<ZoneId> zone(ZoneId plans) {
        return goesBy(plans)
                ? Optional.of(plans)
                : Optional.<ZoneId>of(ZoneOffset.UTC).filter(this::goesBy);
    }

    private boolean goesBy(ZoneId zone) {
        return winter.equals(LocalDateTime.ofInstant(IN_WINTER, zone))
                && summer.equals(LocalDateTime.ofInstant(IN_SUMMER, zone));
    }
}
