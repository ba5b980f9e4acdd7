package rollcall.reconciler.contact;

/**
 * Whom to phone about a job. Personal data: for the report that asked, never for a log, a message or the history.
 *
 * @param name may be empty, as all of them
 */
public record Contact(String name, String phone, String address, String postcode, String problem) {
    @Override
    public String toString() {
        return "a contact";
    }
}
