package rollcall.migrator.extract;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * What {@code seal.properties} says of an extract.
 *
 * @param asOf the instant for which it was taken
 * @param steadiness how its rows are known to be of one moment
 * @param files in the order of {@link Kind}
 * @param queries SHA-256 of each kind's query or, for a file, of its name
 */
record Seal(LocalDateTime asOf, Steadiness steadiness, List<SealedFile> files, Map<Kind, String> queries) {
    static final String NAME = "seal.properties";

    Seal {
        files = List.copyOf(files);
        queries = Map.copyOf(queries);
    }

    /** The digest of the whole extract: of its files' digests. What was asked, and when, does not enter. */
    String sha256() {
        MessageDigest digest = SealedFile.digest();
        for (SealedFile file : files) {
            digest.update((file.kind().word() + " " + file.rows() + " " + file.sha256() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The file's text; the same seal is the same text. */
    String text() {
        Map<String, String> entries = new TreeMap<>();
        entries.put("as-of", asOf.toString());
        entries.put("sha256", sha256());
        entries.put("snapshot", steadiness.means());
        entries.put("snapshot.readings", Integer.toString(steadiness.readings()));
        steadiness.differed().forEach((kind, differing) -> {
            entries.put(kind.word() + ".differed", Long.toString(differing.count()));
            entries.put(kind.word() + ".differed.references", escaped(String.join(" ", differing.first())));
        });
        for (SealedFile file : files) {
            entries.put(file.kind().word() + ".rows", Long.toString(file.rows()));
            entries.put(file.kind().word() + ".sha256", file.sha256());
            entries.put(file.kind().word() + ".query.sha256", queries.getOrDefault(file.kind(), ""));
        }
        StringJoiner text = new StringJoiner("\n", "", "\n");
        entries.forEach((key, value) -> text.add(key + "=" + value));
        return text.toString();
    }

    /** As a properties file has it: a reference may hold anything. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    static Seal read(Path folder) throws ExtractFailed {
        Path file = folder.resolve(NAME);
        try {
            Properties entries = new Properties();
            entries.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
            List<SealedFile> files = new ArrayList<>();
            Map<Kind, String> queries = new TreeMap<>();
            for (Kind kind : Kind.values()) {
                files.add(new SealedFile(
                        kind,
                        Long.parseLong(entry(entries, kind.word() + ".rows")),
                        entry(entries, kind.word() + ".sha256")));
                queries.put(kind, entry(entries, kind.word() + ".query.sha256"));
            }
            Seal seal = new Seal(LocalDateTime.parse(entry(entries, "as-of")), steadiness(entries), files, queries);
            if (!seal.sha256().equals(entry(entries, "sha256"))) {
                throw new ExtractFailed(
                        "%s: its sha256 is not that of its files; it was changed after sealing. Move %s away and extract again"
                                .formatted(file, folder));
            }
            return seal;
        } catch (IOException | RuntimeException unreadable) {
            throw new ExtractFailed(
                    "%s cannot be read as a seal (%s); move %s away and extract again"
                            .formatted(file, unreadable.getMessage(), folder),
                    unreadable);
        }
    }

    private static Steadiness steadiness(Properties entries) {
        Map<Kind, Steadiness.Differing> differed = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            String count = entries.getProperty(kind.word() + ".differed", "");
            if (!count.isEmpty()) {
                String first = entries.getProperty(kind.word() + ".differed.references", "");
                differed.put(kind, new Steadiness.Differing(Long.parseLong(count), List.of(first.split(" ", -1))));
            }
        }
        return new Steadiness(
                entry(entries, "snapshot"), Integer.parseInt(entries.getProperty("snapshot.readings", "1")), differed);
    }

    private static String entry(Properties entries, String key) {
        String value = entries.getProperty(key, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value;
    }
}
