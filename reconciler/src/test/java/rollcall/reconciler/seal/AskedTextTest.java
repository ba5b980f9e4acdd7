package rollcall.reconciler.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.DatabaseConnection.SnapshotMode;
import rollcall.reconciler.plan.ExportedFiles;
import rollcall.reconciler.plan.ExportedFiles.Export;
import rollcall.reconciler.plan.ExportedFiles.Table;
import rollcall.reconciler.plan.KeyColumns;
import rollcall.reconciler.plan.ReconciliationPlan.QuerySide;
import rollcall.reconciler.seal.AskedText.Difference;

/** What a seal keeps of the plan, and which change of the plan since is noticed. */
class AskedTextTest {
    private static final Path FILE = Path.of("source.sql");
    private static final KeyColumns KEY = new KeyColumns(List.of("job", "visit"), List.of("job"));

    @Test
    void whatIsKeptIsReadAgainAsItWas() {
        for (KeyColumns key : List.of(KeyColumns.NONE, KEY)) {
            for (String sql :
                    List.of("select 1", "select 1\n", "select 1 -- key: no\n-- key: old\n", "\n-- files: x")) {
                AskedText asked = AskedText.of(exported(sql, "d/M/uuuu", key));
                assertThat(AskedText.read(asked.text())).isEqualTo(asked);
                assertThat(asked.from(AskedText.read(asked.text()))).isEqualTo(Difference.NONE);
            }
        }
    }

    @Test
    void eachChangeIsToldAsWhatItIs() {
        AskedText asked = AskedText.of(exported("select 1", "d/M/uuuu", KEY));

        assertThat(asked.from(AskedText.of(exported("select 1  \r\n", "d/M/uuuu", KEY))))
                .isEqualTo(Difference.NONE);
        assertThat(asked.from(AskedText.of(exported("select 2", "d/M/uuuu", KEY))))
                .isEqualTo(Difference.SQL);
        assertThat(asked.from(AskedText.of(exported("select 1", "M/d/uuuu", KEY))))
                .isEqualTo(Difference.FILES);
        assertThat(asked.from(AskedText.of(exported("select 1", "d/M/uuuu", KeyColumns.NONE))))
                .isEqualTo(Difference.KEY);
    }

    @Test
    void anOlderSealDoesNotTellHowFilesWereReadAndItsKeyIsStillItsLastLine() {
        AskedText now = AskedText.of(exported("select 1", "d/M/uuuu", KEY));

        assertThat(now.from(AskedText.read("select 1\n-- key: appointments: job, visit; jobs: job\n")))
                .isEqualTo(Difference.NONE);
        assertThat(now.from(AskedText.read("select 1\n-- key: job\n"))).isEqualTo(Difference.KEY);
    }

    @Test
    void whatStandsBelowACommentLikeOursIsPartOfTheQuery() {
        AskedText now = AskedText.of(database("select 1\n-- files: a\nfrom b"));

        assertThat(now.from(AskedText.read("select 1\n-- files: a\nfrom c"))).isEqualTo(Difference.SQL);
        assertThat(now.from(AskedText.read("select 1"))).isEqualTo(Difference.SQL);
    }

    private static QuerySide database(String sql) {
        return new QuerySide(new DatabaseConnection("legacy", "jdbc:h2:mem:x", "sa", "", "public"), FILE, sql);
    }

    private static QuerySide exported(String sql, String dates, KeyColumns key) {
        Table table = new Table(
                "orders",
                Map.of("order_no", List.of("Works Order"), "raised", List.of("Raised")),
                Set.of("raised"),
                List.of("order_no"),
                List.of(new Export(Path.of("orders.csv"), StandardCharsets.UTF_8, ',', List.of(dates), Set.of())));
        DatabaseConnection files = new DatabaseConnection(
                "exports",
                "",
                "",
                "",
                "public",
                SnapshotMode.ONE,
                Optional.of(new ExportedFiles(Path.of("work"), List.of(table))));
        return new QuerySide(files, FILE, sql, key);
    }
}
