package rollcall.migrator.load;

import java.util.List;
import java.util.Optional;
import rollcall.migrator.ledger.Credit;
import rollcall.migrator.ledger.Ground;
import rollcall.migrator.transform.Reason;

/** Reasons of the rules and of the target, as the ledger keeps them. */
final class Grounds {
    private Grounds() {}

    static Credit rejected(List<Reason> reasons) {
        return Credit.rejected(reasons.stream().map(Grounds::of).toList());
    }

    static Ground of(Reason reason) {
        return new Ground(reason.rule(), reason.at(), reason.codes(), Optional.empty(), reason.words());
    }
}
