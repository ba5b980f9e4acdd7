package rollcall.migrator.load;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.Credit;
import rollcall.migrator.ledger.Entry;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.Posting;
import rollcall.migrator.ledger.Standing;
import rollcall.migrator.transform.Outcome;

/** What becomes of rows of one kind: those that can go into the target are put there, in the transaction of whoever calls. */
final class Outcomes {
    private final Building building;
    private final Placing placing;
    private final Standings standings;

    Outcomes(
            Kind kind,
            TargetDatabase target,
            Ledger ledger,
            Layouts layouts,
            PropertyRegister properties,
            Clock clock) {
        DSLContext database = target.dsl();
        this.building = new Building(kind, database, ledger, layouts, properties, clock);
        this.placing = new Placing(database, layouts.of(kind), ledger);
        this.standings = new Standings(database, layouts.of(kind), ledger, kind);
    }

    /** What the target is to be given for each of these rows; may be called from another thread. */
    List<Made> make(List<Decided> rows) {
        return building.make(rows);
    }

    /** How many rows the target held already. */
    long found() {
        return placing.found();
    }

    /** Which of these rows would not even be tried on the target's tables, with their outcomes; nothing is written. */
    Map<Identity, Credit> foresee(List<Made> made) {
        Map<Identity, Credit> credits = new HashMap<>();
        made.forEach(it -> sort(it, new ArrayList<>(), credits));
        return credits;
    }

    /**
     * Places these rows, or revises those that stand for them, and says what came of each.
     *
     * @param entries the ledger's entries for their references
     */
    Map<Identity, Credit> of(List<Made> made, Map<Identity, Entry> entries) {
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
            Postings.entry(entries, one.identity()).standing().ifPresent(it -> standing.put(one.identity(), it));
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
}
