package rollcall.reconciler.finding;

import java.util.Iterator;
import java.util.function.Consumer;

/** The ranked exceptions of a run: a sequence in a file, which can be opened as often as needed and never sits in the heap. */
public interface Findings {
    /** How many there are. */
    long count();

    /** Opens the sequence from its first, worst exception; close it after use. */
    Cursor open();

    /** Hands each exception to {@code action}, worst first. */
    default void forEach(Consumer<? super Finding> action) {
        try (Cursor cursor = open()) {
            cursor.forEachRemaining(action);
        }
    }

    /** One reading of the sequence. */
    interface Cursor extends Iterator<Finding>, AutoCloseable {
        @Override
        void close();
    }
}
