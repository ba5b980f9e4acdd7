package rollcall.migrator.transform;

import java.util.Set;
import java.util.regex.Pattern;
import rollcall.migrator.extract.Kind;

/**
 * A row of an exported file that has no reference is known by where it stands, {@code orders.csv line 12}. That identifies it,
 * and is nothing to move it by: such a row is rejected before it is sorted by kind.
 */
final class ReferenceRule implements Rule {
    private static final Pattern PLACE = Pattern.compile(".+ line [0-9]+");

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.values());
    }

    @Override
    public void apply(Draft draft) {
        if (PLACE.matcher(draft.text("reference").orElse("")).matches()) {
            draft.reject(new Reason.Absent("reference"));
            draft.settle(new Outcome.Rejected(draft.reasons()));
        }
    }
}
