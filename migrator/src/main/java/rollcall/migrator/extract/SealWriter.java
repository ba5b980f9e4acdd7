package rollcall.migrator.extract;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVPrinter;
import rollcall.reconciler.Progress;

/** Writes the rows of one kind into a file of the extract, sorted, and forces them to the disk. */
final class SealWriter {
    private static final int LONGEST_REFERENCE = 64;
    private static final long MEMORY = 32L << 20;

    private final Path folder;
    private final StringBuilder buffer = new StringBuilder();

    SealWriter(Path folder) {
        this.folder = folder;
    }

    SealedFile write(Kind kind, RowReader rows, Progress.Task task) throws ExtractFailed, IOException {
        int reference = rows.columns().indexOf("reference");
        long count = 0;
        try (SortedLines lines = new SortedLines(folder, MEMORY);
                CSVPrinter printer = new CSVPrinter(buffer, SealedFile.FORMAT)) {
            byte[] header = line(printer, rows.columns());
            for (Optional<List<String>> row = rows.next(); row.isPresent(); row = rows.next()) {
                check(row.get().get(reference), rows);
                lines.add(row.get().get(reference).getBytes(StandardCharsets.UTF_8), line(printer, row.get()));
                count++;
                task.advance(1);
            }
            return new SealedFile(kind, count, write(folder.resolve(SealedFile.name(kind)), header, lines));
        }
    }

    /** What the ledger could not be keyed by is refused before anything is sealed. */
    private static void check(String reference, RowReader rows) throws ExtractFailed {
        if (reference.length() > LONGEST_REFERENCE) {
            throw new ExtractFailed(
                    "%s: the reference has %d characters; expected at most %d. Check which column is taken for it, or correct the row"
                            .formatted(rows.where(), reference.length(), LONGEST_REFERENCE));
        }
        if (reference.indexOf('\0') >= 0) {
            throw new ExtractFailed(
                    "%s: the reference holds a NUL character; correct the row, or take it out in the query"
                            .formatted(rows.where()));
        }
    }

    private byte[] line(CSVPrinter printer, List<String> values) throws IOException {
        buffer.setLength(0);
        printer.printRecord(values);
        return buffer.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String write(Path file, byte[] header, SortedLines lines) throws IOException {
        MessageDigest digest = SealedFile.digest();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = new DigestOutputStream(
                        new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16), digest)) {
            out.write(header);
            lines.drain(out::write);
            out.flush();
            channel.force(true);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
