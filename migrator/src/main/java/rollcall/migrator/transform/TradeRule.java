package rollcall.migrator.transform;

import java.util.Set;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.plan.MoverCodes;

/** The trade of a job and of each of its appointments, by the repairs team's code table. */
record TradeRule(MoverCodes codes) implements Rule {
    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.JOBS, Kind.APPOINTMENTS);
    }

    @Override
    public void apply(Draft draft) {
        Codes.map(draft, codes, "trade");
    }
}
