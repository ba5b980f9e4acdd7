package rollcall.migrator.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.SealedExtract;
import rollcall.migrator.ledger.Credit;
import rollcall.migrator.ledger.Posting;
import rollcall.migrator.ledger.TrialBalance;
import rollcall.migrator.reject.CorrectedFile;
import rollcall.migrator.reject.Correction;
import rollcall.migrator.reject.RejectFiles;
import rollcall.migrator.reject.ReplayedFile;

/**
 * How a replay came out.
 *
 * @param outcomes of every row that was tried, the waiting ones among them
 * @param kept where the file's copy is; empty for a dry run
 * @param written the rejects as they are now; empty for a dry run
 * @param rejections which of the rejected nobody has accepted
 */
public record ReplayResult(
        Path file,
        SealedExtract extract,
        CorrectedFile corrected,
        Map<Identity, Credit> outcomes,
        Optional<ReplayedFile> kept,
        Optional<RejectFiles.Written> written,
        TrialBalance balance,
        Rejections rejections) {
    public ReplayResult {
        outcomes = Map.copyOf(outcomes);
    }

    /** As after a migration. */
    public int exitCode() {
        return MigrationResult.exitCode(balance, rejections);
    }

    /** Rows of the file whose outcome is not in the new system, in the file's order. */
    List<Correction> left() {
        return corrected.corrections().stream()
                .filter(it -> Optional.ofNullable(outcomes.get(it.legacy().identity()))
                        .filter(credit -> credit.posting() != Posting.LOADED)
                        .isPresent())
                .toList();
    }

    /** How many of a kind were loaded. */
    long loaded(Kind kind) {
        return outcomes.entrySet().stream()
                .filter(it -> it.getKey().kind() == kind && it.getValue().posting() == Posting.LOADED)
                .count();
    }
}
