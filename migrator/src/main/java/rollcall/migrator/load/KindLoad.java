package rollcall.migrator.load;

import java.sql.Connection;
import java.sql.Savepoint;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.LegacyRow;
import rollcall.migrator.ledger.CorrectedCell;
import rollcall.migrator.ledger.Credit;
import rollcall.migrator.ledger.Debit;
import rollcall.migrator.ledger.Entry;
import rollcall.migrator.ledger.Ground;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.Posting;
import rollcall.migrator.ledger.Run;
import rollcall.migrator.ledger.Settled;
import rollcall.migrator.transform.Movable;
import rollcall.migrator.transform.Outcome;
import rollcall.migrator.transform.Reason;

/**
 * Settles chunks of one kind of record: target rows and their credits, in the transaction of whoever calls. What the ledger
 * shows as loaded is left alone; a row that the target holds already, in every value, is taken as loaded and not written
 * twice; a row under whose reference the target holds another, or which it refuses, is rejected, and the rest of its chunk
 * goes in.
 */
public final class KindLoad {
    private final Kind kind;
    private final DSLContext database;
    private final Ledger ledger;
    private final Run run;
    private final Layouts layouts;
    private final PropertyRegister properties;
    private final Clock clock;
    private final TableWriter writer;
    private long adopted;

    public KindLoad(
            Kind kind,
            TargetDatabase target,
            Ledger ledger,
            Run run,
            Layouts layouts,
            PropertyRegister properties,
            Clock clock) {
        this.kind = kind;
        this.database = target.dsl();
        this.ledger = ledger;
        this.run = run;
        this.layouts = layouts;
        this.properties = properties;
        this.clock = clock;
        this.writer = new TableWriter(database, layouts.of(kind));
    }

    /** Gives each of these rows its outcome; call it within a transaction. */
    public void settle(List<? extends Decided> chunk) {
        Map<Identity, Entry> entries = ledger.latest(
                kind, chunk.stream().map(it -> it.row().identity().reference()).collect(Collectors.toSet()));
        List<Decided> unsettled = new ArrayList<>();
        for (Decided decided : chunk) {
            if (!entry(entries, decided.row()).isLoaded()) {
                unsettled.add(decided);
            }
        }
        post(unsettled, entries, credits(unsettled, entries));
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
        List<Replayed> rejected = new ArrayList<>();
        for (Replayed one : chunk) {
            if (entry(entries, one.decided().row()).isRejected()) {
                rejected.add(one);
            }
        }
        Map<Identity, Credit> credits =
                credits(rejected.stream().map(Replayed::decided).toList(), entries);
        List<Decided> placed = new ArrayList<>();
        List<CorrectedCell> cells = new ArrayList<>();
        for (Replayed one : rejected) {
            Identity identity = one.decided().row().identity();
            Credit credit = Optional.ofNullable(credits.get(identity)).orElseThrow();
            if (credit.posting() == Posting.LOADED) {
                placed.add(one.decided());
                one.detail().ifPresent(it -> credits.put(identity, credit.with(it)));
                one.cells()
                        .forEach(
                                (column, value) -> cells.add(new CorrectedCell(identity, run.number(), column, value)));
            }
        }
        post(placed, entries, credits);
        ledger.correct(cells);
        return credits;
    }

    /** Which of these rows would not even be tried on the target's tables, with their outcomes; nothing is written. */
    public Map<Identity, Credit> foresee(List<? extends Replayed> chunk) {
        Map<Identity, Credit> credits = new HashMap<>();
        Map<Identity, Movable> accepted = new LinkedHashMap<>();
        chunk.forEach(it -> sort(it.decided(), accepted, credits));
        build(accepted, credits);
        return credits;
    }

    /** How many rows were taken as loaded because the target held them already. */
    public long adopted() {
        return adopted;
    }

    private static Entry entry(Map<Identity, Entry> entries, LegacyRow row) {
        return Optional.ofNullable(entries.get(row.identity()))
                .orElseThrow(() -> new IllegalStateException("%s '%s' has no debit in the ledger"
                        .formatted(row.identity().kind().word(), row.identity().reference())));
    }

    private Map<Identity, Credit> credits(List<Decided> decided, Map<Identity, Entry> entries) {
        Map<Identity, Credit> credits = new HashMap<>();
        Map<Identity, Movable> accepted = new LinkedHashMap<>();
        decided.forEach(it -> sort(it, accepted, credits));
        List<TargetRow> rows = build(accepted, credits);
        place(adopt(rows, entries, credits), credits);
        return credits;
    }

    private static void sort(Decided one, Map<Identity, Movable> accepted, Map<Identity, Credit> credits) {
        Identity identity = one.row().identity();
        switch (one.outcome()) {
            case Outcome.Accepted it -> accepted.put(identity, it.record());
            case Outcome.Rejected it -> credits.put(identity, rejected(it.reasons()));
            case Outcome.Excluded it -> credits.put(identity, Credit.without(Posting.EXCLUDED, it.kind()));
            case Outcome.Superseded it -> credits.put(identity, Credit.without(Posting.SUPERSEDED, it.by()));
        }
    }

    private List<TargetRow> build(Map<Identity, Movable> accepted, Map<Identity, Credit> credits) {
        RowBuilder builder = new RowBuilder(
                layouts.of(kind),
                properties,
                jobs(accepted),
                LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS));
        List<TargetRow> rows = new ArrayList<>(accepted.size());
        accepted.forEach((identity, record) -> {
            try {
                rows.add(builder.build(identity, record));
            } catch (Unfit unfit) {
                List<Ground> grounds = new ArrayList<>(List.of(ground(unfit.reason())));
                grounds.addAll(why(unfit.reason()));
                credits.put(identity, Credit.rejected(grounds));
            }
        });
        return rows;
    }

    /** Why the job was not loaded, where the ledger knows: that is what must be corrected. */
    private List<Ground> why(Reason reason) {
        return reason instanceof Reason.JobNotLoaded missing
                ? ledger.grounds(Kind.JOBS, missing.job()).stream()
                        .map(it -> it.ofJob(missing.job()))
                        .toList()
                : List.of();
    }

    private Map<String, Object> jobs(Map<Identity, Movable> accepted) {
        Set<String> references = new HashSet<>();
        for (Movable record : accepted.values()) {
            switch (record) {
                case Movable.Job job -> {}
                case Movable.Appointment appointment -> references.add(appointment.job());
                case Movable.Contact contact -> references.add(contact.job());
            }
        }
        return new LoadedJobs(database, layouts.of(Kind.JOBS)).ids(references);
    }

    /** Credits the rows that the target holds already, rejects those in whose place it holds another, returns the rest. */
    private List<TargetRow> adopt(List<TargetRow> rows, Map<Identity, Entry> entries, Map<Identity, Credit> credits) {
        Map<String, List<TableWriter.Present>> present = writer.present(rows);
        if (present.isEmpty()) {
            return rows;
        }
        Set<String> claimed = entries.values().stream()
                .flatMap(it -> it.credit().flatMap(Credit::targetId).stream())
                .collect(Collectors.toCollection(HashSet::new));
        List<TargetRow> others = new ArrayList<>();
        for (TargetRow row : rows) {
            Optional<TableWriter.Present> same = present.getOrDefault(row.key(), List.of()).stream()
                    .filter(it -> writer.holds(it, row) && claimed.add(it.id()))
                    .findFirst();
            same.ifPresentOrElse(
                    it -> {
                        adopted++;
                        credits.put(
                                row.identity(),
                                Credit.loaded(it.id(), ledger.fingerprint().of(it.text())));
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
                                    rejected(List.of(new Reason.RefusedByTarget(
                                            "it holds another row under this reference (id " + it.id() + ")")))),
                            () -> absent.add(row));
        }
        return absent;
    }

    /** All rows at once behind a savepoint; where the target refuses, back to it and each half for itself. */
    private void place(List<TargetRow> rows, Map<Identity, Credit> credits) {
        if (rows.isEmpty()) {
            return;
        }
        Savepoint savepoint = database.connectionResult(Connection::setSavepoint);
        try {
            Map<Identity, String> ids = writer.insert(rows);
            for (TargetRow row : rows) {
                String id = Optional.ofNullable(ids.get(row.identity())).orElseThrow();
                credits.put(
                        row.identity(), Credit.loaded(id, ledger.fingerprint().of(row.text())));
            }
            database.connection(it -> it.releaseSavepoint(savepoint));
        } catch (DataAccessException refused) {
            if (!Refusal.mayBeOfARow(refused)) {
                throw refused;
            }
            database.connection(it -> it.rollback(savepoint));
            if (rows.size() == 1) {
                credits.put(rows.get(0).identity(), rejected(List.of(reason(refused))));
            } else {
                place(rows.subList(0, rows.size() / 2), credits);
                place(rows.subList(rows.size() / 2, rows.size()), credits);
            }
        }
    }

    private Reason reason(DataAccessException refused) {
        Layout layout = layouts.of(kind);
        return Refusal.reason(refused, layout.name(), layout.columns().keySet());
    }

    private static Credit rejected(List<Reason> reasons) {
        return Credit.rejected(reasons.stream().map(KindLoad::ground).toList());
    }

    private static Ground ground(Reason reason) {
        return new Ground(reason.rule(), reason.at(), reason.codes(), Optional.empty(), reason.words());
    }

    /** Writes what is new: an outcome for an open debit; a new debit and its outcome where an earlier outcome has changed. */
    private void post(List<Decided> decided, Map<Identity, Entry> entries, Map<Identity, Credit> credits) {
        List<Debit> debits = new ArrayList<>();
        List<Settled> settled = new ArrayList<>();
        for (Decided one : decided) {
            Identity identity = one.row().identity();
            Entry entry = entry(entries, one.row());
            Credit credit = Optional.ofNullable(credits.get(identity)).orElseThrow();
            Optional<Credit> before = entry.credit();
            if (before.isEmpty()) {
                settled.add(new Settled(identity, entry.run(), run.numberOr(entry.run()), credit));
            } else if (!before.get().saysTheSameAs(credit)) {
                debits.add(new Debit(identity, ledger.fingerprint().of(one.row().values())));
                settled.add(new Settled(identity, run.number(), run.number(), credit));
            }
        }
        if (!debits.isEmpty()) {
            ledger.debit(run.number(), debits);
        }
        ledger.credit(settled);
    }
}
