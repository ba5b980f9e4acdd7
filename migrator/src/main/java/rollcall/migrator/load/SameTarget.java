package rollcall.migrator.load;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.Action;
import rollcall.migrator.ledger.Entry;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.RunEntry;
import rollcall.migrator.ledger.Standing;
import rollcall.migrator.ledger.Written;

/**
 * Sees that the target is the one of which the ledger speaks. In another database, in another schema or in one that was
 * restored from a backup everything would be taken for loaded, and nothing would be there.
 */
public final class SameTarget {
    private static final int SAMPLE = 100;

    /** So few may all have been deleted by somebody. */
    private static final int FEW = 10;

    private final TargetDatabase target;
    private final Ledger ledger;
    private final Layouts layouts;

    public SameTarget(TargetDatabase target, Ledger ledger, Layouts layouts) {
        this.target = target;
        this.ledger = ledger;
        this.layouts = layouts;
    }

    /** What is wrong: of what one run has added, by the ledger, none is there; empty where all is well. */
    public Optional<String> fault() {
        return ledger.runs().stream()
                .filter(it -> it.deeds().getOrDefault(Action.ADDED, 0L) >= FEW)
                .filter(this::isAllGone)
                .findFirst()
                .map(it ->
                        "none of the rows that run %d has added is in the target, and the ledger says that they are; if this is another database than that run loaded into, correct the connection and its schema; if it was restored from a backup, or emptied: rollcall undo PLAN %d, and migrate loads them again"
                                .formatted(it.number(), it.number()));
    }

    private boolean isAllGone(RunEntry run) {
        long standing = 0;
        for (Kind kind : Kind.values()) {
            Map<String, String> keys = keys(run, kind);
            standing += keys.size();
            Map<String, Present> present = new TableReader(target.dsl(), layouts.of(kind)).byId(keys.keySet());
            if (present.values().stream()
                    .anyMatch(it -> kind == Kind.CONTACTS || it.key().equals(keys.get(it.id())))) {
                return false;
            }
        }
        return standing >= FEW;
    }

    /** References of some rows that the run has added and that still stand, by the row's id. */
    private Map<String, String> keys(RunEntry run, Kind kind) {
        List<Written> written = ledger.writtenBy(run.number(), kind, Optional.empty(), SAMPLE);
        var entries = ledger.latest(
                kind, written.stream().map(it -> it.identity().reference()).collect(Collectors.toSet()));
        return written.stream()
                .filter(it -> it.targetId().isPresent()
                        && Optional.ofNullable(entries.get(it.identity()))
                                .flatMap(Entry::standing)
                                .map(Standing::targetId)
                                .equals(it.targetId()))
                .collect(Collectors.toMap(
                        it -> it.targetId().orElseThrow(), it -> it.identity().reference(), (one, other) -> one));
    }
}
