package rollcall.reconciler.finding;

/**
 * One column in which the sides disagree.
 *
 * @param name the comparable column, for example {@code starts_at}
 * @param source what legacy says, with its meaning in the new system's code where a code table gives one; empty when absent
 * @param target what the new system says; empty when absent
 */
public record FieldDifference(String name, String source, String target) {}
