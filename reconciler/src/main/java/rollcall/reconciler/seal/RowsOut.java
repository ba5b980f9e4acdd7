package rollcall.reconciler.seal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.seal.Manifest.KeptFile;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowStream;
import rollcall.reconciler.sort.SpillFolder;

/** One file of a seal while it is written: digested, encrypted where there is a key, and on disk once it is closed. */
final class RowsOut implements AutoCloseable {
    private final Path file;
    private final List<String> columns;
    private final FileChannel channel;
    private final MessageDigest digest = Digests.sha256();
    private final OutputStream disk;
    private final Optional<ChunkOutput> chunks;
    private long rows;

    /** @param number tells the files of one seal apart, from 1 */
    RowsOut(Path file, int number, List<String> columns, Optional<SealKey> key) throws IOException {
        this.file = Files.createFile(file, SpillFolder.only(file, "rw-------"));
        this.columns = columns;
        this.channel = FileChannel.open(file, StandardOpenOption.WRITE);
        this.disk =
                new BufferedOutputStream(new DigestOutputStream(Channels.newOutputStream(channel), digest), 1 << 16);
        this.chunks = key.map(it -> new ChunkOutput(disk, it, number));
    }

    void write(Row row) throws IOException {
        RowStream.write(row, chunks.<OutputStream>map(it -> it).orElse(disk));
        rows++;
    }

    /** Ends the file, brings it to disk and tells what it has become. */
    KeptFile finish() throws IOException {
        if (chunks.isPresent()) {
            chunks.get().finish();
        }
        disk.flush();
        channel.force(true);
        return new KeptFile(
                file.getFileName().toString(), columns, rows, Files.size(file), Digests.hex(digest.digest()));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
