package rollcall.migrator.extract;

import java.io.IOException;
import java.io.Reader;

/**
 * Watches text on its way to the parser, and stops what the parser would let pass: a quotation mark inside a value that is
 * not in quotes, which has lost its pair; a last line without an end, which may be cut short; and a row so long that it can
 * only be a mark without its pair and all rows after it. No more than such a row is ever in memory.
 */
final class CsvWatch extends Reader {
    /** Characters of a row, its delimiters and quotes included. */
    static final int LONGEST_ROW = 1_000_000;

    private final Reader text;
    private final char delimiter;
    private At at = At.BEGIN_OF_ROW;
    private char previous;
    private long line = 1;
    private long row = 1;
    private int length;

    /** Where in a row the next character stands. */
    private enum At {
        BEGIN_OF_ROW,
        BEGIN_OF_CELL,
        IN_VALUE,
        IN_QUOTES,
        BEHIND_QUOTE,
        BEHIND_CELL
    }

    CsvWatch(Reader text, char delimiter) {
        this.text = text;
        this.delimiter = delimiter;
    }

    @Override
    public int read(char[] into, int offset, int wanted) throws IOException {
        int count = text.read(into, offset, wanted);
        for (int i = offset; i < offset + count; i++) {
            take(into[i]);
            previous = into[i];
        }
        if (count < 0) {
            end();
        }
        return count;
    }

    private void take(char letter) throws TextFault {
        boolean secondHalf = letter == '\n' && previous == '\r';
        if ((letter == '\r' || letter == '\n') && !secondHalf) {
            line++;
        }
        if (secondHalf && at == At.BEGIN_OF_ROW) {
            return;
        }
        if (++length > LONGEST_ROW) {
            throw new TextFault(
                    row,
                    "the row has more than %,d characters; a quote without its pair may have run rows together. Correct it, or shorten the row"
                            .formatted(LONGEST_ROW));
        }
        at = next(letter);
        if (at == At.BEGIN_OF_ROW) {
            row = line;
            length = 0;
        }
    }

    private At next(char letter) throws TextFault {
        return switch (at) {
            case IN_QUOTES -> letter == '"' ? At.BEHIND_QUOTE : At.IN_QUOTES;
            case BEHIND_QUOTE -> letter == '"' ? At.IN_QUOTES : behind(letter);
            case BEHIND_CELL -> behind(letter);
            case BEGIN_OF_ROW, BEGIN_OF_CELL -> letter == '"' ? At.IN_QUOTES : value(letter);
            case IN_VALUE -> value(letter);
        };
    }

    private At value(char letter) throws TextFault {
        if (letter == '"') {
            throw new TextFault(
                    row,
                    "a quote stands inside a value that is not in quotes, or the quote before that value is lost; put the value in quotes and write the quote twice, or export it again");
        }
        return ended(letter, At.IN_VALUE);
    }

    private At behind(char letter) throws TextFault {
        At next = ended(letter, At.BEHIND_CELL);
        if (next == At.BEHIND_CELL && letter != ' ') {
            throw new TextFault(
                    row, "a quoted value does not end as it should, or the file is cut short; export it again");
        }
        return next;
    }

    private At ended(char letter, At otherwise) {
        if (letter == delimiter) {
            return At.BEGIN_OF_CELL;
        }
        return letter == '\r' || letter == '\n' ? At.BEGIN_OF_ROW : otherwise;
    }

    private void end() throws TextFault {
        if (at == At.IN_QUOTES) {
            throw new TextFault(
                    row, "a quoted value does not end as it should, or the file is cut short; export it again");
        }
        if (at != At.BEGIN_OF_ROW) {
            throw new TextFault(
                    row,
                    "the last line does not end as lines do, so that the file may be cut short; export it again, or, if it is whole, end its last line");
        }
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
