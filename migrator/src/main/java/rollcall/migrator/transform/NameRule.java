package rollcall.migrator.transform;

import java.util.Set;
import rollcall.migrator.extract.Kind;

/** Who reported the repair is asked for first, else the household's contact. */
final class NameRule implements Rule {
    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CONTACTS);
    }

    @Override
    public void apply(Draft draft) {
        draft.text("request_name").or(() -> draft.text("household_name")).ifPresent(it -> draft.put("name", it));
    }
}
