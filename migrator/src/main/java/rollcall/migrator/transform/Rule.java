package rollcall.migrator.transform;

import java.util.Set;
import rollcall.migrator.extract.Kind;

/** One mapping rule: what it does to a draft depends on the draft and the plan alone. */
interface Rule {
    /** The kinds of record to which it applies. */
    Set<Kind> kinds();

    /** Changes the draft, adds reasons to it, or settles its outcome. */
    void apply(Draft draft);
}
