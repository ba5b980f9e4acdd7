package rollcall.reconciler.report;

import java.util.ArrayList;
import java.util.List;

/** Text for a terminal of 80 columns. */
public final class Paragraph {
    /** Columns of a terminal. */
    public static final int WIDTH = 80;

    private Paragraph() {}

    /**
     * The text in lines: broken between words, and inside only those that are longer than a line.
     *
     * @param first what the first line begins with
     * @param next what the others begin with
     */
    public static List<String> lines(String text, String first, String next) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : text.split("\\s+", -1)) {
            String rest = word;
            if (!empty && line.length() + 1 + rest.length() > WIDTH) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(next);
                empty = true;
            }
            line.append(empty ? "" : " ");
            while (line.length() + rest.length() > WIDTH) {
                int room = WIDTH - line.length();
                lines.add(line + rest.substring(0, room));
                rest = rest.substring(room);
                line = new StringBuilder(next);
            }
            line.append(rest);
            empty = false;
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }
}
