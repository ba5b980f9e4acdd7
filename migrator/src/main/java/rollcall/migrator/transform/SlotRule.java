package rollcall.migrator.transform;

import java.util.Set;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.plan.MoverCodes;

/** The name of an appointment's slot, by the repairs team's code table. Many have none. */
record SlotRule(MoverCodes codes) implements Rule {
    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.APPOINTMENTS);
    }

    @Override
    public void apply(Draft draft) {
        Codes.map(draft, codes, "slot");
    }
}
