package rollcall.reconciler.csv;

import java.io.IOException;

/** A file is refused. The message says where and why, and what to do, in words for the user. */
public final class CsvRefused extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message what was found, in which line of which file, and the remedy */
    public CsvRefused(String message) {
        super(message);
    }
}
