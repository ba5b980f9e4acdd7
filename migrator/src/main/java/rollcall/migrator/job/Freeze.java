package rollcall.migrator.job;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.exception.DataAccessException;
import rollcall.migrator.extract.ExtractFailed;
import rollcall.migrator.extract.Extraction;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.LegacyRow;
import rollcall.migrator.extract.LegacyRows;
import rollcall.migrator.extract.SealedExtract;
import rollcall.migrator.ledger.Credit;
import rollcall.migrator.ledger.Entry;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.Standing;
import rollcall.migrator.load.Layouts;
import rollcall.migrator.load.LedgerHome;
import rollcall.migrator.load.PropertyRegister;
import rollcall.migrator.load.TargetDatabase;
import rollcall.migrator.load.TargetUnreachable;
import rollcall.migrator.reject.ByHandFiles;
import rollcall.migrator.transform.Outcome;
import rollcall.migrator.transform.Reason;
import rollcall.migrator.transform.Transformation;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.PlanFaults;

/**
 * What somebody must key by hand in the new system once nothing is migrated any more: each record that legacy holds
 * otherwise than the ledger says that it was moved. Legacy is read again, and neither system nor the ledger is written to.
 */
public final class Freeze {
    private static final int CHUNK = 1000;

    private final Migration migration;

    public Freeze(Migration migration) {
        this.migration = migration;
    }

    /**
     * Compares legacy as it is now with the ledger, and writes the files.
     *
     * @throws PlanFaults if the plan does not fit the target
     * @throws ExtractFailed if legacy could not be read whole
     * @throws TargetUnreachable if the target could not be opened
     * @throws MigrationFailed if nothing was ever migrated, or the files cannot be written
     */
    public ByHandFiles.Written run() throws PlanFaults, ExtractFailed, TargetUnreachable, MigrationFailed {
        DatabaseConnection legacy = Optional.ofNullable(
                        migration.plan().connections().get(migration.parts().source()))
                .orElseThrow();
        Path folder = migration.plan().workFolder().resolve("by-hand");
        try (TargetDatabase target = TargetDatabase.open(migration.target());
                LedgerHome home = LedgerHome.of(target, migration.ledger())) {
            Ledger ledger = RejectsJob.ledger(home, migration);
            Layouts layouts = Layouts.find(target, migration.parts().load());
            PropertyRegister properties = PropertyRegister.read(target, layouts);
            Transformation rules = Transformation.of(
                    migration.plan().scope(), migration.parts().codes(), properties::has);
            try (Extraction.Glimpse glimpse = Extraction.glimpse(
                    legacy,
                    migration.parts().extracts(),
                    migration.asOf(),
                    migration.plan().workFolder(),
                    migration.progress())) {
                List<ByHandFiles.Row> rows = new ArrayList<>();
                for (Kind kind : Kind.values()) {
                    rows.addAll(byHand(kind, glimpse.extract(), ledger, rules));
                }
                return ByHandFiles.write(folder, glimpse.extract(), rows);
            }
        } catch (IOException failed) {
            throw new MigrationFailed(
                    "the list cannot be written into %s (%s); close what has a file of it open, check rights and space, and run this again"
                            .formatted(folder, failed.getMessage()),
                    failed);
        } catch (DataAccessException | SQLException failed) {
            throw MigrationFailed.of(failed);
        }
    }

    private static List<ByHandFiles.Row> byHand(Kind kind, SealedExtract extract, Ledger ledger, Transformation rules) {
        List<ByHandFiles.Row> found = new ArrayList<>();
        long met = 0;
        try (LegacyRows rows = extract.rows(kind)) {
            Iterator<LegacyRow> known = ledger.recognise(kind, rows);
            List<LegacyRow> chunk = new ArrayList<>();
            while (known.hasNext()) {
                chunk.add(known.next());
                if (chunk.size() == CHUNK || !known.hasNext()) {
                    Map<Identity, Entry> entries = ledger.latest(
                            kind,
                            chunk.stream().map(it -> it.identity().reference()).collect(Collectors.toSet()));
                    for (LegacyRow row : chunk) {
                        Optional<Entry> entry = Optional.ofNullable(entries.get(row.identity()));
                        met += entry.flatMap(Entry::standing).isPresent() ? 1 : 0;
                        what(row, entry, ledger, rules)
                                .ifPresent(it -> found.add(
                                        new ByHandFiles.Row(row.identity(), it, id(entry), Optional.of(row))));
                    }
                    chunk.clear();
                }
            }
        }
        if (met < ledger.standing(kind)) {
            found.addAll(gone(kind, extract, ledger));
        }
        return found;
    }

    private static Optional<String> id(Optional<Entry> entry) {
        return entry.flatMap(Entry::standing).map(Standing::targetId);
    }

    /** What is to be done with a row, in words; empty where the new system has it as legacy does. */
    private static Optional<String> what(LegacyRow row, Optional<Entry> entry, Ledger ledger, Transformation rules) {
        boolean stands = entry.flatMap(Entry::standing).isPresent();
        boolean same = entry.filter(
                        it -> it.legacyFingerprint().equals(ledger.fingerprint().of(row.values())))
                .isPresent();
        if (same && entry.filter(Entry::isRejected).isPresent()) {
            return entry.flatMap(Entry::credit)
                    .flatMap(Credit::detail)
                    .map(it -> (stands ? "bring up to date: " : "key: rejected: ") + it);
        }
        if (same && entry.filter(Entry::isOpen).isEmpty()) {
            return Optional.empty();
        }
        return switch (rules.apply(row)) {
            case Outcome.Accepted it ->
                Optional.of(stands ? "bring up to date: changed in legacy since" : "key: new in legacy since");
            case Outcome.Rejected it ->
                Optional.of((stands ? "bring up to date: " : "key: ")
                        + it.reasons().stream().map(Reason::words).collect(Collectors.joining("; ")));
            case Outcome.Excluded it ->
                stands ? Optional.of("take out: in legacy now '" + it.kind() + "'") : Optional.empty();
            case Outcome.Superseded it -> stands ? Optional.of("take out: rebooked as " + it.by()) : Optional.empty();
        };
    }

    /** What stands in the new system, and legacy has no longer. */
    private static List<ByHandFiles.Row> gone(Kind kind, SealedExtract extract, Ledger ledger) {
        Map<Identity, Standing> standing = ledger.allStanding(kind);
        try (LegacyRows rows = extract.rows(kind)) {
            ledger.recognise(kind, rows).forEachRemaining(it -> standing.remove(it.identity()));
        }
        return standing.entrySet().stream()
                .map(it -> new ByHandFiles.Row(
                        it.getKey(),
                        "look: legacy has it no longer",
                        Optional.of(it.getValue().targetId()),
                        Optional.empty()))
                .toList();
    }
}
