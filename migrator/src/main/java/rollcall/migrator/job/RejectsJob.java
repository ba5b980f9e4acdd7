package rollcall.migrator.job;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.exception.DataAccessException;
import rollcall.migrator.extract.ExtractFailed;
import rollcall.migrator.extract.Extraction;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.SealedExtract;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.TrialBalance;
import rollcall.migrator.load.BothVersions;
import rollcall.migrator.load.Decided;
import rollcall.migrator.load.Layouts;
import rollcall.migrator.load.LedgerHome;
import rollcall.migrator.load.PropertyRegister;
import rollcall.migrator.load.TargetDatabase;
import rollcall.migrator.load.TargetUnreachable;
import rollcall.migrator.reject.RejectFiles;
import rollcall.migrator.reject.RejectedRow;
import rollcall.migrator.reject.RejectedRows;
import rollcall.migrator.transform.Transformation;
import rollcall.reconciler.FullDisk;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanFaults;
import rollcall.reconciler.table.TableFile;

/** What is rejected, from ledger and sealed extract: told, and written into the files in which people correct it. */
public final class RejectsJob {
    private static final List<String> ACCEPTED = List.of("population", "reference", "class", "reason", "by", "until");

    private final Migration migration;

    public RejectsJob(Migration migration) {
        this.migration = migration;
    }

    /**
     * What is rejected.
     *
     * @param written the files in which it stands
     * @param rejections which of it nobody has accepted
     */
    public record Listing(TrialBalance balance, RejectFiles.Written written, Rejections rejections) {
        /** 0 if nothing is rejected, or all of it is accepted by name, 1 otherwise, 3 if the books do not balance. */
        public int exitCode() {
            return MigrationResult.exitCode(balance, rejections);
        }
    }

    /**
     * Writes the files anew.
     *
     * @throws PlanFaults if the plan does not fit the target
     * @throws ExtractFailed if the sealed extract is not what was sealed
     * @throws TargetUnreachable if the target could not be opened
     * @throws MigrationFailed if nothing was ever migrated, or the files cannot be written
     */
    public Listing run() throws PlanFaults, ExtractFailed, TargetUnreachable, MigrationFailed {
        SealedExtract extract = newest(migration.plan());
        try (TargetDatabase target = TargetDatabase.open(migration.target());
                LedgerHome home = LedgerHome.of(target, migration.ledger());
                TargetLock lock = TargetLock.take(target, home)) {
            Ledger ledger = ledger(home, migration);
            lock.hold(ledger, "rejects", migration.clock());
            TrialBalance balance = ledger.balance();
            Layouts layouts = Layouts.find(target, migration.parts().load());
            RejectFiles.Written written = write(migration, extract, new Books(target, ledger, layouts), balance);
            proposeAcceptances(migration, ledger);
            return new Listing(
                    balance,
                    written,
                    Rejections.of(
                            balance.rejected(),
                            migration.plan(),
                            migration.asOf().toLocalDate()));
        } catch (DataAccessException | SQLException failed) {
            throw MigrationFailed.of(failed);
        }
    }

    /** The newest sealed extract of a plan. */
    static SealedExtract newest(Plan plan) throws ExtractFailed, MigrationFailed {
        return Extraction.newest(plan.workFolder())
                .orElseThrow(() -> new MigrationFailed(
                        "nothing has been extracted from legacy yet, so nothing is rejected; run migrate first"));
    }

    /** The target's ledger, which must be there. */
    static Ledger ledger(LedgerHome home, Migration migration) throws MigrationFailed {
        return home.existing(migration.clock())
                .orElseThrow(() -> new MigrationFailed(
                        "the target has no ledger: nothing has been migrated into it yet; run migrate first"));
    }

    /** Where a plan's rejects are; those of a rehearsal stand apart, for no one can replay them. */
    static Path folder(Migration migration) {
        return migration
                .plan()
                .workFolder()
                .resolve(migration.command().equals("rehearse") ? "rejects-rehearsed" : "rejects");
    }

    /** Writes what is rejected into its files. */
    static RejectFiles.Written write(Migration migration, SealedExtract extract, Books books, TrialBalance balance)
            throws MigrationFailed {
        Path folder = folder(migration);
        try {
            RejectedRows rejected = RejectedRows.find(books.ledger(), balance.rejected(), extract);
            return RejectFiles.write(folder, extract, rejected, versions(migration, books, rejected));
        } catch (IOException failed) {
            throw new MigrationFailed(
                    "all is loaded that could be, but the rejected rows cannot be written into %s (%s); close what has a file of it open, check rights and space, and run: rollcall rejects"
                            .formatted(folder, FullDisk.told(failed, String.valueOf(failed.getMessage()))),
                    failed);
        }
    }

    /** What differs of the rejected records that stand in the target as they were before. */
    private static List<BothVersions.Line> versions(Migration migration, Books books, RejectedRows rejected) {
        if (rejected.rows().stream().allMatch(it -> it.targetId().isEmpty())) {
            return List.of();
        }
        PropertyRegister properties = PropertyRegister.read(books.target(), books.layouts());
        Transformation rules =
                Transformation.of(migration.plan().scope(), migration.parts().codes(), properties::has);
        List<BothVersions.Line> lines = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<Decided> decided = new ArrayList<>();
            Map<Identity, String> ids = new HashMap<>();
            for (RejectedRow row : rejected.of(kind)) {
                row.targetId().ifPresent(id -> {
                    decided.add(new Decided(row.row(), rules.apply(row.row())));
                    ids.put(row.row().identity(), id);
                });
            }
            lines.addAll(new BothVersions(
                            kind, books.target(), books.ledger(), books.layouts(), properties, migration.clock())
                    .of(decided, ids));
        }
        return lines;
    }

    /** Writes the lines with which somebody can accept what was corrected: the checker will find it different from legacy. */
    static void proposeAcceptances(Migration migration, Ledger ledger) throws MigrationFailed {
        Map<Identity, String> corrected = ledger.correctedByHand();
        if (corrected.isEmpty()) {
            return;
        }
        List<List<String>> lines = new ArrayList<>();
        corrected.keySet().stream()
                .filter(it -> it.kind() != Kind.CONTACTS)
                .sorted(Comparator.comparing(Identity::kind).thenComparing(Identity::reference))
                .forEach(it -> lines.add(List.of(
                        it.kind().word(), it.reference(), "DIFFERENT", corrected.getOrDefault(it, ""), "", "")));
        Path file = folder(migration).resolve("accept-corrected.csv");
        try {
            TableFile.write(file, ACCEPTED, lines.stream().distinct().toList());
        } catch (IOException failed) {
            throw new MigrationFailed(
                    "%s cannot be written (%s)"
                            .formatted(file, FullDisk.told(failed, String.valueOf(failed.getMessage()))),
                    failed);
        }
    }
}
