package rollcall.migrator.reject;

import java.util.Optional;
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

    private static String shown(Optional<String> value) {
        return value.map(Reason::quoted).orElse("blank");
    }
}
