package rollcall.reconciler.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;

/**
 * Rows of two systems, as many as are asked for: one in five is a job, the others are its appointments, and of the new
 * system's some start an hour late. The same row is the same in every file.
 */
final class BenchRows {
    static final String COLUMNS =
            "population,reference,job,property,uprn,starts_at,ends_at,status,priority,trade,contractor,slot,vulnerable,live";
    static final String OF_TARGET = ",visible,target_id";

    private static final LocalDateTime FIRST = LocalDateTime.of(2026, 10, 20, 8, 0);
    private static final int MINUTES = 100_000;
    private static final byte[][] TIMES = times();
    private static final String[] TRADES = {"PL", "EL", "CP", "GS", "RF", "MU", "OO"};
    private static final int STEP = 15_485_863;

    /** In which order rows stand. */
    enum Order {
        /** As {@code sort} would put the lines. */
        SORTED,
        SHUFFLED
    }

    /** What a file holds. */
    enum Kind {
        LEGACY,
        TARGET,
        /** The new system's rows with legacy's columns and codes, for whoever compares lines. */
        LINES
    }

    private final long rows;
    private final int bentOneIn;
    private final byte[] line = new byte[512];
    private int length;

    /**
     * @param bentOneIn of so many rows one differs, 0 for none; a multiple of five, so that it is an appointment
     */
    BenchRows(long rows, int bentOneIn) {
        this.rows = rows;
        this.bentOneIn = bentOneIn;
    }

    long rows() {
        return rows;
    }

    /** How many rows differ. */
    long bent() {
        return bentOneIn == 0 ? 0 : (rows + bentOneIn - 2) / bentOneIn;
    }

    Path write(Path file, Kind kind, Order order) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            if (kind != Kind.LINES) {
                out.write(
                        (COLUMNS + (kind == Kind.TARGET ? OF_TARGET : "") + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            if (order == Order.SHUFFLED) {
                long step = STEP * (kind == Kind.LEGACY ? 1L : 3L);
                while (greatestCommonDivisor(step, rows) > 1) {
                    step++;
                }
                for (long i = 0; i < rows; i++) {
                    write(out, i * step % rows, kind);
                }
            } else {
                for (long row = 0; row < rows; row++) {
                    if (row % 5 != 0) {
                        write(out, row, kind);
                    }
                }
                for (long row = 0; row < rows; row += 5) {
                    write(out, row, kind);
                }
            }
        }
        return file;
    }

    private static long greatestCommonDivisor(long one, long other) {
        return other == 0 ? one : greatestCommonDivisor(other, one % other);
    }

    private void write(OutputStream out, long row, Kind kind) throws IOException {
        boolean isJob = row % 5 == 0;
        long job = row - row % 5;
        boolean isBent = kind != Kind.LEGACY && bentOneIn > 0 && row % bentOneIn == 1;
        String trade = TRADES[(int) (row % TRADES.length)];
        length = 0;
        put(isJob ? "jobs," : "appointments,1").digits(row, 8);
        put(",").digits(job, 8)
                .put(",P")
                .digits(job, 8)
                .put(",1000")
                .digits(job, 8)
                .put(",");
        if (isJob) {
            put(",");
        } else {
            int minute = (int) (row % MINUTES) + (isBent ? 60 : 0);
            put(TIMES[minute]).put(",").put(TIMES[minute + 240]);
        }
        put(",80,3,").put(kind == Kind.TARGET && trade.equals("GS") ? "GH" : trade);
        put(isJob ? ",H01,,false,true" : ",H01,AM,false,true");
        if (kind == Kind.TARGET) {
            put(",true,").digits(10_000_000_000L + row, 11);
        }
        put("\n");
        out.write(line, 0, length);
    }

    private BenchRows put(String text) {
        for (int i = 0; i < text.length(); i++) {
            line[length++] = (byte) text.charAt(i);
        }
        return this;
    }

    private BenchRows put(byte[] bytes) {
        System.arraycopy(bytes, 0, line, length, bytes.length);
        length += bytes.length;
        return this;
    }

    private BenchRows digits(long number, int width) {
        long left = number;
        for (int i = length + width - 1; i >= length; i--) {
            line[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        length += width;
        return this;
    }

    private static byte[][] times() {
        byte[][] times = new byte[MINUTES + 60 + 240 + 1][];
        for (int i = 0; i < times.length; i++) {
            times[i] = FIRST.plusMinutes(i).toString().getBytes(StandardCharsets.US_ASCII);
        }
        return times;
    }
}
