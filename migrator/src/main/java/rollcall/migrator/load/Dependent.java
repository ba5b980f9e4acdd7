package rollcall.migrator.load;

import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/**
 * A table whose rows can hang on a row of ours.
 *
 * @param name for messages
 * @param parent its column that refers to our row
 * @param referred our column that it refers to: the id, most often
 */
record Dependent(String name, Table<Record> table, Field<?> parent, Field<?> referred) {}
