package rollcall.migrator.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.exception.DataAccessException;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.Breakdown;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.RunEntry;
import rollcall.migrator.ledger.TrialBalance;
import rollcall.migrator.load.LedgerHome;
import rollcall.migrator.load.TargetDatabase;
import rollcall.migrator.load.TargetUnreachable;
import rollcall.reconciler.table.TableFile;

/**
 * The books as they stand in the target.
 *
 * @param runs all runs, in order
 * @param breakdowns by contractor, trade and day
 * @param rejections which of the rejected nobody has accepted
 */
public record LedgerListing(
        List<RunEntry> runs, TrialBalance balance, List<Breakdown> breakdowns, Rejections rejections) {
    private static final List<String> COLUMNS = List.of(
            "population",
            "by",
            "value",
            "extracted",
            "loaded",
            "rejected",
            "excluded",
            "superseded",
            "merged",
            "without_outcome");

    public LedgerListing {
        runs = List.copyOf(runs);
        breakdowns = List.copyOf(breakdowns);
    }

    /**
     * Reads the books.
     *
     * @throws TargetUnreachable if the target could not be opened
     * @throws MigrationFailed if nothing was ever migrated, or the ledger cannot be read
     */
    public static LedgerListing read(Migration migration) throws TargetUnreachable, MigrationFailed {
        try (TargetDatabase target = TargetDatabase.open(migration.target());
                LedgerHome home = LedgerHome.of(target, migration.ledger())) {
            Ledger ledger = RejectsJob.ledger(home, migration);
            TrialBalance balance = ledger.balance();
            return new LedgerListing(
                    ledger.runs(),
                    balance,
                    ledger.breakdowns(),
                    Rejections.of(
                            balance.rejected(),
                            migration.plan(),
                            migration.asOf().toLocalDate()));
        } catch (DataAccessException failed) {
            throw MigrationFailed.of(failed);
        }
    }

    /** 0 if the books balance and nothing is rejected but what is accepted, 1 if something is, 3 if there is a remainder. */
    public int exitCode() {
        return MigrationResult.exitCode(balance, rejections);
    }

    /**
     * Writes the sums, whole and broken down, a line each.
     *
     * @param file {@code .csv} or {@code .xlsx}
     */
    public void write(Path file) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            lines.add(line(kind, "", "", balance.sum(kind)));
        }
        for (Breakdown breakdown : breakdowns) {
            breakdown.lines().forEach(it -> lines.add(line(breakdown.kind(), breakdown.by(), it.value(), it.sum())));
        }
        TableFile.write(file, COLUMNS, lines);
    }

    private static List<String> line(Kind kind, String by, String value, TrialBalance.Sum sum) {
        return Stream.concat(
                        Stream.of(kind.word(), by, value),
                        Stream.of(
                                        sum.debits(),
                                        sum.loaded(),
                                        sum.rejected(),
                                        sum.excluded(),
                                        sum.superseded(),
                                        sum.merged(),
                                        sum.remainder())
                                .map(String::valueOf))
                .toList();
    }
}
