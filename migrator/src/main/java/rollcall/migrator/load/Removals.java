package rollcall.migrator.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rollcall.migrator.Failpoint;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.Credit;
import rollcall.migrator.ledger.Entry;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.Run;
import rollcall.migrator.ledger.Settled;
import rollcall.migrator.ledger.Standing;
import rollcall.migrator.transform.Reason;

/** What of one kind is to be taken out of the target once all kinds are loaded: each is given once, as it becomes known. */
public final class Removals implements Iterator<Removal> {
    private final Kind kind;
    private final Ledger ledger;
    private final Run run;
    private final Removing removing;
    private final Deque<Removal> waiting = new ArrayDeque<>();

    Removals(Kind kind, Ledger ledger, Run run, Removing removing) {
        this.kind = kind;
        this.ledger = ledger;
        this.run = run;
        this.removing = removing;
    }

    void add(Collection<Removal> removals) {
        waiting.addAll(removals);
    }

    @Override
    public boolean hasNext() {
        return !waiting.isEmpty();
    }

    @Override
    public Removal next() {
        return waiting.removeFirst();
    }

    /** What is still to be taken out, by reference. */
    public Map<String, Standing> toGo() {
        Map<String, Standing> going = new HashMap<>();
        waiting.forEach(
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
}
