package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rollcall.migrator.load.TargetDatabase;
import rollcall.reconciler.plan.DatabaseConnection;

class BatchTest {
    @Test
    void aChunkThatFailsLeavesNothingAndThoseBeforeItStay(@TempDir Path folder) throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("target") + ";IFEXISTS=FALSE";
        try (TargetDatabase target = TargetDatabase.open(new DatabaseConnection("target", url, "sa", "", "public"))) {
            target.dsl().execute("create table written (n int)");
            target.dsl().execute("create table later (n int)");
            Batch batch = new Batch(target, 3, () -> {})
                    .step("first", IntStream.range(0, 9).boxed().iterator(), chunk -> {
                        write(target, "written", chunk);
                        if (chunk.contains(4)) {
                            throw new IllegalStateException("row 4 cannot be written");
                        }
                    })
                    .step("second", List.of(1).iterator(), chunk -> write(target, "later", chunk));

            assertThatThrownBy(() -> batch.run("test"))
                    .isInstanceOf(MigrationFailed.class)
                    .hasMessageContaining("row 4 cannot be written")
                    .hasMessageEndingWith("it would stop there again: mend that, then run the same command to go on");

            assertThat(target.dsl().fetchValues("select n from written order by n"))
                    .isEqualTo(List.of(0, 1, 2));
            assertThat(target.dsl().fetchCount(DSL.table("later"))).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "08006, 0, run the same command again to go on",
        "40001, 0, run the same command again to go on",
        "57P01, 0, run the same command again to go on",
        "HYT00, 50200, run the same command again to go on",
        "90098, 90098, run the same command again to go on",
        "42501, 0, 'its user lacks a right, or it lacks a table or column: mend that, then run the same command to go on'",
        "25006, 0, 'the target may only be read: open it for writing, then run the same command to go on'",
        "XX001, 0, 'look the state up, mend its cause in the target, then run the same command to go on'"
    })
    void onlyWhatPassesIsMendedByRunningAgain(String state, int code, String remedy) {
        SQLException refused = new SQLException("a row's values", state, code);

        assertThat(MigrationFailed.of(new IllegalStateException(refused)))
                .hasMessage(
                        "the load stopped: the target refused it (SQL state %s, error %d). What was committed is in the target and in the ledger; %s"
                                .formatted(state, code, remedy));
    }

    private static void write(TargetDatabase target, String table, List<? extends Integer> chunk) {
        for (Integer n : chunk) {
            target.dsl().execute("insert into " + table + " values (?)", n);
        }
    }
}
