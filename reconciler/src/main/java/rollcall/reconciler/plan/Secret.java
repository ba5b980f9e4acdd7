package rollcall.reconciler.plan;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A password or key that comes from the environment. It is looked at only by the command that needs it, so that the others
 * run where it is not set. Its text never shows the value.
 *
 * @param variable the environment variable's name
 * @param value empty where the variable is not set or blank
 */
public record Secret(String variable, Optional<String> value) {
    private static final Pattern NAME = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");

    /** Reads {@code ${env:NAME}}; a fault, and empty, where something else stands there: it might be the secret itself. */
    static Optional<Secret> read(PlanNode node, String key, Map<String, String> environment) {
        Optional<String> given = node.optionalText(key);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = NAME.matcher(given.get());
        if (!matcher.matches()) {
            node.fault(
                    key,
                    key + " stands in the plan itself; write ${env:NAME}, set NAME in the environment, and change the "
                            + key);
            return Optional.empty();
        }
        String name = matcher.group(1);
        return Optional.of(
                new Secret(name, Optional.ofNullable(environment.get(name)).filter(it -> !it.isBlank())));
    }

    @Override
    public String toString() {
        return "${env:" + variable + "}";
    }
}
