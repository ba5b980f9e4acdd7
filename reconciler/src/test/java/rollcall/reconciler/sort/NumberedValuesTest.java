package rollcall.reconciler.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A value is found by its number as it is found by stepping over those before it, in whatever order it is asked for. */
class NumberedValuesTest {
    private static final int ROWS = 200;
    private static final int VALUES = 150;

    private final Path folder;

    NumberedValuesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aValueIsFoundByItsNumber() throws IOException {
        long seed = Long.getLong("numbered.seed", System.nanoTime());
        System.out.println("NumberedValuesTest -Dnumbered.seed=" + seed);
        Random random = new Random(seed);
        List<Row> rows = rows(random);
        NumberedValues numbered = new NumberedValues();
        for (Row row : rows) {
            numbered.show(row);
            for (int i = 0; i < 300; i++) {
                int number = random.nextInt(VALUES);
                Values values = row.values();
                for (int j = 0; j < number; j++) {
                    values.skip();
                }
                assertThat(numbered.at(number).position()).isEqualTo(values.position());
            }
        }
    }

    @Test
    void valuesAreTheSameIfTheirBytesAre() throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder);
                RowSorter sorter = new RowSorter(spill, "test", 1 << 20)) {
            row(sorter, "a")
                    .text("x")
                    .number(5)
                    .text("same")
                    .flag(true)
                    .text("tail")
                    .end();
            row(sorter, "b").text("y").number(5).text("same").flag(true).end();
            row(sorter, "c").text("y").number(5).text("sane").flag(true).end();
            row(sorter, "d").text("y").number(5).text("sam").end();
            List<Row> rows = all(sorter);
            NumberedValues one = new NumberedValues().show(rows.get(0));
            assertThat(one.same(new NumberedValues().show(rows.get(1)), 1, 3)).isTrue();
            assertThat(one.same(new NumberedValues().show(rows.get(1)), 0, 3)).isFalse();
            assertThat(one.same(new NumberedValues().show(rows.get(2)), 1, 3)).isFalse();
            assertThat(one.same(new NumberedValues().show(rows.get(3)), 1, 3)).isFalse();
            assertThat(one.same(new NumberedValues().show(rows.get(3)), 1, 1)).isTrue();
            assertThat(new NumberedValues().show(rows.get(3)).same(one, 1, 2)).isFalse();
        }
    }

    private List<Row> rows(Random random) throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder);
                RowSorter sorter = new RowSorter(spill, "test", 1 << 20)) {
            for (int i = 0; i < ROWS; i++) {
                RowWriter row = row(sorter, "" + i);
                for (int j = 0; j < VALUES; j++) {
                    switch (random.nextInt(5)) {
                        case 0 -> row.text("é".repeat(random.nextInt(200)));
                        case 1 -> row.number(random.nextLong() >> random.nextInt(64));
                        case 2 -> row.flag(random.nextBoolean());
                        case 3 -> row.unmapped("D33");
                        default -> row.absent();
                    }
                }
                row.end();
            }
            return all(sorter);
        }
    }

    private static RowWriter row(RowSorter sorter, String key) {
        return sorter.writer().begin().keyLast(key).endKey();
    }

    private static List<Row> all(RowSorter sorter) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (SortedRows sorted = sorter.open()) {
            while (sorted.advance()) {
                rows.add(sorted.row().copy());
            }
        }
        return rows;
    }
}
