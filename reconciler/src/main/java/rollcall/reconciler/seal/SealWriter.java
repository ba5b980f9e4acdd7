package rollcall.reconciler.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.contact.Contact;
import rollcall.reconciler.contact.ContactBook;
import rollcall.reconciler.seal.Manifest.KeptFile;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.KeptLegacy.Part;
import rollcall.reconciler.side.KeptRow;
import rollcall.reconciler.side.LegacyCapture;
import rollcall.reconciler.side.SideFailure;
import rollcall.reconciler.side.Snapshot;
import rollcall.reconciler.sort.KeyGroups;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.Values;

/** Writes the files of one seal into a folder: legacy's rows, the census's keys, and whom to phone about each live job. */
final class SealWriter implements LegacyCapture.Keeper, AutoCloseable {
    static final String CONTACT = "contact.rows";
    static final int CONTACT_NUMBER = Part.values().length + 1;
    private static final List<String> CONTACT_COLUMNS = List.of("name", "phone", "address", "postcode", "problem");

    private final Path folder;
    private final Optional<SealKey> key;
    private final Contacting contacting;
    private final RowSorter liveJobs;
    private final RowSorter contacts;
    private final Map<Part, RowsOut> parts = new EnumMap<>(Part.class);
    private final List<KeptFile> files = new ArrayList<>();
    private Optional<KeptRow> legacy = Optional.empty();
    private Set<Column> columns = EnumSet.noneOf(Column.class);

    /** Opens the plan's contacts, within the snapshot in which legacy was read, if there is one. */
    @FunctionalInterface
    interface Contacting {
        Optional<ContactBook> open(Optional<Snapshot> legacy);
    }

    SealWriter(Path folder, Optional<SealKey> key, Contacting contacting, RowSorter liveJobs, RowSorter contacts) {
        this.folder = folder;
        this.key = key;
        this.contacting = contacting;
        this.liveJobs = liveJobs;
        this.contacts = contacts;
    }

    static String name(Part part) {
        return part == Part.SOURCE ? "source.rows" : "census.rows";
    }

    static int number(Part part) {
        return part.ordinal() + 1;
    }

    @Override
    public void begin(Part part, Set<Column> present) throws IOException {
        parts.put(
                part,
                new RowsOut(
                        folder.resolve(name(part)),
                        number(part),
                        present.stream().map(Column::word).toList(),
                        key));
        if (part == Part.SOURCE) {
            columns = present;
            legacy = Optional.of(new KeptRow("", present));
        }
    }

    @Override
    public void row(Part part, Row row) throws IOException {
        Objects.requireNonNull(parts.get(part)).write(row);
        if (part == Part.SOURCE && legacy.isPresent()) {
            remember(legacy.get(), row);
        }
    }

    /** The job of a record, unless legacy says that it is not live. */
    private void remember(KeptRow shown, Row row) throws IOException {
        Values values = row.values();
        values.skip();
        shown.show(values);
        if (columns.contains(Column.LIVE) && shown.flag(Column.LIVE) == 0) {
            return;
        }
        String job = shown.text(Column.POPULATION).equalsIgnoreCase("jobs")
                ? shown.text(Column.REFERENCE)
                : shown.text(Column.JOB);
        if (!job.isEmpty()) {
            liveJobs.writer().begin().keyLast(job).endKey().end();
        }
    }

    @Override
    public void legacyRead(Optional<Snapshot> open) throws SideFailure, IOException {
        Optional<ContactBook> book = contacting.open(open);
        if (book.isEmpty()) {
            return;
        }
        try (ContactBook asked = book.get();
                KeyGroups jobs = new KeyGroups(liveJobs.sorted())) {
            while (jobs.advance()) {
                String job = jobs.first().key(0).rest();
                asked.of(job).ifPresent(it -> keep(job, it));
            }
            if (!asked.notes().isEmpty()) {
                throw new SideFailure(asked.notes().getFirst() + "; a seal without them would be of no use");
            }
        } catch (java.io.UncheckedIOException failed) {
            throw Objects.requireNonNull(failed.getCause());
        }
        try (RowsOut out = new RowsOut(folder.resolve(CONTACT), CONTACT_NUMBER, CONTACT_COLUMNS, key);
                SortedRows rows = contacts.sorted()) {
            while (rows.advance()) {
                out.write(rows.row());
            }
            files.add(out.finish());
        }
    }

    private void keep(String job, Contact contact) {
        try {
            contacts.writer()
                    .begin()
                    .keyLast(job)
                    .endKey()
                    .text(contact.name())
                    .text(contact.phone())
                    .text(contact.address())
                    .text(contact.postcode())
                    .text(contact.problem())
                    .end();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    /** Ends the files and tells what they have become. */
    List<KeptFile> finish() throws IOException {
        for (RowsOut part : parts.values()) {
            files.add(part.finish());
        }
        return List.copyOf(files);
    }

    /** Writes copies of the queries, plain: they hold nothing of a tenant, and somebody may have to put one back. */
    void copy(List<AskedQuery> queries) throws IOException {
        for (AskedQuery query : queries) {
            write(query.kept().copy(), query.text().text());
        }
    }

    /** Writes the manifest and the digest over all, in the place of those that are there. */
    void write(Manifest manifest) throws IOException {
        String text = ManifestText.of(manifest);
        write(Manifest.NAME, text);
        write(Digests.NAME, Digests.over(text, key));
    }

    private void write(String name, String text) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
        Path file =
                Files.createFile(folder.resolve(name), rollcall.reconciler.sort.SpillFolder.only(folder, "rw-------"));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        for (RowsOut part : parts.values()) {
            part.close();
        }
    }
}
