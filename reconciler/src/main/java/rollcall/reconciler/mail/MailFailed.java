package rollcall.reconciler.mail;

/** A mail could not be sent, or not to everybody; the message is one line, says what to do, and holds no password. */
public final class MailFailed extends Exception {
    private static final long serialVersionUID = 1L;

    MailFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
