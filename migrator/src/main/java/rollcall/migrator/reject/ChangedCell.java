package rollcall.migrator.reject;

import java.util.Optional;
import java.util.regex.Pattern;
import rollcall.migrator.extract.LegacyRow;
import rollcall.migrator.extract.PlainColumns;
import rollcall.migrator.transform.Reason;

/** A cell that somebody has corrected: what legacy holds there, and what is to be loaded instead. */
public record ChangedCell(String column, Optional<String> before, Optional<String> after) {
    /** In words, without what may be a person's: {@code priority 'Z' → 'N'}, {@code problem changed}. */
    public String words(LegacyRow row) {
        return PlainColumns.has(row.identity().kind(), column)
                ? "%s %s → %s".formatted(column, shown(before), shown(after))
                : column + " changed";
    }

    /** Whether it is what a spreadsheet makes of a number in a CSV file: without its leading zeros, or as 4.477E+11. */
    boolean lostDigits() {
        String was = before.orElse("");
        String is = after.orElse("");
        return was.matches("0+" + Pattern.quote(is)) && is.matches("[0-9]+")
                || was.matches("[0-9]{12,}") && is.matches("[0-9](\\.[0-9]+)?E\\+[0-9]+");
    }

    private static String shown(Optional<String> value) {
        return value.map(Reason::quoted).orElse("blank");
    }
}
