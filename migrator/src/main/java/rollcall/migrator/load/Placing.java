package rollcall.migrator.load;

import java.sql.Connection;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import rollcall.migrator.Failpoint;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.ledger.Action;
import rollcall.migrator.ledger.Credit;
import rollcall.migrator.ledger.Entry;
import rollcall.migrator.ledger.Fingerprint;
import rollcall.migrator.ledger.Intent;
import rollcall.migrator.ledger.Intents;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.Standing;
import rollcall.migrator.transform.Reason;

/** Puts rows into the target that do not stand there yet. */
final class Placing {
    private final DSLContext database;
    private final Layout layout;
    private final TableReader reader;
    private final TableWriter writer;
    private final Fingerprint fingerprint;
    private final Intents intents;
    private long found;

    Placing(DSLContext database, Layout layout, Ledger ledger) {
        this.database = database;
        this.layout = layout;
        this.reader = new TableReader(database, layout);
        this.writer = new TableWriter(database, layout, reader);
        this.fingerprint = ledger.fingerprint();
        this.intents = ledger.intents();
    }

    /** How many rows the target held already. */
    long found() {
        return found;
    }

    /**
     * Places these rows and says what came of each.
     *
     * @param entries the ledger's entries for their references: a row that one of them claims is no other's
     */
    Map<Identity, Credit> place(List<TargetRow> rows, Map<Identity, Entry> entries) {
        Map<Identity, Credit> credits = new HashMap<>();
        List<TargetRow> absent = absent(rows, entries.values(), credits);
        insert(absent, credits);
        intents.note(absent.stream()
                .flatMap(row -> intent(row, entries, credits).stream())
                .toList());
        return credits;
    }

    /** That this row is about to be committed, just as the target has taken it; empty where it was refused. */
    private static Optional<Intent> intent(TargetRow row, Map<Identity, Entry> entries, Map<Identity, Credit> credits) {
        Entry entry = Optional.ofNullable(entries.get(row.identity())).orElseThrow();
        return Optional.ofNullable(credits.get(row.identity()))
                .filter(it -> it.action() == Action.ADDED)
                .map(it -> Intent.toWrite(row.identity(), entry.run(), it));
    }

    /** Credits the rows that the target holds already, rejects those in whose place it holds another, returns the rest. */
    private List<TargetRow> absent(List<TargetRow> rows, Collection<Entry> entries, Map<Identity, Credit> credits) {
        Map<String, List<Present>> present =
                reader.byKey(rows.stream().map(TargetRow::key).toList());
        if (present.isEmpty()) {
            return rows;
        }
        Set<String> claimed = entries.stream()
                .flatMap(it -> it.standing().map(Standing::targetId).stream())
                .collect(Collectors.toCollection(HashSet::new));
        List<TargetRow> others = new ArrayList<>();
        for (TargetRow row : rows) {
            Optional<Present> same = present.getOrDefault(row.key(), List.of()).stream()
                    .filter(it -> reader.differences(it, row).isEmpty() && claimed.add(it.id()))
                    .findFirst();
            same.ifPresentOrElse(
                    it -> {
                        found++;
                        // Whoever has keyed it, we have not: it is theirs, and nothing of ours ever writes over it.
                        credits.put(row.identity(), Credit.loaded(Action.FOUND, it.id(), Standing.THEIRS));
                    },
                    () -> others.add(row));
        }
        List<TargetRow> absent = new ArrayList<>();
        for (TargetRow row : others) {
            present.getOrDefault(row.key(), List.of()).stream()
                    .filter(it -> !claimed.contains(it.id()))
                    .findFirst()
                    .ifPresentOrElse(
                            it -> credits.put(
                                    row.identity(),
                                    Grounds.rejected(List.of(new Reason.RefusedByTarget(
                                            "it holds another row under this reference (id " + it.id() + ")")))),
                            () -> absent.add(row));
        }
        return absent;
    }

    /** All rows at once behind a savepoint; where the target refuses, back to it and each half for itself. */
    private void insert(List<TargetRow> rows, Map<Identity, Credit> credits) {
        if (rows.isEmpty()) {
            return;
        }
        Savepoint savepoint = database.connectionResult(Connection::setSavepoint);
        try {
            Map<Identity, Present> taken = writer.insert(rows);
            for (TargetRow row : rows) {
                Present present = Optional.ofNullable(taken.get(row.identity())).orElseThrow();
                credits.put(row.identity(), Credit.loaded(Action.ADDED, present.id(), fingerprint.of(present.text())));
            }
            database.connection(it -> it.releaseSavepoint(savepoint));
        } catch (DataAccessException refused) {
            if (!Refusal.mayBeOfARow(refused)) {
                throw refused;
            }
            database.connection(it -> it.rollback(savepoint));
            Failpoint.reach(rows.get(0).identity().kind().word() + ".refused");
            if (rows.size() == 1) {
                credits.put(
                        rows.get(0).identity(),
                        Grounds.rejected(List.of(Refusal.reason(
                                refused, layout.name(), layout.columns().keySet()))));
            } else {
                insert(rows.subList(0, rows.size() / 2), credits);
                insert(rows.subList(rows.size() / 2, rows.size()), credits);
            }
        }
    }
}
