package rollcall.migrator.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * That a column has one of many values. PostgreSQL takes them as one array: a list of thousands of parameters is written,
 * sent and planned anew each time, and takes several times as long.
 */
public final class Among {
    private static final Set<DataType<?>> IN_ARRAYS =
            Set.of(SQLDataType.INTEGER, SQLDataType.BIGINT, SQLDataType.VARCHAR);

    private Among() {}

    /** The condition for this database. */
    public static <T> Condition of(DSLContext database, Field<T> column, Collection<? extends T> values) {
        if (database.family() != SQLDialect.POSTGRES || !IN_ARRAYS.contains(column.getDataType())) {
            return column.in(values);
        }
        return column.eq(DSL.any(
                DSL.val(array(column, List.copyOf(values)), column.getDataType().getArrayDataType())));
    }

    @SuppressWarnings("unchecked")
    private static <T> T[] array(Field<T> column, List<? extends T> values) {
        T[] array = (T[]) java.lang.reflect.Array.newInstance(column.getType(), values.size());
        return values.toArray(array);
    }
}
