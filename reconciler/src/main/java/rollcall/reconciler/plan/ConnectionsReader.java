package rollcall.reconciler.plan;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rollcall.reconciler.plan.DatabaseConnection.SnapshotMode;

/** Reads {@code connections:}. Secrets come from the environment only and never show in a message. */
final class ConnectionsReader {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern SECRET_IN_URL = Pattern.compile("(?i)[;?&](password|pwd|accesstoken)="
            + "|//[^/@:;?]*:(?!\\$\\{env:)[^/@;?]+@|:(thin|oci):[^/@]*/(?!\\$\\{env:)[^@]+@");
    private static final String ENVIRONMENT = "env:";
    private static final String LIMIT = "rows-per-second";
    private static final int FASTEST = 1_000_000;
    private static final int UNLIMITED = Integer.MIN_VALUE;

    private final Path folder;
    private final Map<String, String> environment;

    ConnectionsReader(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** The connections by name, in the file's order. */
    Map<String, DatabaseConnection> read(PlanNode root) {
        Map<String, DatabaseConnection> connections = new LinkedHashMap<>();
        root.optionalChild("connections").ifPresent(all -> {
            for (String name : all.keys()) {
                connections.put(name, connection(name, all.child(name)));
            }
        });
        return connections;
    }

    /** Those connections of a faulty plan in which nothing is wrong, by name. */
    static Map<String, DatabaseConnection> sound(Path folder, Map<String, String> environment) {
        Map<String, DatabaseConnection> sound = new LinkedHashMap<>();
        Faults faults = new Faults();
        YamlNode root = PlanDocument.read(folder, faults);
        ConnectionsReader reader = new ConnectionsReader(folder, environment);
        root.optionalChild("connections").ifPresent(all -> {
            for (String name : all.keys()) {
                int before = faults.lines().size();
                DatabaseConnection connection = reader.connection(name, all.child(name));
                if (faults.lines().size() == before) {
                    sound.put(name, connection);
                }
            }
        });
        return sound;
    }

    private DatabaseConnection connection(String name, PlanNode node) {
        if (node.isMapping("files")) {
            node.onlyKeys("files");
            return DatabaseConnection.of(
                    name, new ExportedFilesReader(folder.resolve(".rollcall")).read(node.child("files")));
        }
        node.onlyKeys("files", "url", "user", "password", "schema", "snapshot", LIMIT);
        node.optionalChild("files");
        return new DatabaseConnection(
                name,
                url(node),
                node.optionalText("user").map(it -> filled(node, "user", it)).orElse(""),
                password(node),
                node.optionalText("schema").orElse("public"),
                node.optionalText("snapshot").map(it -> snapshot(node, it)).orElse(SnapshotMode.AS_IT_CAN),
                rowsPerSecond(node),
                Optional.empty());
    }

    private static OptionalInt rowsPerSecond(PlanNode node) {
        int rows = node.number(LIMIT, UNLIMITED);
        if (rows == UNLIMITED) {
            return OptionalInt.empty();
        }
        if (rows < 1 || rows > FASTEST) {
            node.fault(
                    LIMIT,
                    "%s '%d' is not from 1 to %d rows; leave it out to read as fast as can be"
                            .formatted(LIMIT, rows, FASTEST));
            return OptionalInt.empty();
        }
        return OptionalInt.of(rows);
    }

    private static SnapshotMode snapshot(PlanNode node, String word) {
        return switch (word) {
            case "one" -> SnapshotMode.ONE;
            case "read-twice" -> SnapshotMode.READ_TWICE;
            default -> {
                node.fault(
                        "snapshot",
                        "snapshot \"" + word
                                + "\" is neither one nor read-twice; leave it out to take what the database gives");
                yield SnapshotMode.AS_IT_CAN;
            }
        };
    }

    private String url(PlanNode node) {
        String url = node.text("url");
        if (SECRET_IN_URL.matcher(url).find()) {
            node.fault("url", "url holds a password; write password: ${env:NAME} beside it instead");
            return "";
        }
        if (!url.isEmpty() && !url.startsWith("jdbc:")) {
            node.fault("url", "url is not a JDBC URL; expected for example jdbc:postgresql://host:5432/database");
            return "";
        }
        return filled(node, "url", url);
    }

    private String password(PlanNode node) {
        Optional<String> given = node.optionalText("password");
        if (given.filter(it -> !it.startsWith("${" + ENVIRONMENT) || !it.endsWith("}"))
                .isPresent()) {
            node.fault(
                    "password",
                    "password stands in the plan itself; write ${env:NAME}, set NAME in the environment, and change the password");
            return "";
        }
        return given.map(it -> filled(node, "password", it)).orElse("");
    }

    private String filled(PlanNode node, String key, String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value(node, key, matcher.group(1))));
        }
        return matcher.appendTail(filled).toString();
    }

    private String value(PlanNode node, String key, String placeholder) {
        if (placeholder.equals("plan")) {
            return folder.toString().replace('\\', '/');
        }
        if (!placeholder.startsWith(ENVIRONMENT)) {
            node.fault(key, key + ": unknown placeholder ${" + placeholder + "}; expected ${plan} or ${env:NAME}");
            return "";
        }
        String name = placeholder.substring(ENVIRONMENT.length());
        return Optional.ofNullable(environment.get(name)).orElseGet(() -> {
            node.fault(key, key + ": environment variable " + name + " is not set; set it before this command");
            return "";
        });
    }
}
