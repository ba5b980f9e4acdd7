package rollcall.reconciler.plan;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The file {@code plan.yaml}, parsed to nodes that know their lines. */
final class PlanDocument {
    static final String FILE = "plan.yaml";

    /** How deep a plan may be nested: what reads it goes down by itself, and must come up again. */
    private static final int DEEPEST = 50;

    private PlanDocument() {}

    /** The document's mapping; where there is none, a stand-in, with the reason among the faults. */
    static YamlNode read(Path folder, Faults faults) {
        Place place = new Place(folder, faults);
        Optional<Node> document =
                PlanText.read(folder, folder.resolve(FILE), faults).flatMap(text -> compose(text, faults));
        if (document.isPresent() && document.get() instanceof MappingNode mapping) {
            refuseDuplicates(mapping, faults, Collections.newSetFromMap(new IdentityHashMap<>()));
            return YamlNode.of(place, "", mapping);
        }
        if (!faults.any()) {
            faults.add(FILE, 0, "is not a mapping; expected plan:, zone:, connections: and reconcile:");
        }
        return YamlNode.standIn(place);
    }

    /** The line, from 1, at which a node starts. */
    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    private static Optional<Node> compose(String text, Faults faults) {
        LoadSettings settings = LoadSettings.builder().setLabel(FILE).build();
        try {
            Optional<Integer> tooDeep = lineOfTooDeep(new Parse(settings).parseString(text));
            if (tooDeep.isPresent()) {
                faults.add(FILE, tooDeep.get(), "is nested more than " + DEEPEST + " deep; check the brackets there");
                return Optional.empty();
            }
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException malformed) {
            Optional<Mark> mark = malformed.getProblemMark();
            faults.add(
                    FILE,
                    mark.map(it -> it.getLine() + 1).orElse(0),
                    "is not YAML: " + malformed.getProblem()
                            + mark.map(it -> " in column " + (it.getColumn() + 1))
                                    .orElse("")
                            + "; check the indentation and the quotes there and just above");
        } catch (YamlEngineException malformed) {
            faults.add(FILE, 0, "is not YAML: " + firstLine(String.valueOf(malformed.getMessage())));
        }
        return Optional.empty();
    }

    private static Optional<Integer> lineOfTooDeep(Iterable<Event> events) {
        int depth = 0;
        for (Event event : events) {
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > DEEPEST) {
                return event.getStartMark().map(mark -> mark.getLine() + 1);
            }
        }
        return Optional.empty();
    }

    private static void refuseDuplicates(Node node, Faults faults, Set<Node> seen) {
        if (!seen.add(node)) {
            return;
        }
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(it -> refuseDuplicates(it, faults, seen));
        }
        if (node instanceof MappingNode mapping) {
            Map<String, Integer> lines = new HashMap<>();
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key) {
                    int line = line(key);
                    int first = lines.merge(key.getValue(), line, (earlier, later) -> earlier);
                    if (first != line) {
                        faults.add(
                                FILE,
                                line,
                                "key \"" + key.getValue() + "\" stands twice, first in line " + first
                                        + "; remove one of them");
                    }
                } else {
                    faults.add(FILE, line(entry.getKeyNode()), "a key must be a plain text");
                }
                refuseDuplicates(entry.getValueNode(), faults, seen);
            }
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    /** What every node of the document needs to know: the plan's folder, and where its faults go. */
    record Place(Path folder, Faults faults) {}
}
