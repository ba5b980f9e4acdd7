package rollcall.migrator.ledger;

import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.DataType;
import org.jooq.impl.AbstractBinding;
import org.jooq.impl.SQLDataType;

/**
 * A wall time without a zone, bound and read as {@link LocalDateTime} by the driver itself. jOOQ's own binding goes through
 * {@code Timestamp}, and so through the machine's zone: it moves 2026-03-29 01:30 by an hour under Europe/London.
 */
public final class WallTime extends AbstractBinding<LocalDateTime, LocalDateTime> {
    private static final long serialVersionUID = 1L;

    /** The type of every timestamp column that we write or read. */
    public static final DataType<LocalDateTime> TYPE = SQLDataType.LOCALDATETIME.asConvertedDataType(new WallTime());

    private WallTime() {}

    @Override
    public Converter<LocalDateTime, LocalDateTime> converter() {
        return Converter.of(LocalDateTime.class, LocalDateTime.class, it -> it, it -> it);
    }

    @Override
    public void set(BindingSetStatementContext<LocalDateTime> context) throws SQLException {
        LocalDateTime value = context.value();
        if (value == null) {
            context.statement().setNull(context.index(), Types.TIMESTAMP);
        } else {
            context.statement().setObject(context.index(), value);
        }
    }

    @Override
    public void get(BindingGetResultSetContext<LocalDateTime> context) throws SQLException {
        context.value(context.resultSet().getObject(context.index(), LocalDateTime.class));
    }
}
