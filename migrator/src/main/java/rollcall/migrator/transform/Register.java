package rollcall.migrator.transform;

/** The new system's property register. */
@FunctionalInterface
public interface Register {
    /** Whether it holds the property with this trimmed reference. */
    boolean has(String propertyReference);
}
