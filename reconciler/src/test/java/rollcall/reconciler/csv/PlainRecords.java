package rollcall.reconciler.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes CSV apart, letter by letter; see {@link PlainText}. */
public final class PlainRecords {
    /** Characters of a row without its quotes. A longer one can only be a mark without its pair and all that follows. */
    static final int LONGEST_ROW = 1_000_000;

    private static final int END = -1;

    private final PlainText text;
    private final String file;
    private final char delimiter;
    private final char[] buffer = new char[1 << 13];
    private final StringBuilder cell = new StringBuilder();
    private List<String> cells = new ArrayList<>();
    private int at;
    private int filled;
    private long line = 1;
    private long begins;
    private int length;
    private String lineEnd = "";

    public PlainRecords(PlainText text, String file, char delimiter) {
        this.text = text;
        this.file = file;
        this.delimiter = delimiter;
    }

    /** Goes to the next row; false if there is none. */
    public boolean advance() throws IOException {
        begins = line;
        length = 0;
        int letter = read();
        if (letter == END) {
            return false;
        }
        cells = new ArrayList<>(cells.size());
        while (cell(letter)) {
            letter = read();
        }
        return true;
    }

    /** The row's cells, as they stand between their delimiters or quotes. */
    public List<String> cells() {
        return cells;
    }

    /** The line on which the row begins, from 1. */
    public long line() {
        return begins;
    }

    /** What ends the first line. */
    public String lineEnd() {
        return lineEnd;
    }

    /** Reads a cell; tells whether another follows it in the row. */
    private boolean cell(int first) throws IOException {
        cell.setLength(0);
        int letter = first;
        if (letter == '"') {
            letter = quoted();
        } else {
            while (letter != END && letter != delimiter && !isLineEnd(letter)) {
                if (letter == '"') {
                    throw refused("a quotation mark stands in a cell that is not in quotes, or the one that opens it is"
                            + " gone; export it again, with text in quotes and each mark in it twice");
                }
                take(letter);
                letter = read();
            }
        }
        if (letter == END) {
            throw refused("the file ends within this row, or its last line is not ended: it may be cut short; export it"
                    + " again, or end that line if nothing is missing");
        }
        cells.add(cell.toString());
        lengthen();
        if (letter == delimiter) {
            return true;
        }
        end(letter);
        return false;
    }

    /** Reads to the quote that ends a cell; tells what follows it and the blanks behind it. */
    private int quoted() throws IOException {
        int letter = read();
        int before = END;
        while (true) {
            if (letter == END) {
                throw refused("a quote does not close, or the file is cut short; export it again");
            }
            if (letter == '"') {
                letter = read();
                if (letter != '"') {
                    break;
                }
            } else if (letter == '\r' || letter == '\n' && before != '\r') {
                line++;
            }
            take(letter);
            before = letter;
            letter = read();
        }
        while (letter == ' ' && letter != delimiter) {
            letter = read();
        }
        if (letter != END && letter != delimiter && !isLineEnd(letter)) {
            throw refused("something stands behind the quote that closes a cell: a quotation mark was not doubled, or"
                    + " stands alone; export it again");
        }
        return letter;
    }

    private void end(int letter) throws IOException {
        line++;
        boolean isBoth = letter == '\r' && read() == '\n';
        if (letter == '\r' && !isBoth && filled > 0) {
            at--;
        }
        if (lineEnd.isEmpty()) {
            lineEnd = isBoth ? "\r\n" : String.valueOf((char) letter);
        }
    }

    private static boolean isLineEnd(int letter) {
        return letter == '\r' || letter == '\n';
    }

    private void take(int letter) throws CsvRefused {
        cell.append((char) letter);
        lengthen();
    }

    private void lengthen() throws CsvRefused {
        if (++length > LONGEST_ROW) {
            throw refused(
                    "the row goes on for more than %,d characters: a quotation mark may stand alone there; correct it, or shorten the row"
                            .formatted(LONGEST_ROW));
        }
    }

    private int read() throws IOException {
        if (at == filled) {
            filled = Math.max(0, text.read(buffer, 0, buffer.length));
            at = 0;
            if (filled == 0) {
                return END;
            }
        }
        return buffer[at++];
    }

    private CsvRefused refused(String words) {
        return new CsvRefused("%s line %d: %s".formatted(file, begins, words));
    }
}
