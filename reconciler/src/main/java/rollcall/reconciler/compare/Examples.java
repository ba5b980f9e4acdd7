package rollcall.reconciler.compare;

import java.util.ArrayList;
import java.util.List;
import rollcall.reconciler.side.Keys;
import rollcall.reconciler.sort.Row;

/** A count, and the first few references that it counted. */
final class Examples {
    private static final int SHOWN = 5;

    private final List<String> shown = new ArrayList<>();
    private long count;
    private boolean hasMore;

    void add(Row row, long rows) {
        add(Keys.population(row).word() + " " + Keys.reference(row), rows);
    }

    void add(String example, long rows) {
        count += rows;
        if (shown.size() < SHOWN) {
            shown.add(example);
        } else {
            hasMore = true;
        }
    }

    long count() {
        return count;
    }

    List<String> shown() {
        return List.copyOf(shown);
    }

    String told() {
        return String.join(", ", shown) + (hasMore ? " …" : "");
    }
}
