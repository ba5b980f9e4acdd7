package rollcall.reconciler.cause;

import java.util.List;
import java.util.Optional;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.SideRow;

/** Whether a text was cut, or its signs beyond plain letters and digits were read in the wrong character set. */
final class WhyGarbled {
    private WhyGarbled() {}

    static Optional<Explanation> explain(SideRow legacy, SideRow there, List<Column> columns) {
        for (Column column : columns) {
            String whole = legacy.value(column).text();
            String arrived = there.value(column).text();
            if (isCut(whole, arrived)) {
                String length = column.isFreeText() ? " at " + arrived.length() + " characters" : "";
                return Optional.of(new Explanation(Cause.CUT_SHORT, column.word() + length));
            }
            if (column.isFreeText() && isMangled(whole, arrived)) {
                return Optional.of(new Explanation(Cause.CHARACTERS_MANGLED, column.word()));
            }
        }
        return Optional.empty();
    }

    /** Of two texts that are not the same. */
    private static boolean isCut(String whole, String part) {
        return !part.isEmpty() && whole.startsWith(part);
    }

    private static boolean isMangled(String whole, String arrived) {
        String plain = plain(whole);
        return !plain.isEmpty() && plain.equals(plain(arrived));
    }

    private static String plain(String text) {
        return text.replaceAll("[^A-Za-z0-9]", "");
    }
}
