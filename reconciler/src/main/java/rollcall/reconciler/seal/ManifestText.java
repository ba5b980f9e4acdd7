package rollcall.reconciler.seal;

import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import rollcall.reconciler.seal.Manifest.Encryption;
import rollcall.reconciler.seal.Manifest.KeptFile;
import rollcall.reconciler.seal.Manifest.Query;
import rollcall.reconciler.seal.Manifest.Use;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The manifest as JSON. */
final class ManifestText {
    private static final int FORMAT = 3;
    /** Whose rows hold values in the older layout, which are still read. */
    private static final int OLDER_FORMAT = 2;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private ManifestText() {}

    static String of(Manifest manifest) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonFactory.builder().build().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeNumberProperty("format", FORMAT);
            json.writeNumberProperty("number", manifest.number());
            json.writeStringProperty("plan", manifest.plan());
            json.writeStringProperty("reconciliation", manifest.reconciliation());
            json.writeStringProperty("asOf", TIME.format(manifest.asOf()));
            json.writeStringProperty("taken", TIME.format(manifest.taken()));
            texts(json, "read", manifest.readings());
            if (manifest.encryption().isPresent()) {
                Encryption encryption = manifest.encryption().get();
                json.writeObjectPropertyStart("encryption");
                json.writeStringProperty("cipher", "AES-256-GCM in chunks of 65536 bytes");
                json.writeStringProperty("key", "PBKDF2WithHmacSHA256");
                json.writeNumberProperty("iterations", encryption.iterations());
                json.writeStringProperty("salt", encryption.salt());
                json.writeEndObject();
            }
            json.writeArrayPropertyStart("queries");
            for (Query query : manifest.queries()) {
                json.writeStartObject();
                json.writeStringProperty("use", query.use().word());
                json.writeStringProperty("file", query.file());
                json.writeNumberProperty("bytes", query.bytes());
                json.writeStringProperty("sha256", query.sha256());
                json.writeStringProperty("database", query.database());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("files");
            for (KeptFile file : manifest.files()) {
                json.writeStartObject();
                json.writeStringProperty("name", file.name());
                texts(json, "columns", file.columns());
                json.writeNumberProperty("rows", file.rows());
                json.writeNumberProperty("bytes", file.bytes());
                json.writeStringProperty("sha256", file.sha256());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text + "\n";
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    /**
     * Reads a manifest whose digest has been checked.
     *
     * @throws SealUnusable if it is of a format that this program does not know
     */
    static Manifest read(String text) throws SealUnusable {
        try {
            Map<?, ?> json = map(new Load(LoadSettings.builder().build()).loadFromString(text));
            long format = number(json, "format");
            if (format != FORMAT && format != OLDER_FORMAT) {
                throw new SealUnusable(
                        "is of format " + format + " and this program knows " + OLDER_FORMAT + " and " + FORMAT
                                + "; read it with the Rollcall that has made it, or run 'seal' again while legacy can be read");
            }
            return new Manifest(
                    number(json, "number"),
                    text(json, "plan"),
                    text(json, "reconciliation"),
                    LocalDateTime.parse(text(json, "asOf"), TIME),
                    LocalDateTime.parse(text(json, "taken"), TIME),
                    texts(json, "read"),
                    Optional.ofNullable(json.get("encryption"))
                            .map(ManifestText::map)
                            .map(it -> new Encryption((int) number(it, "iterations"), text(it, "salt"))),
                    list(json, "queries").stream()
                            .map(ManifestText::map)
                            .map(it -> new Query(
                                    Use.valueOf(text(it, "use").toUpperCase(Locale.ROOT)),
                                    text(it, "file"),
                                    number(it, "bytes"),
                                    text(it, "sha256"),
                                    text(it, "database")))
                            .toList(),
                    list(json, "files").stream()
                            .map(ManifestText::map)
                            .map(it -> new KeptFile(
                                    text(it, "name"),
                                    texts(it, "columns"),
                                    number(it, "rows"),
                                    number(it, "bytes"),
                                    text(it, "sha256")))
                            .toList());
        } catch (YamlEngineException
                | ClassCastException
                | NullPointerException
                | IllegalArgumentException
                | DateTimeException e) {
            throw new SealUnusable("has a manifest that cannot be read; take the seal from a backup", e);
        }
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }

    private static List<?> list(Map<?, ?> json, String name) {
        return (List<?>) java.util.Objects.requireNonNull(json.get(name));
    }

    private static List<String> texts(Map<?, ?> json, String name) {
        return list(json, name).stream().map(String.class::cast).toList();
    }

    private static String text(Map<?, ?> json, String name) {
        return (String) java.util.Objects.requireNonNull(json.get(name));
    }

    private static long number(Map<?, ?> json, String name) {
        return ((Number) java.util.Objects.requireNonNull(json.get(name))).longValue();
    }
}
