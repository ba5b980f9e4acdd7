package rollcall.reconciler.plan;

/**
 * A plan and the part of it that somebody else has bound in the same pass, so that the faults of both come at once.
 *
 * @param plan the reconciler's part
 * @param part what was made of {@code migrate:}
 */
public record Bound<T>(Plan plan, T part) {}
