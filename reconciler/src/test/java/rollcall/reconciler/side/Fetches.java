package rollcall.reconciler.side;

/** How many rows a side asks a database for at once, where nothing limits it. */
public final class Fetches {
    public static final int STANDARD = QueryReader.FETCH;

    private Fetches() {}
}
