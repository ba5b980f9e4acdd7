package rollcall.migrator.rehearsal;

/** The rehearsal cannot be held as it was asked for; the program ends with exit code 2. The message says what to give instead. */
public final class RehearsalRefused extends Exception {
    private static final long serialVersionUID = 1L;

    RehearsalRefused(String message) {
        super(message);
    }
}
