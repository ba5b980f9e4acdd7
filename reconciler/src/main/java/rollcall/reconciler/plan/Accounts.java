package rollcall.reconciler.plan;

import java.util.List;
import java.util.Locale;

/**
 * Accounts by name or by pattern: one {@code *} at the beginning or at the end stands for anything. Letters count the same
 * in either case, as logins do.
 */
public record Accounts(List<String> patterns) {
    /** Nobody. */
    public static final Accounts NONE = new Accounts(List.of());

    public Accounts {
        patterns = List.copyOf(patterns);
    }

    /** Whether an account is one of them; the empty account never is. */
    public boolean include(String account) {
        String name = account.strip().toLowerCase(Locale.ROOT);
        return !name.isEmpty()
                && patterns.stream().map(it -> it.toLowerCase(Locale.ROOT)).anyMatch(it -> fits(it, name));
    }

    private static boolean fits(String pattern, String name) {
        if (pattern.startsWith("*")) {
            return name.endsWith(pattern.substring(1));
        }
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }

    /** Reads a list of them. */
    static Accounts read(PlanNode node, String key) {
        List<String> patterns = node.list(key);
        for (String pattern : patterns) {
            int star = pattern.indexOf('*');
            boolean isOneAtAnEnd = star == pattern.lastIndexOf('*') && (star == 0 || star == pattern.length() - 1);
            if (star >= 0 && (!isOneAtAnEnd || pattern.length() == 1)) {
                node.fault(
                        key,
                        "%s holds \"%s\"; expected an account, or a pattern with one * at its beginning or end, for example *@council.example"
                                .formatted(key, pattern));
            }
        }
        return new Accounts(patterns);
    }
}
