package rollcall.migrator.extract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import rollcall.migrator.Failpoint;
import rollcall.migrator.extract.ExportedTables.Readable;
import rollcall.migrator.extract.ExtractSource.CsvFile;
import rollcall.migrator.extract.ExtractSource.Query;
import rollcall.migrator.extract.Lookups.Meaning;
import rollcall.reconciler.FullDisk;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.DatabaseConnection;

/** Reads all of legacy that is to be moved, as of one moment, into a sealed extract. */
public final class Extraction {
    private final DatabaseConnection legacy;
    private final Map<Kind, ExtractSource> sources;
    private final LocalDateTime asOf;
    private final Progress progress;
    private final boolean exported;

    private Extraction(Readable readable, Map<Kind, ExtractSource> sources, LocalDateTime asOf, Progress progress) {
        this.legacy = readable.database();
        this.exported = readable.isOfFiles() || sources.values().stream().anyMatch(CsvFile.class::isInstance);
        this.sources = Map.copyOf(sources);
        this.asOf = asOf;
        this.progress = progress;
    }

    /**
     * Extracts and seals. Where legacy holds exactly what the newest sealed extract holds, that one is the answer and
     * nothing new is written.
     *
     * @param legacy where the queries run: a database, or exported files
     * @param sources a query or a file for each kind
     * @param asOf the cutover, wall time
     * @param work the plan's work folder
     * @throws ExtractFailed when legacy cannot be read whole, or holds none of a kind
     */
    public static SealedExtract extract(
            DatabaseConnection legacy,
            Map<Kind, ExtractSource> sources,
            LocalDateTime asOf,
            Path work,
            Progress progress)
            throws ExtractFailed {
        return extract(legacy, sources, asOf, work, progress, row -> {});
    }

    /**
     * Extracts and seals likewise, and shows each row of the sealed extract once.
     *
     * @param seen is shown the rows while the extract is verified
     */
    public static SealedExtract extract(
            DatabaseConnection legacy,
            Map<Kind, ExtractSource> sources,
            LocalDateTime asOf,
            Path work,
            Progress progress,
            Consumer<LegacyRow> seen)
            throws ExtractFailed {
        try (ExtractFolder folder = ExtractFolder.open(work)) {
            Path partial = folder.partial();
            try (Readable readable = ExportedTables.readable(legacy, folder, progress)) {
                Seal seal = new Extraction(readable, sources, asOf, progress).read(partial);
                Optional<SealedExtract> same = same(work, seal, seen);
                return same.isPresent() ? same.get() : SealedExtract.open(folder.seal(partial, seal), seen);
            } finally {
                if (Files.exists(partial)) {
                    ExtractFolder.remove(partial);
                }
            }
        } catch (IOException failed) {
            throw new ExtractFailed(
                    "the extract cannot be written to %s: %s; check its rights and the free space"
                            .formatted(work, FullDisk.told(failed, failed.toString())),
                    failed);
        }
    }

    /** An extract to look at; what was read is removed when it is closed. */
    public static final class Glimpse implements AutoCloseable {
        private final ExtractFolder folder;
        private final Path partial;
        private final SealedExtract extract;

        private Glimpse(ExtractFolder folder, Path partial, SealedExtract extract) {
            this.folder = folder;
            this.partial = partial;
            this.extract = extract;
        }

        /** The rows, as they would be sealed. */
        public SealedExtract extract() {
            return extract;
        }

        @Override
        public void close() throws IOException {
            try (folder) {
                ExtractFolder.remove(partial);
            }
        }
    }

    /**
     * Extracts as {@link #extract} does, and keeps nothing.
     *
     * @throws ExtractFailed when legacy cannot be read whole, or holds none of a kind
     */
    public static Glimpse glimpse(
            DatabaseConnection legacy,
            Map<Kind, ExtractSource> sources,
            LocalDateTime asOf,
            Path work,
            Progress progress)
            throws ExtractFailed, IOException {
        ExtractFolder folder = ExtractFolder.open(work);
        Path partial = folder.partial();
        try (Readable readable = ExportedTables.readable(legacy, folder, progress)) {
            Seal seal = new Extraction(readable, sources, asOf, progress).read(partial);
            return new Glimpse(folder, partial, SealedExtract.unsealed(partial, seal));
        } catch (ExtractFailed | IOException | RuntimeException failed) {
            try (folder) {
                ExtractFolder.remove(partial);
            }
            throw failed;
        }
    }

    /** The newest sealed extract of a work folder, verified; empty where there is none. */
    public static Optional<SealedExtract> newest(Path work) throws ExtractFailed {
        try {
            Optional<Path> folder = ExtractFolder.newest(work);
            return folder.isEmpty() ? Optional.empty() : Optional.of(SealedExtract.open(folder.get()));
        } catch (IOException unreadable) {
            throw new ExtractFailed("%s cannot be listed: %s".formatted(work, unreadable), unreadable);
        }
    }

    /**
     * Shows each row that legacy holds now, and keeps none.
     *
     * @param work the plan's work folder, for what must be laid out while it is read
     * @param lookups a query for what legacy's codes mean
     * @return what the lookups say; nothing without a query
     * @throws ExtractFailed when legacy cannot be read whole
     */
    public static List<Meaning> show(
            DatabaseConnection legacy,
            Map<Kind, ExtractSource> sources,
            LocalDateTime asOf,
            Path work,
            Progress progress,
            Optional<Query> lookups,
            Consumer<LegacyRow> seen)
            throws ExtractFailed {
        try (ExtractFolder folder = ExtractFolder.open(work);
                Readable readable = ExportedTables.readable(legacy, folder, progress)) {
            new Extraction(readable, sources, asOf, progress).show(seen);
            return lookups.isEmpty() ? List.of() : Lookups.ask(readable.database(), lookups.get());
        } catch (IOException failed) {
            throw new ExtractFailed(
                    "%s cannot be written to: %s; check its rights and the free space".formatted(work, failed), failed);
        }
    }

    private void show(Consumer<LegacyRow> seen) throws ExtractFailed {
        if (sources.values().stream().allMatch(CsvFile.class::isInstance)) {
            for (Kind kind : Kind.values()) {
                try (RowReader rows = CsvRows.open(kind, (CsvFile) source(kind))) {
                    show(kind, rows, seen);
                }
            }
            return;
        }
        try (Snapshot snapshot = Snapshot.open(legacy)) {
            for (Kind kind : Kind.values()) {
                try (RowReader rows = open(kind, snapshot)) {
                    show(kind, rows, seen);
                }
            }
        }
    }

    private void show(Kind kind, RowReader rows, Consumer<LegacyRow> seen) throws ExtractFailed {
        List<String> columns = rows.columns();
        try (Progress.Task task = progress.begin("reading " + kind.word(), -1)) {
            for (Optional<List<String>> row = rows.next(); row.isPresent(); row = rows.next()) {
                seen.accept(LegacyRows.row(kind, columns, row.get()));
                task.advance(1);
            }
        }
    }

    private static Optional<SealedExtract> same(Path work, Seal seal, Consumer<LegacyRow> seen)
            throws ExtractFailed, IOException {
        Optional<Path> newest = ExtractFolder.newest(work);
        if (newest.isPresent() && Seal.read(newest.get()).sha256().equals(seal.sha256())) {
            return Optional.of(SealedExtract.open(newest.get(), seen));
        }
        return Optional.empty();
    }

    private Seal read(Path partial) throws ExtractFailed, IOException {
        if (sources.values().stream().allMatch(CsvFile.class::isInstance)) {
            List<SealedFile> files = new ArrayList<>();
            for (Kind kind : Kind.values()) {
                try (RowReader rows = CsvRows.open(kind, (CsvFile) source(kind))) {
                    files.add(write(kind, rows, partial));
                }
            }
            return new Seal(asOf, Steadiness.once(Steadiness.FILES), files, queries());
        }
        try (Snapshot snapshot = Snapshot.open(legacy)) {
            if (snapshot.means().equals(Steadiness.READ_TWICE)) {
                Readings.Settled settled = new Readings(partial, folder -> {
                            snapshot.refresh();
                            return read(snapshot, folder);
                        })
                        .settle();
                return new Seal(asOf, settled.steadiness(), settled.files(), queries());
            }
            // That the tables made of files hold still says nothing of the files.
            String means = exported ? Steadiness.FILES : snapshot.means();
            return new Seal(asOf, Steadiness.once(means), read(snapshot, partial), queries());
        }
    }

    private List<SealedFile> read(Snapshot snapshot, Path into) throws ExtractFailed, IOException {
        List<SealedFile> files = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            try (RowReader rows = open(kind, snapshot)) {
                files.add(write(kind, rows, into));
            }
        }
        return files;
    }

    private RowReader open(Kind kind, Snapshot snapshot) throws ExtractFailed {
        return switch (source(kind)) {
            case CsvFile csv -> CsvRows.open(kind, csv);
            case Query query -> QueryRows.open(kind, snapshot, query.place(), query.asOf(asOf));
        };
    }

    private SealedFile write(Kind kind, RowReader rows, Path partial) throws ExtractFailed, IOException {
        SealedFile file;
        try (Progress.Task task = progress.begin("reading " + kind.word(), -1)) {
            file = new SealWriter(partial).write(kind, rows, task);
        }
        if (file.rows() == 0) {
            throw new ExtractFailed(
                    "%s yields no %s at all; nothing is extracted. Check the query, and that this is the right copy of legacy"
                            .formatted(source(kind).place(), kind.word()));
        }
        Failpoint.reach("extract." + kind.word());
        return file;
    }

    private ExtractSource source(Kind kind) {
        return Objects.requireNonNull(sources.get(kind), () -> "no source for " + kind.word());
    }

    private Map<Kind, String> queries() {
        Map<Kind, String> queries = new EnumMap<>(Kind.class);
        sources.forEach((kind, source) -> queries.put(kind, digest(source)));
        return queries;
    }

    private static String digest(ExtractSource source) {
        String asked = switch (source) {
            case Query query -> query.sql();
            case CsvFile csv -> csv.place();
        };
        return HexFormat.of().formatHex(SealedFile.digest().digest(asked.getBytes(StandardCharsets.UTF_8)));
    }
}
