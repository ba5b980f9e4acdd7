package rollcall.migrator.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.Savepoint;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rollcall.fixtures.server.Database;
import rollcall.fixtures.server.PostgresServer;
import rollcall.migrator.ledger.CopyText;
import rollcall.reconciler.plan.DatabaseConnection;

/** Rows that are sent to a real PostgreSQL as they come: many packets of them, refused, forgotten, or remarked upon. */
class CopyTextTest {
    private static final int MANY = 20_000;
    private static final Table<Record> TABLE = DSL.table(DSL.name("visit"));
    private static final Field<Integer> NUMBER = DSL.field(DSL.name("number"), SQLDataType.INTEGER);
    private static final Field<String> WORDS = DSL.field(DSL.name("words"), SQLDataType.VARCHAR);

    private TargetDatabase target;

    @BeforeEach
    void open() throws Exception {
        Database fresh = PostgresServer.shared().database();
        target = TargetDatabase.open(
                new DatabaseConnection("target", fresh.url(), fresh.user(), fresh.password(), "public"));
        target.dsl().execute("create table visit (number int primary key, words varchar(40) not null)");
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void whatIsWrittenIsThereLetterByLetter() {
        String words = "tab\t back\\slash\nline\r\u00e9\u2019\ud83d\udd27\\N";
        target.inTransaction(() -> {
            try (CopyText text = new CopyText(target.dsl(), TABLE, List.of(NUMBER, WORDS))) {
                add(text, 1, words);
                add(text, 2, "\\N");
                text.write();
            }
            return "";
        });

        assertThat(target.dsl().select(WORDS).from(TABLE).orderBy(NUMBER).fetch(WORDS))
                .containsExactly(words, "\\N");
    }

    @Test
    void aRowThatIsRefusedAmongManyPacketsTakesBackAllOfThemAndNoMore() {
        target.inTransaction(() -> {
            send(-2, -1);
            Savepoint before = target.dsl().connectionResult(Connection::setSavepoint);
            assertThatThrownBy(() -> {
                        try (CopyText text = new CopyText(target.dsl(), TABLE, List.of(NUMBER, WORDS))) {
                            add(text, 0, "x".repeat(41));
                            for (int i = 1; i < MANY; i++) {
                                add(text, i, "visit " + i);
                            }
                            text.write();
                        }
                    })
                    .isInstanceOf(DataAccessException.class)
                    .hasRootCauseMessage(
                            "ERROR: value too long for type character varying(40)\n  Where: COPY visit, line 1, column words: \""
                                    + "x".repeat(41) + "\"");
            target.dsl().connection(it -> it.rollback(before));
            send(MANY, MANY + 1);
            return "";
        });

        assertThat(target.dsl().select(NUMBER).from(TABLE).orderBy(NUMBER).fetch(NUMBER))
                .containsExactly(-2, -1, MANY, MANY + 1);
    }

    @Test
    void whatWasSentAndNotWrittenIsTakenBack() {
        assertThatThrownBy(() -> target.inTransaction(() -> {
                    try (CopyText text = new CopyText(target.dsl(), TABLE, List.of(NUMBER, WORDS))) {
                        for (int i = 0; i < MANY; i++) {
                            add(text, i, "visit " + i);
                        }
                        throw new IllegalStateException("between two rows");
                    }
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("between two rows");

        assertThat(target.dsl().fetchCount(TABLE)).isZero();
        target.inTransaction(() -> send(1, MANY));
        assertThat(target.dsl().fetchCount(TABLE)).isEqualTo(MANY);
    }

    /** Were nobody to read what a server remarks while rows are sent, both would wait for one another. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aTriggerThatRemarksOnEachRowHoldsNothingUp() {
        DSLContext database = target.dsl();
        database.execute("create function remark() returns trigger language plpgsql as"
                + " $$ begin raise notice '%', repeat('seen ', 200); return new; end $$");
        database.execute("create trigger remark before insert on visit for each row execute function remark()");

        target.inTransaction(() -> send(1, MANY));

        assertThat(database.fetchCount(TABLE)).isEqualTo(MANY);
    }

    private int send(int first, int last) {
        try (CopyText text = new CopyText(target.dsl(), TABLE, List.of(NUMBER, WORDS))) {
            for (int i = first; i <= last; i++) {
                add(text, i, "visit " + i);
            }
            text.write();
        }
        return last - first + 1;
    }

    private static void add(CopyText text, int number, String words) {
        text.cell(number).cell(words).end();
    }
}
