package rollcall.migrator.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rollcall.migrator.Failpoint;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.Credit;
import rollcall.migrator.ledger.Debit;
import rollcall.migrator.ledger.Entry;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.Run;
import rollcall.migrator.ledger.Settled;

/** Enters in the ledger what became of rows of one kind. */
final class Postings {
    private final Kind kind;
    private final Ledger ledger;
    private final Run run;

    Postings(Kind kind, Ledger ledger, Run run) {
        this.kind = kind;
        this.ledger = ledger;
        this.run = run;
    }

    /** The ledger's entry of a row that it has debited. */
    static Entry entry(Map<Identity, Entry> entries, Identity identity) {
        return Optional.ofNullable(entries.get(identity))
                .orElseThrow(() -> new IllegalStateException("%s '%s' has no debit in the ledger"
                        .formatted(identity.kind().word(), identity.reference())));
    }

    /**
     * Writes what is new: an outcome for an open debit; a new debit and its outcome where an earlier outcome has changed. What
     * stands in the target and is no longer to be moved waits for its turn to be taken out.
     *
     * @return what waits so
     */
    List<Removal> post(List<Made> made, Map<Identity, Entry> entries, Map<Identity, Credit> credits) {
        List<Removal> waiting = new ArrayList<>();
        List<Debit> debits = new ArrayList<>();
        List<Settled> settled = new ArrayList<>();
        for (Made one : made) {
            Identity identity = one.identity();
            Entry entry = entry(entries, identity);
            Credit credit = Optional.ofNullable(credits.get(identity)).orElseThrow();
            Optional<Credit> before = entry.credit();
            if (entry.standing().isPresent() && credit.targetId().isEmpty()) {
                waiting.add(new Removal(identity, entry, credit));
            } else if (before.isEmpty()) {
                settled.add(new Settled(identity, entry.run(), run.numberOr(entry.run()), credit));
            } else if (!before.get().saysTheSameAs(credit)) {
                debits.add(Debit.of(one.decided().row(), ledger.fingerprint()));
                settled.add(new Settled(identity, run.number(), run.number(), credit));
            }
        }
        Failpoint.reach(kind.word() + ".placed");
        ledger.afterwards(() -> {
            if (!debits.isEmpty()) {
                ledger.debit(run.number(), debits.iterator());
            }
            ledger.credit(settled);
        });
        return waiting;
    }
}
