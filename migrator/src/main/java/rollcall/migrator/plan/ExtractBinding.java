package rollcall.migrator.plan;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import rollcall.migrator.extract.ExtractSource;
import rollcall.migrator.extract.ExtractSource.CsvFile;
import rollcall.migrator.extract.ExtractSource.Query;
import rollcall.migrator.extract.Kind;
import rollcall.reconciler.plan.PlanNode;

/** Reads {@code migrate: extract:}. */
final class ExtractBinding {
    private ExtractBinding() {}

    static Map<Kind, ExtractSource> bind(PlanNode extract) {
        extract.onlyKeys("jobs", "appointments", "contacts");
        Map<Kind, ExtractSource> sources = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            sources.put(
                    kind,
                    extract.isMapping(kind.word())
                            ? csv(kind, extract.child(kind.word()))
                            : query(extract, kind.word()));
        }
        return sources;
    }

    private static Query query(PlanNode extract, String key) {
        Path file = extract.file(key);
        try {
            return new Query(file, Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.UTF_8) : "");
        } catch (IOException unreadable) {
            extract.fault(key, "%s is not a readable text in UTF-8".formatted(file.getFileName()));
            return new Query(file, "");
        }
    }

    private static CsvFile csv(Kind kind, PlanNode node) {
        node.onlyKeys("file", "charset", "delimiter", "columns");
        Map<String, String> columns = node.texts("columns");
        node.optionalChild("columns").ifPresent(it -> it.onlyKeys(kind.columns().toArray(String[]::new)));
        return new CsvFile(node.dataFile("file"), charset(node), delimiter(node), columns);
    }

    private static char delimiter(PlanNode node) {
        String text = node.optionalText("delimiter").orElse(",").replace("\\t", "\t");
        if (text.length() != 1 || text.equals("\"")) {
            node.fault("delimiter", "delimiter '%s' is not one character such as , ; or \\t".formatted(text));
            return ',';
        }
        return text.charAt(0);
    }

    private static Charset charset(PlanNode node) {
        String name = node.text("charset");
        try {
            return name.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            node.fault(
                    "charset", "charset '%s' is unknown; expected for example UTF-8 or windows-1252".formatted(name));
            return StandardCharsets.UTF_8;
        }
    }
}
