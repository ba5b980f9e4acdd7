package rollcall.migrator.job;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
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
import rollcall.migrator.load.TargetDatabase;
import rollcall.migrator.load.TargetUnreachable;
import rollcall.migrator.reject.RejectFiles;
import rollcall.migrator.reject.RejectedRows;
import rollcall.reconciler.plan.Plan;
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
     * @throws ExtractFailed if the sealed extract is not what was sealed
     * @throws TargetUnreachable if the target could not be opened
     * @throws MigrationFailed if nothing was ever migrated, or the files cannot be written
     */
    public Listing run() throws ExtractFailed, TargetUnreachable, MigrationFailed {
        SealedExtract extract = newest(migration.plan());
        try (TargetDatabase target = TargetDatabase.open(migration.target());
                TargetLock lock = TargetLock.take(target)) {
            Ledger ledger = ledger(target, migration);
            TrialBalance balance = ledger.balance();
            RejectFiles.Written written = write(migration, extract, ledger, balance);
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

    /** The target's ledger. */
    static Ledger ledger(TargetDatabase target, Migration migration) throws MigrationFailed {
        return Ledger.existing(target.dsl(), migration.clock())
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
    static RejectFiles.Written write(Migration migration, SealedExtract extract, Ledger ledger, TrialBalance balance)
            throws MigrationFailed {
        Path folder = folder(migration);
        try {
            return RejectFiles.write(folder, extract, RejectedRows.find(ledger, balance.rejected(), extract));
        } catch (IOException failed) {
            throw new MigrationFailed(
                    "all is loaded that could be, but the rejected rows cannot be written into %s (%s); close what has a file of it open, check rights and space, and run: rollcall rejects"
                            .formatted(folder, failed.getMessage()),
                    failed);
        }
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
            throw new MigrationFailed("%s cannot be written (%s)".formatted(file, failed.getMessage()), failed);
        }
    }
}
