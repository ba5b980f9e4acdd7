package rollcall.migrator.extract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks the columns that a query or a file yields. */
final class Columns {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,40}");

    private Columns() {}

    /** The columns' names. What does not look like one may be the first row of a file without a header: not shown. */
    static String shown(List<String> columns) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            names.add(NAME.matcher(column).matches() ? column : "a column without a name (number %d)".formatted(i + 1));
        }
        boolean headerless = columns.stream().anyMatch(it -> it.isEmpty() || !Character.isLetter(it.charAt(0)));
        return headerless
                ? "%d columns, not all of them with a name (is there a header line?)".formatted(columns.size())
                : String.join(", ", names);
    }

    /** Refuses a column that stands twice, and the lack of one that the mover needs. */
    static void check(Kind kind, String place, List<String> columns) throws ExtractFailed {
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!seen.add(column)) {
                throw new ExtractFailed("%s: column '%s' stands twice; give each column a name of its own"
                        .formatted(place, NAME.matcher(column).matches() ? column : "(not a name)"));
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
                            shown(columns),
                            String.join(", ", kind.columns()),
                            kind.word()));
        }
    }
}
