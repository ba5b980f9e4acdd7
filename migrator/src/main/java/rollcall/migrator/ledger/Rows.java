package rollcall.migrator.ledger;

import java.util.List;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Rows on their way into one table of the ledger, in the running transaction: by COPY, or as batches where there is none. */
interface Rows extends AutoCloseable {
    /** Adds a row; its values in the order of the columns. */
    void add(@Nullable Object... values);

    /** Writes what has been added and not written yet. */
    void write();

    /** Ends it; what was not written is forgotten. */
    @Override
    void close();

    /** Rows in any number, which are written as they come: until they are, nothing else is asked of the database. */
    static Rows into(DSLContext database, Table<Record> table, List<Field<?>> columns) {
        return CopyText.suits(database)
                ? new Copied(new CopyText(database, table, columns))
                : new Batched(database, table, columns);
    }

    /** By COPY. */
    record Copied(CopyText text) implements Rows {
        @Override
        public void add(@Nullable Object... values) {
            for (Object value : values) {
                text.cell(value);
            }
            text.end();
        }

        @Override
        public void write() {
            text.write();
        }

        @Override
        public void close() {
            text.close();
        }
    }

    /** In batches. */
    final class Batched implements Rows {
        private static final int SIZE = 1000;

        private final DSLContext database;
        private final Table<Record> table;
        private final List<Field<?>> columns;
        private BatchBindStep batch;

        Batched(DSLContext database, Table<Record> table, List<Field<?>> columns) {
            this.database = database;
            this.table = table;
            this.columns = columns;
            this.batch = begin();
        }

        private BatchBindStep begin() {
            List<Param<?>> parameters = columns.stream()
                    .<Param<?>>map(it -> DSL.param(it.getName(), it))
                    .toList();
            return database.batch(database.insertInto(table).columns(columns).values(parameters));
        }

        @Override
        public void add(@Nullable Object... values) {
            batch = batch.bind(values);
            if (batch.size() == SIZE) {
                write();
            }
        }

        @Override
        public void write() {
            if (batch.size() > 0) {
                batch.execute();
                batch = begin();
            }
        }

        @Override
        public void close() {
            batch = begin();
        }
    }
}
