package rollcall.migrator.extract;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column become text, the same on each product. Times are read as {@link LocalDateTime}, whatever the
 * process's zone: through {@code java.sql.Timestamp} 01:30 on the March Sunday would become 02:30, and 0001-01-01 another
 * day.
 */
enum ColumnReading {
    /** A moment, which is read as another wall time in another zone: refused. */
    ZONED,
    WALL_TIME,
    DAY,
    TIME_OF_DAY,
    FLAG,
    DECIMAL,
    FLOATING,
    AS_IT_IS;

    /** Numbers of its driver's own, which it gives of an old server. */
    private static final int SQL_SERVER_DATETIME = -151;

    private static final int SQL_SERVER_SMALLDATETIME = -150;

    static ColumnReading of(int type, String typeName, String product) {
        if (ZonedTimes.is(typeName, product)) {
            return ZONED;
        }
        if (product.equals("MariaDB") || product.equals("MySQL")) {
            // Its BOOLEAN is a small number, and may be a code as well as a flag; its YEAR is no day.
            switch (typeName) {
                case "BOOLEAN", "TINYINT", "YEAR" -> {
                    return AS_IT_IS;
                }
                default -> {}
            }
        }
        return switch (type) {
            case Types.TIMESTAMP, SQL_SERVER_DATETIME, SQL_SERVER_SMALLDATETIME -> WALL_TIME;
            // Oracle's DATE goes to the second; one of its driver's settings calls it a day all the same.
            case Types.DATE -> product.equals("Oracle") ? WALL_TIME : DAY;
            case Types.TIME -> TIME_OF_DAY;
            case Types.BIT, Types.BOOLEAN -> FLAG;
            case Types.NUMERIC, Types.DECIMAL -> DECIMAL;
            case Types.FLOAT, Types.REAL, Types.DOUBLE -> FLOATING;
            default -> AS_IT_IS;
        };
    }

    /** The text of the row's value in this column, from 1, without padding; blank where there is none. */
    String text(ResultSet row, int column) throws SQLException {
        @Nullable
        Object value = switch (this) {
            case WALL_TIME -> iso(row.getObject(column, LocalDateTime.class));
            case DAY -> row.getObject(column, LocalDate.class);
            case TIME_OF_DAY -> row.getObject(column, LocalTime.class);
            case FLAG -> row.getObject(column, Boolean.class);
            case DECIMAL -> plain(row.getBigDecimal(column));
            case FLOATING -> digits(row.getString(column));
            case ZONED, AS_IT_IS -> row.getString(column);
        };
        return value == null ? "" : value.toString().strip();
    }

    private static @Nullable String iso(@Nullable LocalDateTime time) {
        return time == null ? null : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }

    /** Drivers write 10000000 as 1.0E7 and 0.00001 as 1e-05, or not. */
    private static @Nullable String digits(@Nullable String number) {
        if (number == null || !Character.isDigit(number.charAt(number.length() - 1))) {
            return number;
        }
        BigDecimal value = new BigDecimal(number);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
