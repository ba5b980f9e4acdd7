package rollcall.reconciler.consistency;

import java.util.LinkedHashSet;
import java.util.Set;
import rollcall.reconciler.sort.RowWriter;
import rollcall.reconciler.sort.Values;

/**
 * What rules that saw other rows together have found wrong about an appointment: told just before the appointment itself, and
 * again before its exception, for only one of the two may come.
 */
final class Foretold {
    private final Set<Wrong> wrong = new LinkedHashSet<>();
    private String reference = "";

    /** Whether a row's values, from their beginning, are such a word. */
    static boolean isOne(Values values) {
        return values.type() == RowWriter.ABSENT;
    }

    /** Takes such a word. */
    void add(String about, Values values) {
        if (!about.equals(reference)) {
            wrong.clear();
            reference = about;
        }
        values.skip();
        wrong.add(Wrong.read(values));
    }

    boolean isAny() {
        return !wrong.isEmpty();
    }

    /** What was told of a reference; once, also where several rows have it. */
    Set<Wrong> of(String about) {
        if (wrong.isEmpty() || !about.equals(reference)) {
            return Set.of();
        }
        Set<Wrong> told = new LinkedHashSet<>(wrong);
        wrong.clear();
        return told;
    }

    void clear() {
        wrong.clear();
    }
}
