package rollcall.migrator.transform;

import java.util.List;
import java.util.Set;
import rollcall.migrator.extract.Kind;

/** No database takes a NUL in a text, and what one hides cannot be told: such a row is rejected before it is sorted by kind. */
final class NulRule implements Rule {
    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.values());
    }

    @Override
    public void apply(Draft draft) {
        List<Reason> reasons = draft.row().identity().kind().columns().stream()
                .filter(column -> draft.text(column).orElse("").indexOf('\0') >= 0)
                .<Reason>map(column ->
                        new Reason.Unreadable(column, draft.text(column).orElse(""), "text without NUL characters"))
                .toList();
        if (!reasons.isEmpty()) {
            draft.settle(new Outcome.Rejected(reasons));
        }
    }
}
