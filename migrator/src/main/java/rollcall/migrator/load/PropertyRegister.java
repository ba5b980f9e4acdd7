package rollcall.migrator.load;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The new system's property register: reference to id, read once. */
public final class PropertyRegister {
    private final Map<String, Object> ids;

    private PropertyRegister(Map<String, Object> ids) {
        this.ids = ids;
    }

    /** Reads the whole register; a reference that is there twice stands for its first row. */
    public static PropertyRegister read(TargetDatabase target, Layouts layouts) {
        Layouts.Register register = layouts.register();
        Map<String, Object> ids = new HashMap<>();
        target.dsl()
                .select(register.key(), register.id())
                .from(register.table())
                .where(register.key().isNotNull())
                .orderBy(register.id().desc())
                .forEach(row -> ids.put(
                        String.valueOf(row.get(register.key())).strip(),
                        Optional.ofNullable(row.get(register.id())).orElseThrow()));
        return new PropertyRegister(ids);
    }

    /** Whether the register has this property. */
    public boolean has(String reference) {
        return ids.containsKey(reference);
    }

    Optional<Object> id(String reference) {
        return Optional.ofNullable(ids.get(reference));
    }
}
