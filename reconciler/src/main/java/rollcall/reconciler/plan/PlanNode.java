package rollcall.reconciler.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping in the plan's YAML that knows its place. Reading never throws: what is wrong becomes a fault with file and
 * line, and reading goes on with a stand-in, so that all faults are told at once.
 */
public interface PlanNode {
    /** A required text; a fault, and an empty stand-in, where it is absent. */
    String text(String key);

    /** An optional text. */
    Optional<String> optionalText(String key);

    /** A whole number, or {@code otherwise} where the key is absent. */
    int number(String key, int otherwise);

    /** A required mapping; a fault, and an empty stand-in, where it is absent. */
    PlanNode child(String key);

    /** An optional mapping. */
    Optional<PlanNode> optionalChild(String key);

    /** A list of mappings; empty where the key is absent. */
    List<PlanNode> children(String key);

    /** A text, or a list of texts; empty where the key is absent. */
    List<String> list(String key);

    /** A mapping of texts, in the file's order; empty where the key is absent. */
    Map<String, String> texts(String key);

    /** A file named relative to the plan's folder, absolute here; a fault where it does not exist. */
    Path file(String key);

    /**
     * A file of data, named likewise. That it does not exist, or is a folder, is no fault of the plan: what is compared with
     * it is then UNKNOWN, and all else is compared.
     */
    Path dataFile(String key);

    /** A file that need not exist yet, named relative to the plan's folder, absolute here; {@code otherwise} where absent. */
    Path newFile(String key, String otherwise);

    /** Whether {@code key} has a value, of whatever kind. */
    boolean isGiven(String key);

    /** Whether the value of {@code key} is a mapping (true) or a plain text (false); false where absent. */
    boolean isMapping(String key);

    /** The line, from 1, to which these keys lead, each in the mapping of the one before; that of the last that is there. */
    int line(List<String> path);

    /** The keys that stand in this mapping, in the file's order. */
    List<String> keys();

    /** The whole document: for what a part needs of the others, the code tables or the connections' names. */
    PlanNode root();

    /** Refuses every key but these, naming the nearest. */
    void onlyKeys(String... keys);

    /**
     * Records a fault in a file of the plan, unless that line has one already: a file that both halves read is found
     * faulty by both, and told once.
     *
     * @param line from 1; 0 for the file as a whole
     */
    void fileFault(Path file, long line, String message);

    /**
     * Records a fault at {@code key}, or at this mapping where the key is absent; none where it is absent because it is
     * misspelt, which is a fault already.
     */
    void fault(String key, String message);
}
