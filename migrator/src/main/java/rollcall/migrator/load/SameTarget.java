package rollcall.migrator.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.Action;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.RunEntry;
import rollcall.migrator.ledger.Written;

/**
 * Sees that the target is the one of which the ledger speaks. In another database, in another schema or in one that was
 * restored from a backup everything would be taken for loaded, and not be there. A backup lacks what was entered last: so
 * what is looked for is the last rows of the last run, and where none of them is there, those of the run before it.
 */
public final class SameTarget {
    /** So many are looked for. Staff may have deleted any of them, but not all: they are the last ones, one after another. */
    private static final int LAST = 25;

    /** So many of a run that has added no more; fewer may all have been deleted. */
    private static final int FEW = 10;

    /** Of so many of a kind some may have been taken out since by us. */
    private static final int SAMPLE = 100;

    /** What is loaded last comes first. */
    private static final List<Kind> BACKWARDS = List.of(Kind.values()).reversed();

    private final TargetDatabase target;
    private final Ledger ledger;
    private final Layouts layouts;

    public SameTarget(TargetDatabase target, Ledger ledger, Layouts layouts) {
        this.target = target;
        this.ledger = ledger;
        this.layouts = layouts;
    }

    /** A run of whose last rows none is there, by the ledger's last word on them. */
    private record Lost(long run, int rows) {
        String words() {
            return "none of the %d rows that run %d has added last is in the target, and the ledger says that they are; if this is another database than that run loaded into, correct the connection and its schema"
                    .formatted(rows, run);
        }
    }

    /** What is wrong: the rows that were entered last are not there; empty where all is well. */
    public Optional<String> fault() {
        List<Lost> lost = lost();
        return lost.stream()
                .findFirst()
                .map(it -> "%s; if it was restored from a backup, or emptied: %s, and migrate loads them again"
                        .formatted(
                                it.words(),
                                lost.stream()
                                        .map(each -> "rollcall undo PLAN " + each.run())
                                        .collect(Collectors.joining(", then "))));
    }

    /** Why somebody who is about to undo a run should look twice at where they are; empty where there is no reason. */
    public Optional<String> doubt(long run) {
        return lost().stream().filter(it -> it.run() == run).findFirst().map(Lost::words);
    }

    private List<Lost> lost() {
        List<Lost> lost = new ArrayList<>();
        for (RunEntry run : ledger.runs().reversed()) {
            if (run.deeds().getOrDefault(Action.ADDED, 0L) >= FEW) {
                Map<Identity, String> last = last(run);
                if (last.size() >= FEW) {
                    if (isAnyThere(last)) {
                        return lost;
                    }
                    lost.add(new Lost(run.number(), last.size()));
                }
            }
        }
        return lost;
    }

    /** Of the rows that the run has added and that still stand by the ledger the last ones, with their ids. */
    private Map<Identity, String> last(RunEntry run) {
        Map<Identity, String> last = new HashMap<>();
        for (Kind kind : BACKWARDS) {
            if (last.size() == LAST) {
                break;
            }
            List<Written> added = ledger.lastWrittenBy(run.number(), kind, SAMPLE);
            Map<String, String> standing = ledger.standing(kind, references(added));
            added.stream()
                    .filter(it -> it.targetId()
                            .equals(Optional.ofNullable(
                                    standing.get(it.identity().reference()))))
                    .limit(LAST - last.size())
                    .forEach(it -> last.put(it.identity(), it.targetId().orElseThrow()));
        }
        return last;
    }

    private static Set<String> references(List<Written> rows) {
        return rows.stream().map(it -> it.identity().reference()).collect(Collectors.toSet());
    }

    /** Whether one of these rows is in the target, under its reference; a contact, with its job. */
    private boolean isAnyThere(Map<Identity, String> rows) {
        for (Kind kind : BACKWARDS) {
            Map<String, String> references = new HashMap<>();
            rows.forEach((identity, id) -> {
                if (identity.kind() == kind) {
                    references.put(id, identity.reference());
                }
            });
            Map<String, String> jobs =
                    kind == Kind.CONTACTS ? ledger.standing(Kind.JOBS, references.values()) : Map.of();
            for (Present present : new TableReader(target.dsl(), layouts.of(kind))
                    .byId(references.keySet())
                    .values()) {
                Optional<String> reference = Optional.ofNullable(references.get(present.id()));
                Optional<String> key =
                        kind == Kind.CONTACTS ? reference.flatMap(it -> Optional.ofNullable(jobs.get(it))) : reference;
                if (key.equals(Optional.of(present.key()))) {
                    return true;
                }
            }
        }
        return false;
    }
}
