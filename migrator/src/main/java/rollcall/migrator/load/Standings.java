package rollcall.migrator.load;

import java.sql.Connection;
import java.sql.Savepoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.Action;
import rollcall.migrator.ledger.Credit;
import rollcall.migrator.ledger.Entry;
import rollcall.migrator.ledger.Fingerprint;
import rollcall.migrator.ledger.Intent;
import rollcall.migrator.ledger.Intents;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.Standing;
import rollcall.migrator.transform.Reason;

/**
 * Brings rows that stand in the target up to what legacy says now. A row that somebody has changed or deleted in the new
 * system since is never written over: that is a rejection, which names the row.
 */
final class Standings {
    private final DSLContext database;
    private final Layout layout;
    private final TableReader reader;
    private final TableWriter writer;
    private final Hanging hanging;
    private final Fingerprint fingerprint;
    private final Intents intents;
    private final List<String> window;

    Standings(DSLContext database, Layout layout, Ledger ledger, Kind kind) {
        this.database = database;
        this.layout = layout;
        this.reader = new TableReader(database, layout);
        this.writer = new TableWriter(database, layout, reader);
        this.hanging = new Hanging(database, layout);
        this.fingerprint = ledger.fingerprint();
        this.intents = ledger.intents();
        this.window = kind == Kind.APPOINTMENTS ? layout.columnsOf(Layouts.WINDOW) : List.of();
    }

    /** The rows with these ids, locked until the transaction ends. */
    Map<String, Present> locked(List<Standing> standings) {
        return reader.locked(standings.stream().map(Standing::targetId).toList());
    }

    /** Revises one row that stands for {@code row}, and says what came of it. */
    Credit revise(Entry entry, Optional<Present> found, TargetRow row) {
        Standing standing = entry.standing().orElseThrow();
        if (found.isEmpty()) {
            return conflict(standing, List.of(), "deleted");
        }
        Present present = found.get();
        List<String> different = reader.differences(present, row);
        if (different.isEmpty()) {
            // Also where staff have keyed it: what they have touched stays theirs, under the fingerprint of what we
            // wrote.
            return Credit.loaded(Action.FOUND, standing.targetId(), standing.fingerprint());
        }
        if (!fingerprint.of(present.text()).equals(standing.fingerprint())) {
            return conflict(standing, different, standing.isTheirs() ? "keyed" : "changed");
        }
        List<String> on = layout.items().stream().anyMatch(it -> different.contains(it.list()))
                ? hanging.onItems(List.of(present)).getOrDefault(present.id(), List.of())
                : List.of();
        if (!on.isEmpty()) {
            return conflict(standing, different, "hung rows of %s on".formatted(String.join(", ", on)));
        }
        Action action = different.stream().anyMatch(window::contains) ? Action.MOVED : Action.CHANGED;
        Savepoint savepoint = database.connectionResult(Connection::setSavepoint);
        Credit credit;
        try {
            Present written = writer.update(present, row);
            database.connection(it -> it.releaseSavepoint(savepoint));
            credit = Credit.loaded(action, written.id(), fingerprint.of(written.text()));
        } catch (DataAccessException refused) {
            if (!Refusal.mayBeOfARow(refused)) {
                throw refused;
            }
            database.connection(it -> it.rollback(savepoint));
            return Grounds.rejected(List.of(Refusal.reason(
                            refused, layout.name(), layout.columns().keySet())))
                    .keeping(standing);
        }
        intents.note(List.of(Intent.toWrite(row.identity(), entry.run(), credit)));
        return credit;
    }

    /** What is told where both systems have gone on with a record since it was loaded. */
    private static Credit conflict(Standing standing, List<String> different, String how) {
        return Grounds.rejected(List.of(new Reason.ChangedOnBothSides(standing.targetId(), true, how, different)))
                .keeping(standing);
    }
}
