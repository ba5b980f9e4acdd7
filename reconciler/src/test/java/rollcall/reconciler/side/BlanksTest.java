package rollcall.reconciler.side;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.ReconciliationPlan.CsvSide;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.SpillFolder;
import rollcall.reconciler.sort.Utf8;
import rollcall.reconciler.table.TableFile;

/** What stands at the ends of a value and is no part of it is the same in files, in queries and in tables that people edit. */
class BlanksTest {
    @Test
    void bytesTextAndCellsOfTablesAgreeOnEveryCharacter() {
        Utf8 view = new Utf8();
        for (int letter = 0; letter <= Character.MAX_VALUE; letter++) {
            if (Character.isSurrogate((char) letter)) {
                continue;
            }
            String one = String.valueOf((char) letter);
            for (String text : List.of(one, one + "a" + one, "\u00A0" + one + "é b" + one + " \u200B", "€" + one)) {
                String bare = Blanks.strip(text);
                assertThat(bare).as("U+%04X", letter).isEqualTo(PlainReader.seen(text));
                assertThat(TableFile.asInACell(text)).as("U+%04X", letter).isEqualTo(bare);
                assertThat(Blanks.strip(view.show(text))).as("U+%04X", letter).hasToString(bare);
            }
        }
        assertThat(Blanks.strip(view.show(" 😀\u3000"))).hasToString("😀");
    }

    @Test
    void aFileAndAQueryYieldTheSameValueWhateverBlanksAreAroundIt(@TempDir Path folder) throws Exception {
        List<String> values = new ArrayList<>();
        for (int letter = 0x1C; letter <= 0xFEFF; letter++) {
            if (Blanks.isBlank((char) letter)) {
                values.add((char) letter + "AM" + (char) letter + " ");
                values.add(String.valueOf((char) letter));
            }
        }
        assertThat(values).hasSizeGreaterThan(40);
        assertThat(ofQuery(values))
                .isEqualTo(ofFile(folder, values))
                .contains("AM", "")
                .hasSize(values.size());
        assertThat(Set.copyOf(ofQuery(values))).containsExactlyInAnyOrder("AM", "");
    }

    private static List<String> ofQuery(List<String> values) throws Exception {
        List<String> read = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
                PreparedStatement query = connection.prepareStatement("select cast(? as varchar)")) {
            for (String value : values) {
                query.setString(1, value);
                try (ResultSet rows = query.executeQuery()) {
                    QueryCells cells = new QueryCells(
                            "q.sql",
                            rows,
                            Map.of(Column.SLOT, 0),
                            ZoneId.of("Europe/London"),
                            Optional.empty(),
                            new Problems("q.sql"));
                    cells.advance();
                    assertThat(cells.utf8(Column.SLOT)).hasToString(cells.text(Column.SLOT));
                    read.add(cells.text(Column.SLOT));
                }
            }
        }
        return read;
    }

    private static List<String> ofFile(Path folder, List<String> values) throws Exception {
        Path file = Files.writeString(
                folder.resolve("rows.csv"),
                "population,reference,slot\n"
                        + String.join(
                                "",
                                values.stream()
                                        .map(it -> "jobs,1,\"" + it + "\"\n")
                                        .toList()));
        try (SpillFolder spill = SpillFolder.in(folder.resolve("spill"))) {
            Slots slots = new Slots(new RowSorter(spill, "rows", 1 << 20));
            CsvReader.read(
                    new CsvSide(file, StandardCharsets.UTF_8, ',', Map.of()),
                    slots,
                    Progress.NONE.begin("reading", -1));
            return slots.taken;
        }
    }

    /** Keeps the slot of each record. */
    private static final class Slots extends Intake {
        private final List<String> taken = new ArrayList<>();

        Slots(RowSorter rows) {
            super("rows.csv", rows);
        }

        @Override
        Set<Column> allowed() {
            return RowIntake.OF_SOURCE;
        }

        @Override
        void begin(Set<Column> columns) {}

        @Override
        void take(Cells cells) throws SideFailure {
            taken.add(cells.text(Column.SLOT));
        }
    }
}
