package rollcall.reconciler.side;

import java.nio.charset.StandardCharsets;
import java.util.List;
import rollcall.reconciler.sort.Utf8;

/** The labels of a file's first line, and whether another line is nothing or says them again. Asked of every row. */
final class Labels {
    private final List<String> labels;
    private final byte[] initials;
    private final Utf8 view = new Utf8();

    Labels(List<String> labels) {
        this.labels = labels.stream().map(String::strip).toList();
        this.initials = new byte[labels.size()];
        for (int i = 0; i < initials.length; i++) {
            String label = this.labels.get(i);
            initials[i] = label.isEmpty() ? 0 : label.getBytes(StandardCharsets.UTF_8)[0];
        }
    }

    /** Whether the row is a line that holds nothing. */
    boolean isBlank(CsvRows rows) {
        return rows.size() == 1 && Blanks.strip(rows.show(0, view)).isEmpty();
    }

    /** A line most of whose cells are the labels; it has as many of them. */
    boolean isAgain(CsvRows rows) {
        int others = 0;
        int most = rows.size() - rows.size() / 2;
        for (int i = 0; i < initials.length && others < most; i++) {
            others += isLabel(i, Blanks.strip(rows.show(i, view))) ? 0 : 1;
        }
        return others < most;
    }

    /** Nearly every cell is told from its label by its first byte; where both are ASCII they are the same letter, or are none. */
    private boolean isLabel(int index, Utf8 cell) {
        if (cell.isEmpty() || initials[index] == 0) {
            return false;
        }
        boolean areAscii = cell.at(0) > 0 && initials[index] > 0;
        return (!areAscii || (cell.at(0) | 0x20) == (initials[index] | 0x20))
                && cell.toString().equalsIgnoreCase(labels.get(index));
    }
}
