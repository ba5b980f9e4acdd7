package rollcall.reconciler.table;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a workbook writes what XML has no letter for: {@code _x000D_} is a carriage return. */
final class Escapes {
    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");
    private static final Pattern UNWRITABLE =
            Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\x{FFFE}\\x{FFFF}\\x{D800}-\\x{DFFF}]|_(?=x[0-9A-Fa-f]{4}_)");

    private Escapes() {}

    static String escaped(String text) {
        return UNWRITABLE
                .matcher(text)
                .replaceAll(it -> "_x%04X_".formatted((int) it.group().charAt(0)));
    }

    static String unescaped(String text) {
        Matcher escapes = ESCAPE.matcher(text);
        return escapes.replaceAll(
                it -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(it.group(1), 16))));
    }
}
