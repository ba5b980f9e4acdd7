package rollcall.reconciler.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rollcall.reconciler.sort.Utf8;

/**
 * Takes CSV apart, by RFC 4180 to the letter but for line ends, which may be of any kind: a quotation mark stands around a
 * value or twice in one, and every line is ended. What is otherwise is refused with the line on which its row begins. It is
 * our own, and the mover's is a library's, so that no fault of either blinds both. Of the file one row is in memory, as
 * bytes; its cells are places in them, and no object is made of any.
 */
public final class CsvRows {
    /** Characters of a row without its quotes. A longer one can only be a mark without its pair and all that follows. */
    public static final int LONGEST_ROW = 1_000_000;

    /** Bytes of a row of that many characters, each of three bytes or a mark that stands twice; beyond are only blanks. */
    private static final int MOST_BYTES = 4 * LONGEST_ROW;

    /** Bytes that are read at once, unless a row is longer. */
    public static final int ROOM = 1 << 18;

    private static final int NONE = Integer.MAX_VALUE;

    private final TextBytes text;
    private final String file;
    private final Stops stops;
    private byte[] bytes;
    private int begin;
    private int at;
    private int filled;
    private boolean isRead;
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private int size;
    /** Where the cell begins that has not ended, from the row's beginning. */
    private int cell = NONE;

    private boolean isQuoted;
    private boolean holdsLineEnds;
    private long line = 1;
    private long next = 1;
    private String lineEnd = "";

    /**
     * The rows of a file.
     *
     * @param file its name, for messages
     */
    public CsvRows(TextBytes text, String file, char delimiter) {
        this(text, file, delimiter, ROOM);
    }

    /** @param room bytes that are read at once, {@link #ROOM} where nothing is said; {@link TextBytes#LEAST_ROOM} at least */
    public CsvRows(TextBytes text, String file, char delimiter, int room) {
        this.bytes = new byte[room + 1];
        this.text = text;
        this.file = file;
        this.stops = new Stops(delimiter);
        bytes[0] = Stops.SENTINEL;
    }

    /**
     * Goes to the next row; false if there is none.
     *
     * @throws CsvRefused if the file is not one that can be read whole
     */
    public boolean advance() throws IOException {
        begin = at;
        line = next;
        size = 0;
        holdsLineEnds = false;
        if (at == filled && !more()) {
            return false;
        }
        while (takeCell()) {
            if (at == filled && !more()) {
                throw cutShort();
            }
        }
        refuseTooLong();
        return true;
    }

    /** How many cells the row has. */
    public int size() {
        return size;
    }

    /** Shows a cell as it stands between its delimiters or quotes, until the next row. */
    public Utf8 show(int index, Utf8 view) {
        return view.show(bytes, begin + starts[index], begin + ends[index]);
    }

    /** The row's cells. */
    public List<String> cells() {
        List<String> cells = new ArrayList<>(size);
        Utf8 view = new Utf8();
        for (int i = 0; i < size; i++) {
            cells.add(show(i, view).toString());
        }
        return cells;
    }

    /** Whether a cell of the row goes over several lines. */
    public boolean holdsLineEnds() {
        return holdsLineEnds;
    }

    /** The line on which the row begins, from 1. */
    public long line() {
        return line;
    }

    /** What ends the first line. */
    public String lineEnd() {
        return lineEnd;
    }

    /** Takes the cell that begins here; tells whether another follows it in the row. */
    private boolean takeCell() throws IOException {
        cell = at - begin;
        isQuoted = bytes[at] == '"';
        if (isQuoted) {
            return takeQuoted();
        }
        while (true) {
            at = stops.ofPlain(bytes, at);
            if (at == filled) {
                if (!more()) {
                    throw cutShort();
                }
            } else if (stops.isDelimiter(bytes, at)) {
                add(cell, at - begin);
                at += stops.delimiterLength();
                return true;
            } else if (bytes[at] == '"') {
                throw refused("a quotation mark stands in a cell that is not in quotes, or the one that opens it is"
                        + " gone; export it again, with text in quotes and each mark in it twice");
            } else if (bytes[at] == '\r' || bytes[at] == '\n') {
                add(cell, at - begin);
                endLine();
                return false;
            } else {
                at++;
            }
        }
    }

    private boolean takeQuoted() throws IOException {
        int doubled = 0;
        at++;
        while (true) {
            at = stops.ofQuoted(bytes, at);
            if (at == filled) {
                if (!more()) {
                    throw refused("a quote does not close, or the file is cut short; export it again");
                }
            } else if (bytes[at] == '"') {
                if (at + 1 == filled && !more()) {
                    break;
                }
                if (bytes[at + 1] != '"') {
                    break;
                }
                doubled++;
                at += 2;
            } else {
                next += bytes[at] == '\r' || bytes[at - 1] != '\r' ? 1 : 0;
                holdsLineEnds = true;
                at++;
            }
        }
        add(cell + 1, at - begin);
        if (doubled > 0) {
            halve(begin + starts[size - 1], at);
        }
        at++;
        return takeBehindQuotes();
    }

    private boolean takeBehindQuotes() throws IOException {
        while (true) {
            if (at == filled && !more()) {
                throw cutShort();
            }
            if (stops.isDelimiter(bytes, at)) {
                at += stops.delimiterLength();
                return true;
            }
            if (bytes[at] == '\r' || bytes[at] == '\n') {
                endLine();
                return false;
            }
            if (bytes[at] != ' ') {
                throw refused(
                        "something stands behind the quote that closes a cell: a quotation mark was not doubled, or"
                                + " stands alone; export it again");
            }
            at++;
        }
    }

    /** Makes one of each two marks of the last cell; what is left over is filled with marks, so that no line is counted twice. */
    private void halve(int from, int to) {
        int end = from;
        for (int i = from; i < to; i++) {
            bytes[end++] = bytes[i];
            i += bytes[i] == '"' ? 1 : 0;
        }
        ends[size - 1] = end - begin;
        Arrays.fill(bytes, end, to, (byte) '"');
    }

    private void endLine() throws IOException {
        boolean isReturn = bytes[at++] == '\r';
        boolean isBoth = isReturn && (at < filled || more()) && bytes[at] == '\n';
        at += isBoth ? 1 : 0;
        next++;
        if (lineEnd.isEmpty()) {
            lineEnd = isBoth ? "\r\n" : isReturn ? "\r" : "\n";
        }
    }

    private void add(int start, int end) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        starts[size] = start;
        ends[size++] = end;
        cell = NONE;
    }

    /** Reads on behind what there is of the row, which moves to the beginning of the memory; false at the file's end. */
    private boolean more() throws IOException {
        refuseTooLong();
        if (isRead) {
            return false;
        }
        System.arraycopy(bytes, begin, bytes, 0, filled - begin);
        at -= begin;
        filled -= begin;
        begin = 0;
        if (bytes.length - 1 - filled < TextBytes.LEAST_ROOM) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        int end = filled;
        while (end == filled) {
            end = text.read(bytes, filled, bytes.length - 1, this::lineOf);
        }
        isRead = end < 0;
        filled = isRead ? filled : end;
        bytes[filled] = Stops.SENTINEL;
        return !isRead;
    }

    /** The line of a byte that is not before the row. */
    private long lineOf(int index) {
        long lines = line;
        for (int i = begin; i < index; i++) {
            lines += bytes[i] == '\r' || bytes[i] == '\n' && (i == begin || bytes[i - 1] != '\r') ? 1 : 0;
        }
        return lines;
    }

    private void refuseTooLong() throws CsvRefused {
        if (isTooLong()) {
            throw tooLong();
        }
    }

    private boolean isTooLong() {
        return at - begin > LONGEST_ROW && (at - begin > MOST_BYTES || characters() > LONGEST_ROW);
    }

    /** Those of the row so far, without its quotes, and with its delimiters. */
    private long characters() {
        long characters = size;
        for (int i = 0; i < size; i++) {
            characters += characters(begin + starts[i], begin + ends[i], false);
        }
        return characters + (cell < at - begin ? characters(begin + cell, at, isQuoted) : 0);
    }

    private long characters(int from, int to, boolean inQuotes) {
        long characters = 0;
        int marks = 0;
        for (int i = from; i < to; i++) {
            characters += (bytes[i] & 0xC0) == 0x80 ? 0 : (bytes[i] & 0xF8) == 0xF0 ? 2 : 1;
            marks += inQuotes && bytes[i] == '"' ? 1 : 0;
        }
        return characters - (marks + 1) / 2;
    }

    private CsvRefused cutShort() {
        return refused("the file ends within this row, or its last line is not ended: it may be cut short; export it"
                + " again, or end that line if nothing is missing");
    }

    private CsvRefused refused(String words) {
        return isTooLong() ? tooLong() : new CsvRefused("%s line %d: %s".formatted(file, line, words));
    }

    private CsvRefused tooLong() {
        return new CsvRefused(
                "%s line %d: the row goes on for more than %,d characters: a quotation mark may stand alone there; correct it, or shorten the row"
                        .formatted(file, line, LONGEST_ROW));
    }
}
