package rollcall.reconciler.side;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.ReconciliationPlan.CsvSide;
import rollcall.reconciler.sort.OutOfOrder;
import rollcall.reconciler.sort.SortedRows;

class CsvInOrderTest {
    private final Path file;

    CsvInOrderTest(@TempDir Path folder) {
        this.file = folder.resolve("target.csv");
    }

    /** Rows of one file would be read by the columns of another. */
    @Test
    void aFileThatIsExchangedOnceItsColumnsAreKnownIsNotTheFileAnyMore() throws IOException {
        Files.writeString(file, "\"population\",\"reference\",\"slot\"\r\n\"jobs\",\"1\",\"AM\"\r\n");
        CsvInOrder rows = new CsvInOrder(
                new CsvSide(file, StandardCharsets.UTF_8, ',', Map.of()),
                "TARGET",
                into -> RowIntake.target("target.csv", into, Newcomers.NONE),
                () -> Progress.NONE.begin("reading", -1));

        assertThat(rows.columns("target.csv", EnumSet.allOf(Column.class)))
                .contains(EnumSet.of(Column.POPULATION, Column.REFERENCE, Column.SLOT));
        Files.writeString(file, "\"population\",\"reference\"\r\n\"jobs\",\"1\"\r\n");

        try (SortedRows reading = rows.open()) {
            assertThatThrownBy(reading::advance).isInstanceOf(OutOfOrder.class);
        }
        rows.close();
    }
}
