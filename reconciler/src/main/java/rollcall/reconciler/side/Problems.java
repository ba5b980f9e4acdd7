package rollcall.reconciler.side;

import java.util.ArrayList;
import java.util.List;

/** Values of one side that could not be used: the first few told with their places, the rest counted. For one thread. */
public final class Problems {
    private static final int SHOWN = 10;

    private final String where;
    private final List<String> lines = new ArrayList<>();
    private long count;

    /** @param where the side's file, for the last line */
    public Problems(String where) {
        this.where = where;
    }

    /** Adds a problem, complete with its place and remedy. */
    public void add(String line) {
        if (count++ < SHOWN) {
            lines.add(line);
        }
    }

    /** What there is to tell; empty when all was well. */
    public List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        if (count > SHOWN) {
            all.add("%s: and %,d more values like these".formatted(where, count - SHOWN));
        }
        return all;
    }
}
