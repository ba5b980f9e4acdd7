package rollcall.migrator.extract;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import rollcall.migrator.account.Account;
import rollcall.migrator.extract.ExtractSource.CsvFile;
import rollcall.reconciler.plan.DatabaseConnection;

/** The account by which legacy is read. */
public final class LegacyAccount {
    private LegacyAccount() {}

    /**
     * Asks legacy what its account may write, over a connection opened as an extraction opens it.
     *
     * @return empty where legacy is files, which are only ever opened for reading
     * @throws ExtractFailed if legacy cannot be opened
     */
    public static Optional<Account> of(DatabaseConnection legacy, Map<Kind, ExtractSource> sources)
            throws ExtractFailed {
        if (legacy.files().isPresent() || sources.values().stream().allMatch(CsvFile.class::isInstance)) {
            return Optional.empty();
        }
        try (Snapshot snapshot = Snapshot.open(legacy)) {
            return Optional.of(Account.of(legacy.name(), snapshot.connection()));
        } catch (SQLException gone) {
            throw new ExtractFailed("legacy does not tell who reads it: " + Snapshot.words(gone), gone);
        }
    }
}
