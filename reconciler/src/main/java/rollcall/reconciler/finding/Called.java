package rollcall.reconciler.finding;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people call the two sides of a comparison. Sentences are written of legacy and the new system; where the sides are
 * others, they are told of those.
 *
 * @param source as it stands within a sentence: {@code the new system}
 * @param target likewise: {@code Avonpark's diary}
 */
public record Called(String source, String target) {
    /** What most comparisons are of. */
    public static final Called DEFAULT = new Called("legacy", "the new system");

    private static final String ARTICLE = "the ";

    /** Neither a part of a name, a path or a text in quotes, nor before a word that it only describes. */
    private static final Pattern SIDES = Pattern.compile(
            "(?<![\\p{L}\\p{N}_'\"/\\\\.-])(?:(legacy)|(the new system))(?![\\p{L}\\p{N}_\"/\\\\-]|'(?!s\\b)|[.:]\\S| (?:appointment )?reference)",
            Pattern.CASE_INSENSITIVE);

    /** One of our sentences, told of these sides. */
    public String in(String sentence) {
        if (equals(DEFAULT)) {
            return sentence;
        }
        return SIDES.matcher(sentence).replaceAll(it -> {
            String name = it.group(1) == null ? target : source;
            boolean isCapital = Character.isUpperCase(it.group().charAt(0));
            return Matcher.quoteReplacement(isCapital ? capital(name) : name);
        });
    }

    /** The source as a heading: {@code Legacy}. */
    public String sourceHeading() {
        return capital(source.startsWith(ARTICLE) ? source.substring(ARTICLE.length()) : source);
    }

    /** The target as a heading: {@code New system}. */
    public String targetHeading() {
        return capital(target.startsWith(ARTICLE) ? target.substring(ARTICLE.length()) : target);
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
