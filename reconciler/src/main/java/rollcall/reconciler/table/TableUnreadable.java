package rollcall.reconciler.table;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** All that keeps a table from being read whole, each with its line; what could be read comes along. */
public final class TableUnreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;
    private final transient TableFile readable;

    TableUnreadable(Path file, List<Problem> problems, TableFile readable) {
        super(problems.stream().map(it -> it.text(file)).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
        this.readable = readable;
    }

    /** What is wrong, in the order of its lines. */
    public List<Problem> problems() {
        return problems;
    }

    /** The lines without a problem of their own: to tell what else is wrong, never to act on. */
    public TableFile readable() {
        return readable;
    }

    /**
     * One thing that is wrong.
     *
     * @param line from 1; 0 for the file as a whole
     * @param message without the file's name; says what to do
     */
    public record Problem(long line, String message) {
        String text(Path file) {
            return file.getFileName() + (line > 0 ? " line " + line : "") + ": " + message;
        }
    }
}
