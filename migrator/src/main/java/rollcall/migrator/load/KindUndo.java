package rollcall.migrator.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import rollcall.migrator.Failpoint;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.Credit;
import rollcall.migrator.ledger.Entry;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.Posting;
import rollcall.migrator.ledger.Run;
import rollcall.migrator.ledger.Settled;
import rollcall.migrator.ledger.Standing;
import rollcall.migrator.ledger.Written;

/** Takes back what a run has added of one kind of record, with its ledger entries, in the transaction of whoever calls. */
public final class KindUndo {
    private final Kind kind;
    private final Ledger ledger;
    private final Optional<Run> run;
    private final long of;
    private final Removing removing;
    private final List<Left> left = new ArrayList<>();
    private long removed;
    private long gone;

    /**
     * Prepares it.
     *
     * @param run the run that takes back; empty where all is rolled back again, and nothing entered
     * @param of the run that is taken back
     */
    public KindUndo(Kind kind, TargetDatabase target, Ledger ledger, Optional<Run> run, Layouts layouts, long of) {
        this.kind = kind;
        this.ledger = ledger;
        this.run = run;
        this.of = of;
        this.removing = Removing.of(kind, target.dsl(), layouts, ledger);
    }

    /**
     * A row that the run has added and that stays.
     *
     * @param id the new system's
     * @param how what the new system has done with it, before the word {@code it}
     */
    public record Left(Identity identity, String id, String how) {}

    /** How many rows were taken out. */
    public long removed() {
        return removed;
    }

    /** How many were out already: somebody has deleted them in the new system. */
    public long gone() {
        return gone;
    }

    /** What was left, and why. */
    public List<Left> left() {
        return List.copyOf(left);
    }

    /** Takes these back. */
    public void undo(List<? extends Written> chunk) {
        Map<Identity, Entry> entries = ledger.latest(
                kind, chunk.stream().map(it -> it.identity().reference()).collect(Collectors.toSet()));
        Map<Identity, Standing> standing = new HashMap<>();
        for (Written written : chunk) {
            Optional.ofNullable(entries.get(written.identity()))
                    .flatMap(Entry::standing)
                    .filter(it -> written.targetId().equals(Optional.of(it.targetId())))
                    .ifPresent(it -> standing.put(written.identity(), it));
        }
        Map<Identity, Credit> outcomes = new HashMap<>();
        standing.keySet().forEach(it -> outcomes.put(it, undone()));
        Map<Identity, Removing.Result> results = removing.remove(standing, outcomes, jobsToGo(standing.keySet()));
        Failpoint.reach("undo-" + kind.word() + ".removed");
        Map<Identity, Credit> credits = new LinkedHashMap<>();
        for (Written written : chunk) {
            Identity identity = written.identity();
            Entry entry = Optional.ofNullable(entries.get(identity)).orElseThrow();
            Optional<Credit> credit = written.targetId().isPresent()
                    ? Optional.ofNullable(results.get(identity)).flatMap(it -> credit(identity, entry, it))
                    : unfinished(entry);
            credit.ifPresent(it -> credits.put(identity, it));
        }
        run.ifPresent(it -> enter(it, entries, credits));
    }

    private void enter(Run in, Map<Identity, Entry> entries, Map<Identity, Credit> credits) {
        List<Settled> again = new ArrayList<>();
        List<Settled> settled = new ArrayList<>();
        credits.forEach((identity, credit) -> {
            Entry entry = Optional.ofNullable(entries.get(identity)).orElseThrow();
            if (entry.isOpen()) {
                settled.add(new Settled(identity, entry.run(), in.number(), credit));
            } else {
                again.add(new Settled(identity, entry.run(), in.number(), credit));
                settled.add(new Settled(identity, in.number(), in.number(), credit));
            }
        });
        ledger.afterwards(() -> {
            ledger.debitAgain(again);
            ledger.credit(settled);
        });
    }

    /** The jobs of these contacts that the run has added, too. */
    private Map<String, Standing> jobsToGo(Set<Identity> contacts) {
        Map<String, Standing> going = new HashMap<>();
        if (kind == Kind.CONTACTS && !contacts.isEmpty()) {
            Set<String> references = contacts.stream().map(Identity::reference).collect(Collectors.toSet());
            Map<String, String> added = ledger.addedBy(of, Kind.JOBS, references);
            ledger.latest(Kind.JOBS, references)
                    .forEach((job, entry) -> entry.standing()
                            .filter(it -> it.targetId().equals(added.get(job.reference())))
                            .ifPresent(it -> going.put(job.reference(), it)));
        }
        return going;
    }

    private Credit undone() {
        return Credit.without(Posting.EXCLUDED, Credit.UNDONE + of);
    }

    private Optional<Credit> credit(Identity identity, Entry entry, Removing.Result result) {
        return switch (result) {
            case Removing.Out out -> {
                removed++;
                yield Optional.of(undone().removed());
            }
            case Removing.OutAlready already -> {
                gone++;
                yield Optional.of(undone());
            }
            case Removing.Left it -> {
                left.add(new Left(identity, entry.standing().orElseThrow().targetId(), it.how()));
                yield Optional.empty();
            }
        };
    }

    /** What the run has debited and not come to: it never will. A row that an earlier run has written stays. */
    private Optional<Credit> unfinished(Entry entry) {
        return entry.isOpen() && entry.run() == of
                ? Optional.of(entry.standing().map(undone()::keeping).orElse(undone()))
                : Optional.empty();
    }
}
