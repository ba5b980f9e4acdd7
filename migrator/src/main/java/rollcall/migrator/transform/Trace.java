package rollcall.migrator.transform;

/** Watches a row on its way through the rules. */
@FunctionalInterface
public interface Trace {
    /** Watches nothing. */
    Trace NONE = (rule, effect) -> {};

    /** A rule has done this to the row. {@code rule} is its name in words: {@code sentinel dates}. */
    void saw(String rule, Effect effect);
}
