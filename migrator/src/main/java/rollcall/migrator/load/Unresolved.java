package rollcall.migrator.load;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.Credit;
import rollcall.migrator.ledger.Entry;
import rollcall.migrator.ledger.Intent;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.Run;
import rollcall.migrator.ledger.Settled;
import rollcall.migrator.ledger.Standing;

/**
 * Finds out in the target what came of the intents of a run that ended between the target's commit and the ledger's, and
 * enters it, with what was corrected by hand. A row is found by its id; what was not done is done by whatever run comes next.
 */
public final class Unresolved {
    private final Kind kind;
    private final Ledger ledger;
    private final Run run;
    private final TableReader reader;

    public Unresolved(Kind kind, TargetDatabase target, Ledger ledger, Run run, Layouts layouts) {
        this.kind = kind;
        this.ledger = ledger;
        this.run = run;
        this.reader = new TableReader(target.dsl(), layouts.of(kind));
    }

    /** Resolves all open intents of this kind. */
    public void resolve() {
        ledger.intents()
                .open(kind)
                .forEach((id, intent) -> ledger.together(() -> {
                    Optional<Entry> entry = Optional.ofNullable(
                            ledger.latest(kind, Set.of(intent.identity().reference()))
                                    .get(intent.identity()));
                    entry.flatMap(it -> outcome(intent, it)).ifPresent(it -> enter(intent, entry.orElseThrow(), it));
                    ledger.intents().settle(List.of(id));
                }));
    }

    private void enter(Intent intent, Entry entry, Credit credit) {
        Identity identity = intent.identity();
        long debitedBy = entry.isOpen() ? entry.run() : run.number();
        if (!entry.isOpen()) {
            ledger.debitAgain(List.of(new Settled(identity, entry.run(), debitedBy, credit)));
        }
        ledger.credit(List.of(new Settled(identity, debitedBy, run.numberOr(debitedBy), credit)));
        ledger.correct(intent.byHand().map(it -> it.cells(identity, debitedBy)).orElse(List.of()));
    }

    private Optional<Credit> outcome(Intent intent, Entry entry) {
        Optional<Present> present =
                Optional.ofNullable(reader.byId(List.of(intent.targetId())).get(intent.targetId()));
        return switch (intent.action()) {
            // Staff may have changed it since: under what we wrote it is theirs.
            case ADDED ->
                present.filter(it -> key(intent.identity()).equals(Optional.of(it.key())))
                        .map(it -> written(intent));
            case MOVED, CHANGED ->
                present.map(it -> ledger.fingerprint().of(it.text()))
                        .filter(it -> intent.written().equals(Optional.of(it)))
                        .map(it -> written(intent));
            case REMOVED ->
                present.isEmpty() && entry.standing().map(Standing::targetId).equals(Optional.of(intent.targetId()))
                        ? intent.outcome().map(Credit::removed)
                        : Optional.empty();
            case FOUND, KEPT, NONE -> Optional.empty();
        };
    }

    private static Credit written(Intent intent) {
        Credit credit = Credit.loaded(
                intent.action(), intent.targetId(), intent.written().orElseThrow());
        return intent.byHand().map(it -> credit.with(it.detail())).orElse(credit);
    }

    /** What the row is known by in the target: its reference; a contact's is the id of its job. */
    private Optional<String> key(Identity identity) {
        return kind == Kind.CONTACTS
                ? Optional.ofNullable(
                        ledger.standing(Kind.JOBS, Set.of(identity.reference())).get(identity.reference()))
                : Optional.of(identity.reference());
    }

    /**
     * Resolves the intents of all kinds, jobs first: a contact is found by its job.
     *
     * @param run one of its own, for the run that comes after it may debit the same identities once more
     */
    public static void resolve(TargetDatabase target, Ledger ledger, Run run, Layouts layouts) {
        if (ledger.intents().isNeeded()) {
            for (Kind kind : Kind.values()) {
                new Unresolved(kind, target, ledger, run, layouts).resolve();
            }
        }
    }
}
