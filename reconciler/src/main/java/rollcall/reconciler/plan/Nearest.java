package rollcall.reconciler.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The known name that a misspelt one most likely stands for. */
public final class Nearest {
    private Nearest() {}

    /** The end of a message about an unknown name: the nearest known one, or all of them where none is near. */
    public static String hint(String word, Collection<String> known) {
        if (known.isEmpty()) {
            return "";
        }
        return to(word, known)
                .map(it -> "; did you mean \"" + it + "\"?")
                .orElseGet(() -> "; expected " + oneOf(known.stream().sorted().toList()));
    }

    /** The nearest by edit distance; empty where even the nearest differs in half of its letters. */
    public static Optional<String> to(String word, Collection<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(it -> distance(lower, it.toLowerCase(Locale.ROOT)) <= Math.max(1, it.length() / 2))
                .min(Comparator.comparingInt((String it) -> distance(lower, it.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code a, b or c}. */
    static String oneOf(List<String> words) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }

    /** Letters to insert, drop or change to make one word the other. */
    private static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int change = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
                current[column] =
                        Math.min(previous[column - 1] + change, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
