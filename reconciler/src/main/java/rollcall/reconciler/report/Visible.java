package rollcall.reconciler.report;

import java.util.Locale;
import java.util.regex.Pattern;

/** Texts of databases on their way to a terminal: nothing in them may move its cursor or turn its lines. */
final class Visible {
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cs}]");

    private Visible() {}

    /** The text with signs that nobody sees as their numbers: {@code \}{@code u001b}. */
    static String of(String text) {
        return UNSEEN.matcher(text)
                .replaceAll(it ->
                        "\\\\u" + String.format(Locale.ROOT, "%04x", it.group().codePointAt(0)));
    }
}
