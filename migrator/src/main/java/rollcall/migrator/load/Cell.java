package rollcall.migrator.load;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jooq.Field;
import rollcall.migrator.transform.Reason;

/** One value, in the type of the column that is to take it. */
final class Cell {
    private Cell() {}

    /**
     * Converts a value without loss.
     *
     * @throws Unfit if the column's type cannot take it; the reason names column and type, not the value
     */
    static Object fit(Object value, Field<?> column) throws Unfit {
        Class<?> type = column.getType();
        try {
            if (type == String.class) {
                return value.toString();
            }
            if (type == Integer.class) {
                return exactly(value, Integer.valueOf(value.toString()), column);
            }
            if (type == Long.class) {
                return exactly(value, Long.valueOf(value.toString()), column);
            }
            if (type == BigDecimal.class) {
                return exactly(value, new BigDecimal(value.toString()), column);
            }
            if (type == Boolean.class) {
                return truth(value, column);
            }
            if (type == LocalDateTime.class) {
                return value instanceof LocalDateTime time ? time : LocalDateTime.parse(value.toString());
            }
            if (type == LocalDate.class) {
                return value instanceof LocalDateTime time ? time.toLocalDate() : LocalDate.parse(value.toString());
            }
            if (type == LocalTime.class) {
                return value instanceof LocalDateTime time ? time.toLocalTime() : LocalTime.parse(value.toString());
            }
        } catch (NumberFormatException | DateTimeException unreadable) {
            throw unfit(column);
        }
        throw unfit(column);
    }

    /** A number that would not come back as it is written ({@code 02011}) is a code, and no number. */
    private static Object exactly(Object value, Object number, Field<?> column) throws Unfit {
        if (!number.toString().equals(value.toString())) {
            throw unfit(column);
        }
        return number;
    }

    private static Boolean truth(Object value, Field<?> column) throws Unfit {
        return switch (value.toString()) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw unfit(column);
        };
    }

    private static Unfit unfit(Field<?> column) {
        return new Unfit(new Reason.RefusedByTarget("column '" + column.getName() + "' takes "
                + column.getType().getSimpleName() + " only, exactly as it is written"));
    }
}
