package rollcall.migrator.transform;

import java.util.Set;
import rollcall.migrator.extract.Kind;

/** What was entered twice, alike in everything, is one record: the second row is known by its number, and not moved. */
final class RepeatedRow implements Rule {
    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.values());
    }

    @Override
    public void apply(Draft draft) {
        if (draft.text("copy_number").filter(it -> !it.equals("1")).isPresent()) {
            draft.is(RecordKind.REPEATED_ROW);
        }
    }
}
