package rollcall.reconciler.plan;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.NodeType;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import rollcall.reconciler.plan.PlanDocument.Place;

/** A mapping of {@code plan.yaml}. A stand-in for an absent one holds nothing and finds no fault in it. */
final class YamlNode implements PlanNode {
    private final Place place;
    private final String path;
    private final int line;
    private final boolean standIn;
    private final Map<String, Entry> entries;
    private final Optional<YamlNode> parent;
    /** Known keys that a misspelt one most likely stands for: they are not told as missing too. */
    private final Set<String> misspelt = new HashSet<>();
    /** The mappings below, each once: what one reader has found misspelt, no other tells as missing. */
    private final Map<String, YamlNode> mappings = new HashMap<>();

    private YamlNode(
            Place place,
            String path,
            int line,
            boolean standIn,
            Map<String, Entry> entries,
            Optional<YamlNode> parent) {
        this.place = place;
        this.path = path;
        this.line = line;
        this.standIn = standIn;
        this.entries = entries;
        this.parent = parent;
    }

    static YamlNode of(Place place, String path, MappingNode mapping) {
        return new YamlNode(place, path, PlanDocument.line(mapping), false, entries(mapping), Optional.empty());
    }

    static YamlNode standIn(Place place) {
        return new YamlNode(place, "", 0, true, Map.of(), Optional.empty());
    }

    @Override
    public PlanNode root() {
        return parent.<PlanNode>map(YamlNode::root).orElse(this);
    }

    @Override
    public List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    @Override
    public String text(String key) {
        return optionalText(key).orElseGet(() -> {
            missing(key);
            return "";
        });
    }

    @Override
    public Optional<String> optionalText(String key) {
        return value(key).flatMap(value -> {
            if (value instanceof ScalarNode scalar) {
                return Optional.of(scalar.getValue().strip()).filter(it -> !it.isEmpty());
            }
            fault(key, named(key) + " is " + kind(value) + "; expected a text");
            return Optional.empty();
        });
    }

    @Override
    public int number(String key, int otherwise) {
        return optionalText(key)
                .map(text -> {
                    try {
                        return Integer.parseInt(text);
                    } catch (NumberFormatException notANumber) {
                        fault(key, named(key) + " \"" + text + "\" is not a whole number");
                        return otherwise;
                    }
                })
                .orElse(otherwise);
    }

    @Override
    public PlanNode child(String key) {
        return optionalChild(key).orElseGet(() -> {
            missing(key);
            return new YamlNode(place, named(key), line, true, Map.of(), Optional.of(this));
        });
    }

    @Override
    public Optional<PlanNode> optionalChild(String key) {
        return value(key).flatMap(value -> {
            if (value instanceof MappingNode mapping) {
                return Optional.of(mappings.computeIfAbsent(key, it -> below(named(it), mapping)));
            }
            fault(key, named(key) + " is " + kind(value) + "; expected a mapping (indented \"key: value\" lines)");
            return Optional.empty();
        });
    }

    @Override
    public List<PlanNode> children(String key) {
        List<PlanNode> children = new ArrayList<>();
        value(key).ifPresent(value -> {
            if (value instanceof SequenceNode sequence) {
                for (Node item : sequence.getValue()) {
                    if (item instanceof MappingNode mapping) {
                        children.add(below(named(key) + " " + (children.size() + 1), mapping));
                    } else {
                        add(PlanDocument.line(item), named(key) + " holds " + kind(item) + "; expected mappings");
                    }
                }
            } else {
                fault(key, named(key) + " is " + kind(value) + "; expected a list (lines that start with \"- \")");
            }
        });
        return children;
    }

    @Override
    public List<String> list(String key) {
        List<String> texts = new ArrayList<>();
        value(key).ifPresent(value -> {
            List<Node> items = value instanceof SequenceNode sequence ? sequence.getValue() : List.of(value);
            for (Node item : items) {
                if (item instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                    texts.add(scalar.getValue().strip());
                } else {
                    add(PlanDocument.line(item), named(key) + " holds " + kind(item) + "; expected texts");
                }
            }
        });
        return texts;
    }

    @Override
    public Map<String, String> texts(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        optionalChild(key).ifPresent(child -> {
            for (String name : child.keys()) {
                texts.put(name, child.text(name));
            }
        });
        return texts;
    }

    @Override
    public Path file(String key) {
        return file(key, message -> fault(key, message));
    }

    @Override
    public Path dataFile(String key) {
        return file(key, message -> {
            if (!standIn) {
                place.faults().absent(PlanDocument.FILE, entryLine(key), message);
            }
        });
    }

    private Path file(String key, Consumer<String> absent) {
        String text = text(key);
        try {
            Path file = place.folder().resolve(text).normalize();
            if (Files.isDirectory(file) && !text.isEmpty()) {
                absent.accept("%s \"%s\" is a folder; expected a file".formatted(named(key), text));
            } else if (!text.isEmpty() && !Files.isRegularFile(file)) {
                absent.accept("%s \"%s\" does not exist in the plan's folder%s"
                        .formatted(named(key), text, siblingHint(file)));
            }
            return file;
        } catch (InvalidPathException notAPath) {
            fault(key, "%s \"%s\" is not a file name".formatted(named(key), text));
            return place.folder();
        }
    }

    @Override
    public Path newFile(String key, String otherwise) {
        String text = optionalText(key).orElse(otherwise);
        try {
            return place.folder().resolve(text).normalize();
        } catch (InvalidPathException notAPath) {
            fault(key, "%s \"%s\" is not a file name".formatted(named(key), text));
            return place.folder().resolve(otherwise);
        }
    }

    @Override
    public boolean isGiven(String key) {
        return value(key).isPresent();
    }

    @Override
    public boolean isMapping(String key) {
        return value(key).filter(MappingNode.class::isInstance).isPresent();
    }

    @Override
    public void onlyKeys(String... keys) {
        List<String> known = List.of(keys);
        for (String key : entries.keySet()) {
            if (!known.contains(key)) {
                fault(
                        key,
                        (path.isEmpty() ? "" : path + ": ") + "unknown key \"" + key + "\"" + Nearest.hint(key, known));
                Nearest.to(key, known).ifPresent(misspelt::add);
            }
        }
    }

    @Override
    public void fileFault(Path file, long line, String message) {
        String name = PlanText.name(place.folder(), file);
        if (!place.faults().anyAt(name, line)) {
            place.faults().add(name, line, message);
        }
    }

    @Override
    public void fault(String key, String message) {
        if (!entries.containsKey(key) && misspelt.contains(key)) {
            return;
        }
        add(entries.containsKey(key) ? entryLine(key) : line, message);
    }

    private void missing(String key) {
        if (value(key).isEmpty() && !misspelt.contains(key)) {
            fault(key, named(key) + " is missing");
        }
    }

    private void add(int at, String message) {
        if (!standIn) {
            place.faults().add(PlanDocument.FILE, at, message);
        }
    }

    private YamlNode below(String name, MappingNode mapping) {
        return new YamlNode(place, name, PlanDocument.line(mapping), false, entries(mapping), Optional.of(this));
    }

    @Override
    public int line(List<String> path) {
        if (path.isEmpty() || !entries.containsKey(path.get(0))) {
            return line;
        }
        String first = path.get(0);
        return path.size() > 1 && isMapping(first)
                ? optionalChild(first).orElseThrow().line(path.subList(1, path.size()))
                : entryLine(first);
    }

    private int entryLine(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::line).orElse(line);
    }

    /** The value of a key; empty where the key is absent or its value is. */
    private Optional<Node> value(String key) {
        return Optional.ofNullable(entries.get(key))
                .map(Entry::value)
                .filter(it -> !it.getTag().equals(Tag.NULL))
                .filter(it ->
                        !(it instanceof ScalarNode scalar && scalar.getValue().isBlank()));
    }

    private String named(String key) {
        return path.isEmpty() ? key : path + ": " + key;
    }

    private static String siblingHint(Path file) {
        Path parent = file.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return "";
        }
        String[] siblings = new File(parent.toString()).list();
        return Nearest.to(String.valueOf(file.getFileName()), siblings == null ? List.of() : List.of(siblings))
                .map(it -> "; did you mean \"" + it + "\"?")
                .orElse("");
    }

    private static String kind(Node value) {
        return value.getNodeType() == NodeType.MAPPING
                ? "a mapping"
                : value.getNodeType() == NodeType.SEQUENCE ? "a list" : "a text";
    }

    private static Map<String, Entry> entries(MappingNode mapping) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                entries.putIfAbsent(key.getValue(), new Entry(PlanDocument.line(key), tuple.getValueNode()));
            }
        }
        return entries;
    }

    private record Entry(int line, Node value) {}
}
