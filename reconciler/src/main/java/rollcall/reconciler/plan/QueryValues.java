package rollcall.reconciler.plan;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The values that a side puts into its query, as {@code with: { contractor: AVP }} puts {@code 'AVP'} in the place of
 * {@code ${contractor}}: so that one query serves several comparisons.
 *
 * @param texts each by its name, as SQL
 * @param refused names with which, or with whose value, something is wrong: it has been told, and not again of the query
 * @param isUnread whether what stands there could not be read at all, which has been told likewise
 */
record QueryValues(Map<String, String> texts, Set<String> refused, boolean isUnread) {
    private static final String WITH = "with";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
    /** What means the same in the quotes of every database. */
    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{N} _.-]+");

    static QueryValues of(PlanNode side) {
        Map<String, String> texts = new LinkedHashMap<>();
        Set<String> refused = new HashSet<>();
        side.texts(WITH).forEach((name, value) -> {
            if (!NAME.matcher(name).matches() || SqlFiles.OWN.contains(name)) {
                refused.add(name);
                side.fault(
                        WITH,
                        "with: \"%s\" is no name for a value; expected small letters, digits and -, and not %s"
                                .formatted(name, String.join(" or ", SqlFiles.OWN)));
            } else if (value.isEmpty()) {
                refused.add(name);
            } else if (!VALUE.matcher(value).matches()) {
                refused.add(name);
                side.fault(
                        WITH,
                        "with: %s \"%s\" cannot stand in a query; expected letters, digits, blanks and _ . -"
                                .formatted(name, value));
            } else {
                texts.put(name, "'" + value + "'");
            }
        });
        boolean isUnread = side.isGiven(WITH)
                ? !side.isMapping(WITH)
                : side.keys().stream().anyMatch(it -> !it.equals(WITH) && isMeant(it));
        return new QueryValues(texts, refused, isUnread);
    }

    /** Whether a key that a side does not know most likely stands for {@code with}. */
    private static boolean isMeant(String key) {
        return Nearest.to(key, List.of(WITH)).isPresent();
    }

    /** Whether a placeholder of this name is nothing to tell of the query. */
    boolean excuses(String placeholder) {
        return isUnread || texts.containsKey(placeholder) || refused.contains(placeholder);
    }
}
