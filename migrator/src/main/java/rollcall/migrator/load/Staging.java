package rollcall.migrator.load;

import java.sql.Connection;
import java.sql.Savepoint;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import rollcall.migrator.ledger.CopyText;

/**
 * Rows on their way into PostgreSQL: by COPY into a temporary table with the target's own column types, and from there with
 * one statement that gives each back as the target has taken it. All of it in the running transaction.
 */
final class Staging {
    private static final Field<Integer> PLACE = DSL.field(DSL.quotedName("rollcall_place"), SQLDataType.INTEGER);

    private final DSLContext database;
    private final Layout layout;
    private final List<Field<?>> columns;
    private final Table<Record> table;
    private boolean forbidden;

    Staging(DSLContext database, Layout layout) {
        this.database = database;
        this.layout = layout;
        this.columns = layout.columns().values().stream()
                .<Field<?>>map(Layout.Column::field)
                .toList();
        this.table = DSL.table(
                DSL.quotedName("rollcall_" + layout.table().getQualifiedName().last()));
    }

    /** Whether rows can go this way: on PostgreSQL, by a user who may have temporary tables. */
    boolean suits() {
        if (forbidden || !CopyText.suits(database)) {
            return false;
        }
        Savepoint savepoint = database.connectionResult(Connection::setSavepoint);
        try {
            // On this connection it may be there from an earlier chunk.
            database.execute(
                    "create temp table if not exists %s on commit delete rows as select 0 as %s, %s from %s limit 0"
                            .formatted(
                                    database.render(table),
                                    database.render(PLACE),
                                    named(columns),
                                    database.render(layout.table())));
            database.connection(it -> it.releaseSavepoint(savepoint));
            return true;
        } catch (DataAccessException refused) {
            if (!refused.sqlState().equals("42501")) {
                throw refused;
            }
            database.connection(it -> it.rollback(savepoint));
            forbidden = true;
            return false;
        }
    }

    /** Writes these rows. */
    Result<Record> insert(List<TargetRow> rows) {
        List<Field<?>> staged =
                Stream.<Field<?>>concat(Stream.of(PLACE), columns.stream()).toList();
        // Of an earlier part of the same chunk.
        database.deleteFrom(table).execute();
        try (CopyText text = new CopyText(database, table, staged)) {
            for (int place = 0; place < rows.size(); place++) {
                text.cell(place);
                for (String name : layout.columns().keySet()) {
                    text.cell(rows.get(place).value(name).orElse(null));
                }
                text.end();
            }
            text.write();
        }
        String named = named(columns);
        return database.resultQuery("insert into %s (%s) select %s from %s order by %s returning %s"
                        .formatted(
                                database.render(layout.table()),
                                named,
                                named,
                                database.render(table),
                                database.render(PLACE),
                                named(layout.all())))
                .coerce(layout.all())
                .fetch();
    }

    private String named(List<Field<?>> fields) {
        return fields.stream().map(database::render).collect(Collectors.joining(", "));
    }
}
