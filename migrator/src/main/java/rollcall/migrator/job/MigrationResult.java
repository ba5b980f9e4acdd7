package rollcall.migrator.job;

import java.util.List;
import java.util.Optional;
import rollcall.migrator.extract.SealedExtract;
import rollcall.migrator.ledger.Debits;
import rollcall.migrator.ledger.TrialBalance;
import rollcall.migrator.reject.RejectFiles;

/**
 * How a migration came out.
 *
 * @param extract what was moved
 * @param found what of it was new to the ledger
 * @param adopted rows that the target held already, just as they were to be written
 * @param balance the books afterwards, counted in the target
 * @param rejections which of the rejected nobody has accepted
 * @param rejects the files in which the rejected stand
 * @param catchUp what was done where an earlier run had loaded already; empty for the first run, and where nothing was new
 * @param refusals why it was only a rehearsal: what the real migration would not be begun with
 */
public record MigrationResult(
        SealedExtract extract,
        Debits.Found found,
        long adopted,
        TrialBalance balance,
        Rejections rejections,
        RejectFiles.Written rejects,
        Optional<CatchUp> catchUp,
        List<String> refusals) {
    private static final int UNKNOWN = 3;

    public MigrationResult {
        refusals = List.copyOf(refusals);
    }

    /** 0 if every row is where it should be or accepted by name, 1 if rows were rejected, 3 if the books do not balance. */
    public int exitCode() {
        return exitCode(balance, rejections);
    }

    static int exitCode(TrialBalance balance, Rejections rejections) {
        if (!balance.holds()) {
            return UNKNOWN;
        }
        return rejections.unaccepted() == 0 ? 0 : 1;
    }
}
