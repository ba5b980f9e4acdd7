package rollcall.migrator.transform;

import java.util.Set;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.plan.MoverCodes;

/** A job's status, by the repairs team's code table. */
record StatusRule(MoverCodes codes) implements Rule {
    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.JOBS);
    }

    @Override
    public void apply(Draft draft) {
        Codes.map(draft, codes, "status");
    }
}
