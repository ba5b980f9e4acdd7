package rollcall.reconciler.side;

import java.nio.charset.StandardCharsets;
import java.util.List;
import rollcall.reconciler.csv.CsvRows;
import rollcall.reconciler.sort.Utf8;

/** The labels of a file's first line, and whether another line is nothing or says them again. Asked of every row. */
final class Labels {
    private final List<String> labels;
    private final byte[][] letters;
    private final Utf8 view = new Utf8();

    Labels(List<String> labels) {
        this.labels = labels.stream().map(String::strip).toList();
        this.letters = this.labels.stream()
                .map(it -> it.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    /** Whether the row is a line that holds nothing. */
    boolean isBlank(CsvRows rows) {
        return rows.size() == 1 && Blanks.strip(rows.show(0, view)).isEmpty();
    }

    /** A line most of whose cells are the labels; it has as many of them. */
    boolean isAgain(CsvRows rows) {
        int others = 0;
        int most = rows.size() - rows.size() / 2;
        for (int i = 0; i < letters.length && others < most; i++) {
            others += isLabel(i, Blanks.strip(rows.show(i, view))) ? 0 : 1;
        }
        return others < most;
    }

    /** Nearly every cell is told from its label by its first byte, and nearly all others by the last. */
    private boolean isLabel(int index, Utf8 cell) {
        byte[] label = letters[index];
        return !cell.isEmpty()
                && label.length > 0
                && mayBe(cell.at(0), label[0])
                && mayBe(cell.at(cell.length() - 1), label[label.length - 1])
                && cell.toString().equalsIgnoreCase(labels.get(index));
    }

    /** Where both are ASCII they are the same letter, or are none. */
    private static boolean mayBe(byte one, byte other) {
        return one < 0 || other < 0 || (one | 0x20) == (other | 0x20);
    }
}
