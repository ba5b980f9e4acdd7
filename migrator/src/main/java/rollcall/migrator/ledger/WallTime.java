package rollcall.migrator.ledger;

import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.DataType;
import org.jooq.impl.AbstractBinding;
import org.jooq.impl.SQLDataType;

/**
 * A wall time without a zone, bound and read by the driver itself. jOOQ's own binding goes through {@code Timestamp}, and
 * so through the machine's zone: it moves 2026-03-29 01:30 by an hour under Europe/London.
 *
 * @param <T> LocalDateTime, LocalDate or LocalTime
 */
public final class WallTime<T> extends AbstractBinding<T, T> {
    private static final long serialVersionUID = 1L;

    /** The type of every timestamp column that we write or read. */
    public static final DataType<LocalDateTime> TYPE =
            SQLDataType.LOCALDATETIME.asConvertedDataType(new WallTime<>(LocalDateTime.class, Types.TIMESTAMP));

    /** The type of a date column. */
    public static final DataType<LocalDate> DATE =
            SQLDataType.LOCALDATE.asConvertedDataType(new WallTime<>(LocalDate.class, Types.DATE));

    /** The type of a column with a time of day. */
    public static final DataType<LocalTime> TIME =
            SQLDataType.LOCALTIME.asConvertedDataType(new WallTime<>(LocalTime.class, Types.TIME));

    private final Class<T> type;
    private final int sqlType;

    private WallTime(Class<T> type, int sqlType) {
        this.type = type;
        this.sqlType = sqlType;
    }

    @Override
    public Converter<T, T> converter() {
        return Converter.of(type, type, it -> it, it -> it);
    }

    @Override
    public void set(BindingSetStatementContext<T> context) throws SQLException {
        T value = context.value();
        if (value == null) {
            context.statement().setNull(context.index(), sqlType);
        } else {
            context.statement().setObject(context.index(), value);
        }
    }

    @Override
    public void get(BindingGetResultSetContext<T> context) throws SQLException {
        context.value(context.resultSet().getObject(context.index(), type));
    }
}
