package rollcall.migrator.load;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.ByHand;
import rollcall.migrator.ledger.CorrectedCell;
import rollcall.migrator.ledger.Credit;
import rollcall.migrator.ledger.Entry;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.Posting;
import rollcall.migrator.ledger.Run;

/** Settles rejected rows of one kind once more, as somebody has corrected them. */
public final class KindReplay {
    private final Kind kind;
    private final Ledger ledger;
    private final Run run;
    private final Outcomes outcomes;
    private final Postings postings;

    public KindReplay(
            Kind kind,
            TargetDatabase target,
            Ledger ledger,
            Run run,
            Layouts layouts,
            PropertyRegister properties,
            Clock clock) {
        this.kind = kind;
        this.ledger = ledger;
        this.run = run;
        this.outcomes = new Outcomes(kind, target, ledger, layouts, properties, clock);
        this.postings = new Postings(kind, ledger, run);
    }

    /**
     * Tries corrected rows, those that are rejected; what can be loaded is, under the fingerprint of legacy's own row, and of
     * the others nothing is entered: they stay rejected as they are. Call it within a transaction.
     *
     * @return the outcome of each that was tried
     */
    public Map<Identity, Credit> replay(List<? extends Replayed> chunk) {
        Map<Identity, Entry> entries = ledger.latest(
                kind,
                chunk.stream()
                        .map(it -> it.decided().row().identity().reference())
                        .collect(Collectors.toSet()));
        List<Decided> rejected = new ArrayList<>();
        Map<Identity, ByHand> byHand = new HashMap<>();
        for (Replayed one : chunk) {
            Identity identity = one.decided().row().identity();
            if (Postings.entry(entries, identity).isRejected()) {
                rejected.add(one.decided());
                one.detail().ifPresent(it -> byHand.put(identity, ByHand.of(it, one.cells(), ledger.fingerprint())));
            }
        }
        List<Made> made = outcomes.make(rejected);
        Map<Identity, Credit> credits = ledger.intents().saying(byHand, () -> outcomes.of(made, entries));
        List<Made> placed = new ArrayList<>();
        List<CorrectedCell> cells = new ArrayList<>();
        for (Made one : made) {
            Identity identity = one.identity();
            Credit credit = Optional.ofNullable(credits.get(identity)).orElseThrow();
            if (credit.posting() == Posting.LOADED) {
                placed.add(one);
                Optional.ofNullable(byHand.get(identity)).ifPresent(it -> {
                    credits.put(identity, credit.with(it.detail()));
                    cells.addAll(it.cells(identity, run.number()));
                });
            }
        }
        postings.post(placed, entries, credits);
        ledger.afterwards(() -> ledger.correct(cells));
        return credits;
    }

    /** Which of these rows would not even be tried on the target's tables, with their outcomes; nothing is written. */
    public Map<Identity, Credit> foresee(List<? extends Replayed> chunk) {
        return outcomes.foresee(
                outcomes.make(chunk.stream().map(Replayed::decided).toList()));
    }
}
