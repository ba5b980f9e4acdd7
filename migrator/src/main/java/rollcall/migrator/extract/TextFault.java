package rollcall.migrator.extract;

import java.io.IOException;

/** What makes a text no text of its charset, or no CSV, and the line of it. */
final class TextFault extends IOException {
    private static final long serialVersionUID = 1L;

    private final long line;
    private final String words;

    TextFault(long line, String words) {
        super("line " + line + ": " + words);
        this.line = line;
        this.words = words;
    }

    /** The line on which it is, from 1; of a fault of a row, that on which the row begins. */
    long line() {
        return line;
    }

    /** What is wrong and what to do. */
    String words() {
        return words;
    }
}
