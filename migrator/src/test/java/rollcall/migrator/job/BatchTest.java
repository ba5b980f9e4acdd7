package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.migrator.load.TargetDatabase;
import rollcall.reconciler.plan.DatabaseConnection;

class BatchTest {
    @Test
    void aChunkThatFailsLeavesNothingAndThoseBeforeItStay(@TempDir Path folder) throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("target") + ";IFEXISTS=FALSE";
        try (TargetDatabase target = TargetDatabase.open(new DatabaseConnection("target", url, "sa", "", "public"))) {
            target.dsl().execute("create table written (n int)");
            target.dsl().execute("create table later (n int)");
            Batch batch = new Batch(target.transactions(), 3)
                    .step("first", IntStream.range(0, 9).iterator(), Integer::valueOf, chunk -> {
                        write(target, "written", chunk);
                        if (chunk.contains(4)) {
                            throw new IllegalStateException("row 4 cannot be written");
                        }
                    })
                    .step("second", List.of(1).iterator(), Integer::valueOf, chunk -> write(target, "later", chunk));

            assertThatThrownBy(() -> batch.run("test"))
                    .isInstanceOf(MigrationFailed.class)
                    .hasMessageContaining("row 4 cannot be written");

            assertThat(target.dsl().fetchValues("select n from written order by n"))
                    .isEqualTo(List.of(0, 1, 2));
            assertThat(target.dsl().fetchCount(DSL.table("later"))).isZero();
        }
    }

    private static void write(TargetDatabase target, String table, List<? extends Integer> chunk) {
        for (Integer n : chunk) {
            target.dsl().execute("insert into " + table + " values (?)", n);
        }
    }
}
