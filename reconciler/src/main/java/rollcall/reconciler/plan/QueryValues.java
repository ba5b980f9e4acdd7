package rollcall.reconciler.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The values that a side puts into its query, as {@code with: { contractor: AVP }} puts {@code 'AVP'} in the place of
 * {@code ${contractor}}: so that one query serves several comparisons.
 */
final class QueryValues {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
    /** What means the same in the quotes of every database. */
    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{N} _.-]+");

    private QueryValues() {}

    /** Each by its name, as SQL. */
    static Map<String, String> of(PlanNode side) {
        Map<String, String> values = new LinkedHashMap<>();
        side.texts("with").forEach((name, value) -> {
            if (!NAME.matcher(name).matches() || SqlFiles.OWN.contains(name)) {
                side.fault(
                        "with",
                        "with: \"%s\" is no name for a value; expected small letters, digits and -, and not %s"
                                .formatted(name, String.join(" or ", SqlFiles.OWN)));
            } else if (!VALUE.matcher(value).matches()) {
                side.fault(
                        "with",
                        "with: %s \"%s\" cannot stand in a query; expected letters, digits, blanks and _ . -"
                                .formatted(name, value));
            } else {
                values.put(name, "'" + value + "'");
            }
        });
        return values;
    }
}
