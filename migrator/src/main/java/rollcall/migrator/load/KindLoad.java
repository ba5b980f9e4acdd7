package rollcall.migrator.load;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.Entry;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.Run;

/**
 * Settles chunks of one kind of record: target rows and their credits, in the transaction of whoever calls. What the ledger
 * shows as loaded, as legacy holds it, is left alone. A row that legacy has changed since is changed in the target, or taken
 * out there once all kinds are loaded; what stands there is written over by nobody's row but its own. A row that the target
 * holds already, in every value, is taken as loaded and not written twice; a row under whose reference the target holds
 * another, or which it refuses, is rejected, and the rest of its chunk goes in.
 */
public final class KindLoad {
    private final Kind kind;
    private final Ledger ledger;
    private final Run run;
    private final Outcomes outcomes;
    private final Postings postings;
    private final Removals removals;
    private Optional<Boolean> untouched = Optional.empty();

    public KindLoad(
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
        this.removals = new Removals(kind, ledger, run, Removing.of(kind, target.dsl(), layouts, ledger));
    }

    /** What the target is to be given for each of these rows; may be called from another thread, while those before are settled. */
    public List<Made> make(List<Decided> rows) {
        return outcomes.make(rows);
    }

    /** Gives each of these rows its outcome, but for what is to be taken out; call it within a transaction. */
    public void settle(List<? extends Made> chunk) {
        Map<Identity, Entry> entries = entries(chunk);
        List<Made> unsettled = new ArrayList<>();
        for (Made made : chunk) {
            if (!Postings.entry(entries, made.identity()).isLoaded()) {
                unsettled.add(made);
            }
        }
        removals.add(postings.post(unsettled, entries, outcomes.of(unsettled, entries)));
    }

    /** Of a kind that nobody has touched since this run debited all of it, the ledger has nothing to tell. */
    private Map<Identity, Entry> entries(List<? extends Made> chunk) {
        if (untouched.isEmpty()) {
            untouched = Optional.of(run.isEntered() && ledger.isUntouchedSince(run.number(), kind));
        }
        return untouched.get()
                ? chunk.stream().collect(Collectors.toMap(Made::identity, it -> Entry.awaited(run.number())))
                : ledger.latest(
                        kind,
                        chunk.stream().map(it -> it.identity().reference()).collect(Collectors.toSet()));
    }

    /** What is to be taken out of the target once all kinds are loaded. */
    public Removals removals() {
        return removals;
    }

    /** How many rows were taken as loaded because the target held them already. */
    public long adopted() {
        return outcomes.found();
    }
}
