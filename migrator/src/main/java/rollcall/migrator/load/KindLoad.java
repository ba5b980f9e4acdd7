package rollcall.migrator.load;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import rollcall.migrator.Failpoint;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.ByHand;
import rollcall.migrator.ledger.CorrectedCell;
import rollcall.migrator.ledger.Credit;
import rollcall.migrator.ledger.Debit;
import rollcall.migrator.ledger.Entry;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.Posting;
import rollcall.migrator.ledger.Run;
import rollcall.migrator.ledger.Settled;
import rollcall.migrator.ledger.Standing;
import rollcall.migrator.transform.Outcome;
import rollcall.migrator.transform.Reason;

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
    private final Building building;
    private final Placing placing;
    private final Standings standings;
    private final Removing removing;
    private Optional<Boolean> untouched = Optional.empty();
    private final Deque<Removal> removals = new ArrayDeque<>();

    public KindLoad(
            Kind kind,
            TargetDatabase target,
            Ledger ledger,
            Run run,
            Layouts layouts,
            PropertyRegister properties,
            Clock clock) {
        this.kind = kind;
        DSLContext database = target.dsl();
        this.ledger = ledger;
        this.run = run;
        this.building = new Building(kind, database, ledger, layouts, properties, clock);
        this.placing = new Placing(database, layouts.of(kind), ledger);
        this.standings = new Standings(database, layouts.of(kind), ledger, kind);
        this.removing = Removing.of(kind, database, layouts, ledger);
    }

    /** What the target is to be given for each of these rows; may be called from another thread, while those before are settled. */
    public List<Made> make(List<Decided> rows) {
        return building.make(rows);
    }

    /** Gives each of these rows its outcome, but for what is to be taken out; call it within a transaction. */
    public void settle(List<? extends Made> chunk) {
        Map<Identity, Entry> entries = entries(chunk);
        List<Made> unsettled = new ArrayList<>();
        for (Made made : chunk) {
            if (!entry(entries, made.identity()).isLoaded()) {
                unsettled.add(made);
            }
        }
        post(unsettled, entries, credits(unsettled, entries));
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

    /** What is to be taken out of the target once all kinds are loaded: each is given once, as it becomes known. */
    public Iterator<Removal> removals() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !removals.isEmpty();
            }

            @Override
            public Removal next() {
                return removals.removeFirst();
            }
        };
    }

    /** What is still to be taken out, by reference. */
    public Map<String, Standing> toGo() {
        Map<String, Standing> going = new HashMap<>();
        removals.forEach(
                it -> going.put(it.identity().reference(), it.entry().standing().orElseThrow()));
        return going;
    }

    /**
     * Takes rows out of the target and gives them their outcome; call it within a transaction.
     *
     * @param jobsToGo the jobs that are to be taken out after them, by reference
     */
    public void remove(List<? extends Removal> chunk, Map<String, Standing> jobsToGo) {
        Map<Identity, Standing> rows = new HashMap<>();
        Map<Identity, Credit> outcomes = new HashMap<>();
        chunk.forEach(it -> {
            rows.put(it.identity(), it.entry().standing().orElseThrow());
            outcomes.put(it.identity(), it.why());
        });
        Map<Identity, Removing.Result> results = removing.remove(rows, outcomes, jobsToGo);
        Failpoint.reach("out-" + kind.word() + ".removed");
        List<Settled> again = new ArrayList<>();
        List<Settled> settled = new ArrayList<>();
        for (Removal removal : chunk) {
            Entry entry = removal.entry();
            Credit credit = credit(
                    removal,
                    Optional.ofNullable(results.get(removal.identity())).orElseThrow());
            if (entry.isOpen()) {
                settled.add(new Settled(removal.identity(), entry.run(), run.numberOr(entry.run()), credit));
            } else if (!entry.credit().orElseThrow().saysTheSameAs(credit)) {
                again.add(new Settled(removal.identity(), entry.run(), run.number(), credit));
                settled.add(new Settled(removal.identity(), run.number(), run.number(), credit));
            }
        }
        ledger.afterwards(() -> {
            ledger.debitAgain(again);
            ledger.credit(settled);
        });
    }

    private static Credit credit(Removal removal, Removing.Result result) {
        return switch (result) {
            case Removing.Out out -> removal.why().removed();
            case Removing.OutAlready already -> removal.why();
            case Removing.Left left -> {
                Standing standing = removal.entry().standing().orElseThrow();
                yield Grounds.rejected(List.of(
                                new Reason.ChangedOnBothSides(standing.targetId(), false, left.how(), List.of())))
                        .keeping(standing);
            }
        };
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
            if (entry(entries, identity).isRejected()) {
                rejected.add(one.decided());
                one.detail().ifPresent(it -> byHand.put(identity, ByHand.of(it, one.cells(), ledger.fingerprint())));
            }
        }
        List<Made> made = building.make(rejected);
        Map<Identity, Credit> credits = ledger.intents().saying(byHand, () -> credits(made, entries));
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
        post(placed, entries, credits);
        ledger.afterwards(() -> ledger.correct(cells));
        return credits;
    }

    /** Which of these rows would not even be tried on the target's tables, with their outcomes; nothing is written. */
    public Map<Identity, Credit> foresee(List<? extends Replayed> chunk) {
        Map<Identity, Credit> credits = new HashMap<>();
        building.make(chunk.stream().map(Replayed::decided).toList())
                .forEach(it -> sort(it, new ArrayList<>(), credits));
        return credits;
    }

    /** How many rows were taken as loaded because the target held them already. */
    public long adopted() {
        return placing.found();
    }

    private static Entry entry(Map<Identity, Entry> entries, Identity identity) {
        return Optional.ofNullable(entries.get(identity))
                .orElseThrow(() -> new IllegalStateException("%s '%s' has no debit in the ledger"
                        .formatted(identity.kind().word(), identity.reference())));
    }

    private Map<Identity, Credit> credits(List<Made> made, Map<Identity, Entry> entries) {
        Map<Identity, Credit> credits = new HashMap<>();
        List<TargetRow> rows = new ArrayList<>(made.size());
        made.forEach(it -> sort(it, rows, credits));
        Map<Identity, Standing> standing = standing(made, entries);
        place(rows, standing, entries, credits);
        credits.replaceAll((identity, credit) -> keeping(credit, Optional.ofNullable(standing.get(identity))));
        return credits;
    }

    /** Which of these stand in the target already. */
    private static Map<Identity, Standing> standing(List<Made> made, Map<Identity, Entry> entries) {
        Map<Identity, Standing> standing = new HashMap<>();
        for (Made one : made) {
            entry(entries, one.identity()).standing().ifPresent(it -> standing.put(one.identity(), it));
        }
        return standing;
    }

    private void place(
            List<TargetRow> rows,
            Map<Identity, Standing> standing,
            Map<Identity, Entry> entries,
            Map<Identity, Credit> credits) {
        Map<Boolean, List<TargetRow>> byStanding =
                rows.stream().collect(Collectors.partitioningBy(it -> standing.containsKey(it.identity())));
        List<TargetRow> old = byStanding.getOrDefault(true, List.of());
        if (!old.isEmpty()) {
            Map<String, Present> present = standings.locked(old.stream()
                    .map(it -> Optional.ofNullable(standing.get(it.identity())).orElseThrow())
                    .toList());
            for (TargetRow row : old) {
                Standing stands =
                        Optional.ofNullable(standing.get(row.identity())).orElseThrow();
                credits.put(
                        row.identity(),
                        standings.revise(
                                Optional.ofNullable(entries.get(row.identity())).orElseThrow(),
                                Optional.ofNullable(present.get(stands.targetId())),
                                row));
            }
        }
        credits.putAll(placing.place(byStanding.getOrDefault(false, List.of()), entries));
    }

    /** What is rejected now, and stands in the target as it was, is left there. */
    private static Credit keeping(Credit credit, Optional<Standing> standing) {
        return standing.isPresent()
                        && credit.posting() == Posting.REJECTED
                        && credit.targetId().isEmpty()
                ? credit.keeping(standing.get())
                : credit;
    }

    /** A row for the target, or a credit at once. */
    private void sort(Made one, List<TargetRow> rows, Map<Identity, Credit> credits) {
        Identity identity = one.identity();
        switch (one.decided().outcome()) {
            case Outcome.Accepted it ->
                one.unfit()
                        .ifPresentOrElse(
                                unfit -> credits.put(identity, Credit.rejected(building.grounds(unfit))),
                                () -> rows.add(one.row().orElseThrow()));
            case Outcome.Rejected it -> credits.put(identity, Grounds.rejected(it.reasons()));
            case Outcome.Excluded it -> credits.put(identity, Credit.without(Posting.EXCLUDED, it.kind()));
            case Outcome.Superseded it -> credits.put(identity, Credit.without(Posting.SUPERSEDED, it.by()));
        }
    }

    /**
     * Writes what is new: an outcome for an open debit; a new debit and its outcome where an earlier outcome has changed. What
     * stands in the target and is no longer to be moved waits for its turn to be taken out.
     */
    private void post(List<Made> made, Map<Identity, Entry> entries, Map<Identity, Credit> credits) {
        List<Debit> debits = new ArrayList<>();
        List<Settled> settled = new ArrayList<>();
        for (Made one : made) {
            Identity identity = one.identity();
            Entry entry = entry(entries, identity);
            Credit credit = Optional.ofNullable(credits.get(identity)).orElseThrow();
            Optional<Credit> before = entry.credit();
            if (entry.standing().isPresent() && credit.targetId().isEmpty()) {
                removals.add(new Removal(identity, entry, credit));
            } else if (before.isEmpty()) {
                settled.add(new Settled(identity, entry.run(), run.numberOr(entry.run()), credit));
            } else if (!before.get().saysTheSameAs(credit)) {
                debits.add(Debit.of(one.decided().row(), ledger.fingerprint()));
                settled.add(new Settled(identity, run.number(), run.number(), credit));
            }
        }
        Failpoint.reach(kind.word() + ".placed");
        ledger.afterwards(() -> {
            ledger.debit(debits.isEmpty() ? 0 : run.number(), debits);
            ledger.credit(settled);
        });
    }
}
