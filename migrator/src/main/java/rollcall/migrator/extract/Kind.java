package rollcall.migrator.extract;

/** The three kinds of record that are moved, in the order in which they are loaded. */
public enum Kind {
    JOBS("jobs"),
    APPOINTMENTS("appointments"),
    CONTACTS("contacts");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /** The word used in the plan, the ledger and the sealed files. */
    public String word() {
        return word;
    }
}
