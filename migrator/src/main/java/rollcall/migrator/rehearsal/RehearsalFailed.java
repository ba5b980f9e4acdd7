package rollcall.migrator.rehearsal;

/** The rehearsal could not be carried through and says nothing; the program ends with exit code 3. */
public final class RehearsalFailed extends Exception {
    private static final long serialVersionUID = 1L;

    RehearsalFailed(String message) {
        super(message);
    }

    RehearsalFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
