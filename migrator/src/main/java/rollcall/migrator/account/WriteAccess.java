package rollcall.migrator.account;

import java.util.List;

/** Whether an account may write. */
public sealed interface WriteAccess {
    /** It may not: neither its own rights nor those of a role or of everybody let it, or the database is opened so that nobody can. */
    record None() implements WriteAccess {}

    /**
     * It may.
     *
     * @param what each thing and how, {@code public.visit (INSERT, UPDATE)}; one entry where it is everything
     * @param more how many things besides
     * @param remedy the statements that make an account which only reads, on this product
     */
    record Some(List<String> what, long more, String remedy) implements WriteAccess {
        /** How many things are named. */
        static final int NAMED = 3;

        public Some {
            what = List.copyOf(what);
        }
    }

    /**
     * The database does not tell.
     *
     * @param why the half-sentence behind "could not be established"
     */
    record Unknown(String why) implements WriteAccess {}

    /** Of these things, the first few named; {@link None} where there are none. */
    static WriteAccess of(List<String> things, String remedy) {
        List<String> named = things.stream().limit(Some.NAMED).toList();
        return things.isEmpty() ? new None() : new Some(named, things.size() - named.size(), remedy);
    }
}
