package rollcall.reconciler.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, file by file and line by line, so that all of it is told at once. */
final class Faults {
    private final List<Fault> found = new ArrayList<>();

    /** Records a fault; {@code line} counts from 1, 0 means the file as a whole. */
    void add(String file, long line, String message) {
        found.add(new Fault(file, line, message, false));
    }

    /** Records data that is not there: no fault of the plan by itself, and told with its faults where it has any. */
    void absent(String file, long line, String message) {
        found.add(new Fault(file, line, message, true));
    }

    /** Whether the plan is wrong. */
    boolean any() {
        return found.stream().anyMatch(it -> !it.isAbsence());
    }

    /** Whether something is wrong in a file. */
    boolean anyIn(String file) {
        return found.stream().anyMatch(it -> it.file().equals(file));
    }

    /** Whether something is wrong in a line of a file; with line 0, in the file as a whole. */
    boolean anyAt(String file, long line) {
        return found.stream().anyMatch(it -> it.file().equals(file) && it.line() == line);
    }

    /** The plan's own file first, then the others by name, each in the order of its lines; the same text once. */
    List<String> lines() {
        return found.stream()
                .sorted(Comparator.comparing((Fault it) -> !it.file().equals(PlanDocument.FILE))
                        .thenComparing(Fault::file)
                        .thenComparingLong(Fault::line))
                .map(Fault::text)
                .distinct()
                .toList();
    }

    private record Fault(String file, long line, String message, boolean isAbsence) {
        String text() {
            return file + (line > 0 ? " line " + line : "") + ": " + message;
        }
    }
}
