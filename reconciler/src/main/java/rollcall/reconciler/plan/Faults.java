package rollcall.reconciler.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, file by file and line by line, so that all of it is told at once. */
final class Faults {
    private final List<Fault> found = new ArrayList<>();

    /** Records a fault; {@code line} counts from 1, 0 means the file as a whole. */
    void add(String file, long line, String message) {
        found.add(new Fault(file, line, message));
    }

    boolean any() {
        return !found.isEmpty();
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

    private record Fault(String file, long line, String message) {
        String text() {
            return file + (line > 0 ? " line " + line : "") + ": " + message;
        }
    }
}
