package rollcall.migrator.extract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the columns that a query or a file yields. */
final class Columns {
    private Columns() {}

    /** Refuses a column that stands twice, and the lack of one that the mover needs. */
    static void check(Kind kind, String place, List<String> columns) throws ExtractFailed {
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!seen.add(column)) {
                throw new ExtractFailed(
                        "%s: column '%s' stands twice; give each column a name of its own".formatted(place, column));
            }
        }
        List<String> lacking = new ArrayList<>(kind.columns());
        lacking.removeAll(columns);
        if (!lacking.isEmpty()) {
            throw new ExtractFailed("%s: lacks %s '%s'; it has %s. The mover needs %s of %s"
                    .formatted(
                            place,
                            lacking.size() == 1 ? "column" : "columns",
                            String.join("', '", lacking),
                            String.join(", ", columns),
                            String.join(", ", kind.columns()),
                            kind.word()));
        }
    }
}
