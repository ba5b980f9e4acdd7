package rollcall.migrator.load;

import java.sql.Connection;
import java.sql.Savepoint;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import rollcall.migrator.Failpoint;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.Credit;
import rollcall.migrator.ledger.Fingerprint;
import rollcall.migrator.ledger.Intent;
import rollcall.migrator.ledger.Intents;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.Standing;

/**
 * Takes rows out of the target that a run has written: those that are still as they were written, and on which nothing hangs
 * that is not of our making. All others are left, each with what has happened to it; and a contact stays with a job that
 * stays, for somebody may have to be phoned about it.
 */
final class Removing {
    private final DSLContext database;
    private final Layout layout;
    private final TableReader reader;
    private final TableWriter writer;
    private final Hanging hanging;
    private final Fingerprint fingerprint;
    private final Intents intents;
    private final Optional<Removing> jobs;

    private Removing(DSLContext database, Layout layout, Ledger ledger, Optional<Removing> jobs) {
        this.database = database;
        this.layout = layout;
        this.jobs = jobs;
        this.reader = new TableReader(database, layout);
        this.writer = new TableWriter(database, layout, reader);
        this.hanging = new Hanging(database, layout);
        this.fingerprint = ledger.fingerprint();
        this.intents = ledger.intents();
    }

    static Removing of(Kind kind, DSLContext database, Layouts layouts, Ledger ledger) {
        Optional<Removing> jobs = kind == Kind.CONTACTS
                ? Optional.of(new Removing(database, layouts.of(Kind.JOBS), ledger, Optional.empty()))
                : Optional.empty();
        return new Removing(database, layouts.of(kind), ledger, jobs);
    }

    /** What came of the wish to take a row out. */
    sealed interface Result {}

    /** It is out. */
    record Out() implements Result {}

    /** It was out already: somebody has deleted it in the new system. */
    record OutAlready() implements Result {}

    /** It is still there; {@code how} says what the new system has done with it, before the word {@code it}. */
    record Left(String how) implements Result {}

    /**
     * Takes rows out; within the caller's transaction.
     *
     * @param outcomes what is to be credited for each once it is out
     * @param jobsToGo the jobs that are to be taken out after their contacts, by reference
     */
    Map<Identity, Result> remove(
            Map<Identity, Standing> rows, Map<Identity, Credit> outcomes, Map<String, Standing> jobsToGo) {
        Map<Identity, Result> results = new HashMap<>();
        Map<Identity, Present> ready = sort(rows, reader.locked(ids(rows)), any -> true, results);
        jobs.ifPresent(it -> it.staying(ready.keySet(), jobsToGo, layout).forEach(identity -> {
            ready.remove(identity);
            results.put(identity, new Left("a job that stays with"));
        }));
        intents.note(ready.entrySet().stream()
                .map(it -> Intent.toRemove(
                        it.getKey(),
                        Optional.ofNullable(rows.get(it.getKey())).orElseThrow().run(),
                        it.getValue().id(),
                        Optional.ofNullable(outcomes.get(it.getKey())).orElseThrow()))
                .toList());
        delete(List.copyOf(ready.entrySet()), results);
        return results;
    }

    /** The contacts whose jobs are to go and will not: for what hangs on them besides the contacts, or was changed. */
    private List<Identity> staying(Set<Identity> contacts, Map<String, Standing> jobsToGo, Layout contactsTable) {
        Map<Identity, Standing> theirs = new HashMap<>();
        for (Identity contact : contacts) {
            Optional.ofNullable(jobsToGo.get(contact.reference())).ifPresent(it -> theirs.put(contact, it));
        }
        Map<Identity, Result> results = new HashMap<>();
        sort(
                theirs,
                reader.byId(ids(theirs)),
                it -> !it.table()
                        .getQualifiedName()
                        .equals(contactsTable.table().getQualifiedName()),
                results);
        return results.entrySet().stream()
                .filter(it -> it.getValue() instanceof Left)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Collection<String> ids(Map<Identity, Standing> rows) {
        return rows.values().stream().map(Standing::targetId).toList();
    }

    private Map<Identity, Present> sort(
            Map<Identity, Standing> rows,
            Map<String, Present> present,
            Predicate<Dependent> counted,
            Map<Identity, Result> results) {
        Map<String, List<String>> on = hanging.on(present.values(), counted);
        Map<Identity, Present> ready = new HashMap<>();
        rows.forEach((identity, standing) -> {
            Optional<Present> row = Optional.ofNullable(present.get(standing.targetId()));
            if (row.isEmpty()) {
                results.put(identity, new OutAlready());
            } else if (!fingerprint.of(row.get().text()).equals(standing.fingerprint())) {
                results.put(identity, new Left(standing.isTheirs() ? "keyed" : "changed"));
            } else if (on.containsKey(standing.targetId())) {
                results.put(
                        identity,
                        new Left("hung rows of %s on"
                                .formatted(String.join(", ", on.getOrDefault(standing.targetId(), List.of())))));
            } else {
                ready.put(identity, row.get());
                results.put(identity, new Out());
            }
        });
        return ready;
    }

    /** All at once behind a savepoint; where the target refuses, back to it and each half for itself. */
    private void delete(List<Map.Entry<Identity, Present>> rows, Map<Identity, Result> results) {
        if (rows.isEmpty()) {
            return;
        }
        Savepoint savepoint = database.connectionResult(Connection::setSavepoint);
        try {
            writer.delete(rows.stream().map(Map.Entry::getValue).toList());
            database.connection(it -> it.releaseSavepoint(savepoint));
        } catch (DataAccessException refused) {
            if (!Refusal.mayBeOfARow(refused)) {
                throw refused;
            }
            database.connection(it -> it.rollback(savepoint));
            Failpoint.reach("out-" + rows.get(0).getKey().kind().word() + ".refused");
            if (rows.size() == 1) {
                results.put(
                        rows.get(0).getKey(),
                        new Left("refused to let go of: "
                                + Refusal.words(
                                        refused, layout.name(), layout.columns().keySet())));
            } else {
                delete(rows.subList(0, rows.size() / 2), results);
                delete(rows.subList(rows.size() / 2, rows.size()), results);
            }
        }
    }
}
