package rollcall.migrator.extract;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Lines sorted by their reference and then by their whole text, as unsigned bytes, in bounded memory: what does not fit
 * is spilled in sorted runs and merged. A database's own order is never trusted, for collations differ.
 */
final class SortedLines implements AutoCloseable {
    private static final int COST_OF_A_LINE = 80;
    private static final int MERGE_BUFFER = 1 << 16;

    private final Path folder;
    private final long budget;
    private final List<Line> lines = new ArrayList<>();
    private final List<Path> runs = new ArrayList<>();
    private long held;

    /**
     * @param folder where runs are spilled
     * @param budget how many bytes may be held in memory
     */
    SortedLines(Path folder, long budget) {
        this.folder = folder;
        this.budget = budget;
    }

    void add(byte[] reference, byte[] text) throws IOException {
        lines.add(new Line(reference, text));
        held += reference.length + text.length + COST_OF_A_LINE;
        if (held > budget) {
            spill();
        }
    }

    /** Hands over all lines in order. */
    void drain(Sink sink) throws IOException {
        if (runs.isEmpty()) {
            lines.sort(null);
            for (Line line : lines) {
                sink.accept(line.text);
            }
            return;
        }
        spill();
        merge(sink);
    }

    private void spill() throws IOException {
        lines.sort(null);
        Path run = folder.resolve("run-" + runs.size());
        runs.add(run);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run), MERGE_BUFFER))) {
            for (Line line : lines) {
                line.write(out);
            }
        }
        lines.clear();
        held = 0;
    }

    private void merge(Sink sink) throws IOException {
        PriorityQueue<Run> heads = new PriorityQueue<>();
        List<Run> open = new ArrayList<>();
        try {
            for (Path path : runs) {
                Run run = new Run(path);
                open.add(run);
                if (run.advance()) {
                    heads.add(run);
                }
            }
            while (!heads.isEmpty()) {
                Run least = heads.remove();
                sink.accept(least.head.text);
                if (least.advance()) {
                    heads.add(least);
                }
            }
        } finally {
            for (Run run : open) {
                run.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Path run : runs) {
            Files.deleteIfExists(run);
        }
    }

    /** Takes the lines in their order. */
    interface Sink {
        void accept(byte[] text) throws IOException;
    }

    private record Line(byte[] reference, byte[] text) implements Comparable<Line> {
        static final Line NONE = new Line(new byte[0], new byte[0]);

        static Line read(DataInputStream in) throws IOException {
            return new Line(in.readNBytes(in.readInt()), in.readNBytes(in.readInt()));
        }

        void write(DataOutputStream out) throws IOException {
            out.writeInt(reference.length);
            out.write(reference);
            out.writeInt(text.length);
            out.write(text);
        }

        @Override
        public int compareTo(Line other) {
            int byReference = Arrays.compareUnsigned(reference, other.reference);
            return byReference != 0 ? byReference : Arrays.compareUnsigned(text, other.text);
        }
    }

    private static final class Run implements Comparable<Run>, AutoCloseable {
        private final DataInputStream in;
        private long left;
        private Line head = Line.NONE;

        Run(Path path) throws IOException {
            this.left = Files.size(path);
            this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), MERGE_BUFFER));
        }

        boolean advance() throws IOException {
            if (left == 0) {
                return false;
            }
            head = Line.read(in);
            left -= 2L * Integer.BYTES + head.reference.length + head.text.length;
            return true;
        }

        @Override
        public int compareTo(Run other) {
            return head.compareTo(other.head);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
