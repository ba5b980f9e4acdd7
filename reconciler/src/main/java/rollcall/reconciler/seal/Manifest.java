package rollcall.reconciler.seal;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a seal says of itself; kept as {@code manifest.json}.
 *
 * @param number the seal's own number, by which its folder is named: an older seal is not taken for a newer one
 * @param plan the plan's name
 * @param reconciliation the reconciliation's name in the plan
 * @param asOf what {@code ${as-of}} stood for in its queries, in the plan's zone
 * @param taken when legacy was read, in the plan's zone
 * @param readings how: in one moment, or twice; a sentence each
 * @param encryption how its files are encrypted; empty where they are plain
 * @param queries what was asked
 * @param files what is kept
 */
record Manifest(
        long number,
        String plan,
        String reconciliation,
        LocalDateTime asOf,
        LocalDateTime taken,
        List<String> readings,
        Optional<Encryption> encryption,
        List<Query> queries,
        List<KeptFile> files) {
    static final String NAME = "manifest.json";

    Manifest {
        readings = List.copyOf(readings);
        queries = List.copyOf(queries);
        files = List.copyOf(files);
    }

    /**
     * How files are encrypted.
     *
     * @param iterations of PBKDF2
     * @param salt in Base64
     */
    record Encryption(int iterations, String salt) {}

    /**
     * A query that was asked, or a file that was read; a copy of what the plan said of it lies in the seal.
     *
     * @param use what it was asked for
     * @param file seen from the plan's folder
     * @param bytes the copy's length
     * @param sha256 of the copy
     * @param database a digest by which another database is told from the one that was asked; empty where a file was read
     */
    record Query(Use use, String file, long bytes, String sha256, String database) {
        /** The copy's name in the seal's folder. */
        String copy() {
            return use.word() + (isOfFile() ? ".txt" : ".sql");
        }

        /** Whether a file was read, and no database asked: the copy says how. */
        boolean isOfFile() {
            return database.isEmpty();
        }
    }

    /** What a query is asked for. */
    enum Use {
        SOURCE,
        CENSUS,
        CONTACT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A file of rows.
     *
     * @param columns the columns that the rows have, in their order
     * @param bytes the file's length on disk
     * @param sha256 of the file as it lies on disk
     */
    record KeptFile(String name, List<String> columns, long rows, long bytes, String sha256) {
        KeptFile {
            columns = List.copyOf(columns);
        }
    }

    /** What was asked for something; empty where an older seal does not say how a file was read. */
    Optional<Query> query(Use use) {
        return queries.stream().filter(it -> it.use() == use).findFirst();
    }

    /** A file by its name. */
    Optional<KeptFile> file(String name) {
        return files.stream().filter(it -> it.name().equals(name)).findFirst();
    }
}
