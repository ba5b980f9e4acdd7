package rollcall.migrator.job;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.exception.DataAccessException;
import rollcall.migrator.Failpoint;
import rollcall.migrator.decision.Refusals;
import rollcall.migrator.extract.ExtractFailed;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.SealedExtract;
import rollcall.migrator.ledger.Credit;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.Run;
import rollcall.migrator.load.Decided;
import rollcall.migrator.load.KindReplay;
import rollcall.migrator.load.Layouts;
import rollcall.migrator.load.LedgerHome;
import rollcall.migrator.load.PropertyRegister;
import rollcall.migrator.load.Replayed;
import rollcall.migrator.load.SameTarget;
import rollcall.migrator.load.TargetDatabase;
import rollcall.migrator.load.TargetUnreachable;
import rollcall.migrator.load.Unresolved;
import rollcall.migrator.plan.MoverCodes;
import rollcall.migrator.reject.CorrectedFile;
import rollcall.migrator.reject.Correction;
import rollcall.migrator.reject.RejectFiles;
import rollcall.migrator.reject.RejectedRow;
import rollcall.migrator.reject.RejectedRows;
import rollcall.migrator.reject.ReplayedFile;
import rollcall.migrator.transform.Transformation;
import rollcall.reconciler.plan.PlanFaults;

/**
 * Loads corrected rows, and what waited for the jobs among them, in the same way as the migration: each chunk's rows, debits
 * and credits in one transaction. A row is debited as legacy holds it, so that a later migration takes it for loaded and
 * sees whether legacy has changed since. Run again after a stop, what was loaded is recognised by its corrections.
 */
public final class ReplayJob {
    private final Migration migration;
    private final Path file;
    private final boolean dry;

    /** @param dry whether nothing is to be written, and what would happen is to be told */
    public ReplayJob(Migration migration, Path file, boolean dry) {
        this.migration = migration;
        this.file = file;
        this.dry = dry;
    }

    /**
     * Carries the replay out.
     *
     * @throws PlanFaults if a code table is not as it was signed, the plan does not say that tenants get no messages, or the
     *     file does not fit the extract or the ledger, with each fault's line; nothing is loaded
     * @throws ExtractFailed if the sealed extract is not what was sealed
     * @throws TargetUnreachable if the target could not be opened
     * @throws MigrationFailed if nothing was ever migrated, the target is not as the ledger says, or the load stopped on
     *     its way
     */
    public ReplayResult run() throws PlanFaults, ExtractFailed, TargetUnreachable, MigrationFailed {
        if (!dry) {
            requireSignaturesAndSilence();
        }
        SealedExtract extract = RejectsJob.newest(migration.plan());
        try (TargetDatabase target = TargetDatabase.open(migration.target());
                LedgerHome home = LedgerHome.of(target, migration.ledger());
                TargetLock lock = TargetLock.take(target, home)) {
            Ledger ledger = RejectsJob.ledger(home, migration);
            lock.hold(ledger, "replay", migration.clock());
            Layouts layouts = Layouts.find(target, migration.parts().load());
            if (!dry) {
                Unresolved.resolve(target, ledger, ledger.begin(particulars(extract, Optional.empty())), layouts);
            }
            MigrationFailed.throwIf(new SameTarget(target, ledger, layouts).fault());
            CorrectedFile corrected = CorrectedFile.read(file, extract, ledger);
            PropertyRegister properties = PropertyRegister.read(target, layouts);
            Transformation rules = Transformation.of(
                    migration.plan().scope(),
                    MoverCodes.decided(migration.parts().decisions().tables()),
                    properties::has);
            Map<Kind, List<Replayed>> rows = new LinkedHashMap<>();
            rows.put(
                    corrected.kind(),
                    corrected.corrections().stream()
                            .map(it -> replayed(it, rules))
                            .toList());
            if (corrected.kind() == Kind.JOBS) {
                rows.putAll(waiting(corrected, RejectedRows.find(ledger, ledger.rejected(), extract), rules));
            }
            Map<Identity, Credit> outcomes = new HashMap<>();
            Optional<ReplayedFile> kept = dry ? Optional.empty() : Optional.of(keep(corrected));
            Run run = ledger.begin(particulars(extract, kept));
            Map<Kind, KindReplay> replays = new LinkedHashMap<>();
            rows.keySet()
                    .forEach(kind -> replays.put(
                            kind, new KindReplay(kind, target, ledger, run, layouts, properties, migration.clock())));
            if (dry) {
                KindReplay replay =
                        Optional.ofNullable(replays.get(corrected.kind())).orElseThrow();
                outcomes.putAll(replay.foresee(
                        Optional.ofNullable(rows.get(corrected.kind())).orElseThrow()));
                return result(extract, ledger, corrected, outcomes, kept, Optional.empty());
            }
            load(target, lock, rows, replays, outcomes);
            Optional<RejectFiles.Written> written = Optional.of(
                    RejectsJob.write(migration, extract, new Books(target, ledger, layouts), ledger.balance()));
            RejectsJob.proposeAcceptances(migration, ledger);
            Failpoint.reach("replay.done");
            return result(extract, ledger, corrected, outcomes, kept, written);
        } catch (DataAccessException | SQLException failed) {
            throw MigrationFailed.of(failed);
        }
    }

    /**
     * Nothing is loaded but by signed code tables, and before the plan says how both systems are kept from writing to
     * tenants: a replay writes into the new system as the migration does.
     */
    private void requireSignaturesAndSilence() throws PlanFaults {
        List<String> refusals =
                new ArrayList<>(Refusals.signatures(migration.parts().decisions()));
        refusals.addAll(Refusals.silence(migration.plan().messages()));
        if (!refusals.isEmpty()) {
            throw new PlanFaults(refusals);
        }
    }

    private ReplayResult result(
            SealedExtract extract,
            Ledger ledger,
            CorrectedFile corrected,
            Map<Identity, Credit> outcomes,
            Optional<ReplayedFile> kept,
            Optional<RejectFiles.Written> written) {
        var balance = ledger.balance();
        return new ReplayResult(
                file,
                extract,
                corrected,
                outcomes,
                kept,
                written,
                balance,
                Rejections.of(
                        balance.rejected(), migration.plan(), migration.asOf().toLocalDate()));
    }

    private Replayed replayed(Correction correction, Transformation rules) {
        Map<String, Optional<String>> cells = new HashMap<>();
        correction.cells().forEach(it -> cells.put(it.column(), it.after()));
        return new Replayed(
                new Decided(correction.legacy(), rules.apply(correction.corrected())), cells, detail("", correction));
    }

    private Optional<String> detail(String whose, Correction correction) {
        return correction.cells().isEmpty()
                ? Optional.empty()
                : Optional.of("%s%s%s: %s"
                        .formatted(
                                whose,
                                Credit.CORRECTED_BY_HAND,
                                LocalDate.now(migration.clock()),
                                String.join(", ", correction.columns())));
    }

    /** The rejected appointments and contacts of the file's jobs, as legacy has them. */
    private Map<Kind, List<Replayed>> waiting(CorrectedFile corrected, RejectedRows rejected, Transformation rules) {
        Map<String, Correction> jobs = new HashMap<>();
        Stream.concat(corrected.corrections().stream(), corrected.loaded().stream())
                .forEach(it -> jobs.putIfAbsent(it.legacy().identity().reference(), it));
        Map<Kind, List<Replayed>> waiting = new LinkedHashMap<>();
        for (Kind kind : List.of(Kind.APPOINTMENTS, Kind.CONTACTS)) {
            String job = kind == Kind.CONTACTS ? "reference" : "job";
            waiting.put(
                    kind,
                    rejected.of(kind).stream()
                            .map(RejectedRow::row)
                            .flatMap(row -> row.value(job).flatMap(it -> Optional.ofNullable(jobs.get(it))).stream()
                                    .map(it -> new Replayed(
                                            new Decided(row, rules.apply(row)), Map.of(), detail("its job was ", it))))
                            .toList());
        }
        return waiting;
    }

    /** What is kept is what was read, or nothing is loaded. */
    private ReplayedFile keep(CorrectedFile read) throws MigrationFailed {
        Path rejects = RejectsJob.folder(migration);
        try {
            ReplayedFile kept = ReplayedFile.keep(rejects, file);
            if (!kept.sha256().equals(read.sha256())) {
                throw new MigrationFailed(
                        "%s was saved while it was read; nothing is loaded. Close it where it is open, and run this again"
                                .formatted(file));
            }
            Failpoint.reach("replay.kept");
            return kept;
        } catch (IOException failed) {
            throw new MigrationFailed(
                    "%s cannot be copied into %s (%s); nothing is loaded. Check the folder's rights and the free space"
                            .formatted(file, rejects, failed),
                    failed);
        }
    }

    private Run.Particulars particulars(SealedExtract extract, Optional<ReplayedFile> kept) throws MigrationFailed {
        return new Run.Particulars(
                "replay",
                LocalDateTime.now(migration.clock()).truncatedTo(ChronoUnit.SECONDS),
                migration.asOf(),
                extract.sha256(),
                PlanDigest.of(migration.plan().folder()),
                Tool.NAME,
                kept.map(ReplayedFile::sha256),
                Optional.empty(),
                Optional.empty());
    }

    private void load(
            TargetDatabase target,
            TargetLock lock,
            Map<Kind, List<Replayed>> rows,
            Map<Kind, KindReplay> replays,
            Map<Identity, Credit> outcomes)
            throws MigrationFailed {
        Batch batch = new Batch(target, migration.parts().load().chunk(), () -> lock.checkInChunk(target));
        replays.forEach((kind, load) -> batch.step(
                "replay-" + kind.word(),
                rows.getOrDefault(kind, List.of()).iterator(),
                chunk -> outcomes.putAll(load.replay(chunk))));
        batch.run("replay");
    }
}
