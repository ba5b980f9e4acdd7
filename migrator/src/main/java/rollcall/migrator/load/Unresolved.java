package rollcall.migrator.load;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.Action;
import rollcall.migrator.ledger.Credit;
import rollcall.migrator.ledger.Entry;
import rollcall.migrator.ledger.Intent;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.Run;
import rollcall.migrator.ledger.Settled;
import rollcall.migrator.ledger.Standing;

/**
 * Finds out in the target what came of the intents of a run that ended between the target's commit and the ledger's, and
 * enters it. A row is found by its reference, or by its id; what was not done is done by whatever run comes next.
 */
public final class Unresolved {
    /** Of a row that was written, and changed before its entry was: no row ever equals it, so it is taken for staff's. */
    private static final String CHANGED_SINCE = "0".repeat(64);

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
                    entry.flatMap(it -> outcome(intent, it))
                            .ifPresent(it -> enter(intent.identity(), entry.orElseThrow(), it));
                    ledger.intents().settle(List.of(id));
                }));
    }

    private void enter(Identity identity, Entry entry, Credit credit) {
        if (entry.isOpen()) {
            ledger.credit(List.of(new Settled(identity, entry.run(), run.numberOr(entry.run()), credit)));
        } else {
            ledger.debitAgain(List.of(new Settled(identity, entry.run(), run.number(), credit)));
            ledger.credit(List.of(new Settled(identity, run.number(), run.number(), credit)));
        }
    }

    private Optional<Credit> outcome(Intent intent, Entry entry) {
        return switch (intent.action()) {
            case ADDED -> added(intent);
            case MOVED, CHANGED ->
                present(intent).filter(it -> isAsPlanned(it, intent)).map(it -> loaded(intent.action(), it, true));
            case REMOVED ->
                present(intent).isEmpty()
                                && entry.standing().map(Standing::targetId).equals(intent.targetId())
                        ? intent.outcome().map(Credit::removed)
                        : Optional.empty();
            case FOUND, KEPT, NONE -> Optional.empty();
        };
    }

    private Optional<Present> present(Intent intent) {
        String id = intent.targetId().orElseThrow();
        return Optional.ofNullable(reader.byId(List.of(id)).get(id));
    }

    private boolean isAsPlanned(Present row, Intent intent) {
        return Optional.of(ledger.fingerprint().of(reader.planned(row))).equals(intent.planned());
    }

    /** A row under the reference that no entry claims: as it was to be written, or else any. */
    private Optional<Credit> added(Intent intent) {
        Optional<String> key = key(intent.identity());
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Set<String> claimed = new HashSet<>();
        ledger.latest(kind, Set.of(intent.identity().reference()))
                .values()
                .forEach(it -> it.standing().ifPresent(standing -> claimed.add(standing.targetId())));
        List<Present> free = new ArrayList<>(reader.byKey(List.of(key.get())).getOrDefault(key.get(), List.of()));
        free.removeIf(it -> claimed.contains(it.id()));
        return free.stream()
                .filter(it -> isAsPlanned(it, intent))
                .findFirst()
                .map(it -> loaded(Action.ADDED, it, true))
                .or(() -> free.stream().findFirst().map(it -> loaded(Action.ADDED, it, false)));
    }

    /** What the row is known by in the target: its reference; a contact's is the id of its job. */
    private Optional<String> key(Identity identity) {
        return kind == Kind.CONTACTS
                ? Optional.ofNullable(
                        ledger.standing(Kind.JOBS, Set.of(identity.reference())).get(identity.reference()))
                : Optional.of(identity.reference());
    }

    private Credit loaded(Action action, Present row, boolean asPlanned) {
        return Credit.loaded(action, row.id(), asPlanned ? ledger.fingerprint().of(row.text()) : CHANGED_SINCE);
    }

    /** Resolves the intents of all kinds, jobs first: a contact is found by its job. */
    public static void resolve(TargetDatabase target, Ledger ledger, Run run, Layouts layouts) {
        if (ledger.intents().isNeeded()) {
            for (Kind kind : Kind.values()) {
                new Unresolved(kind, target, ledger, run, layouts).resolve();
            }
        }
    }
}
