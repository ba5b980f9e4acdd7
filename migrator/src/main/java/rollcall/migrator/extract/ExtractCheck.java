package rollcall.migrator.extract;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rollcall.migrator.extract.ExportedTables.Readable;
import rollcall.migrator.extract.ExtractSource.CsvFile;
import rollcall.migrator.extract.ExtractSource.Query;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.QueryPlace;

/**
 * Whether what a plan extracts can be asked, and yields the columns that the mover needs. Queries are only prepared, and of
 * a CSV file only the header is read.
 */
public final class ExtractCheck {
    private final LocalDateTime asOf;
    private final List<String> faults = new ArrayList<>();

    private ExtractCheck(LocalDateTime asOf) {
        this.asOf = asOf;
    }

    /** What the columns of a query must be. */
    @FunctionalInterface
    private interface Need {
        void of(String place, ResultSetMetaData told) throws SQLException, ExtractFailed;
    }

    /**
     * Tells what is wrong with files that hold one kind of record each.
     *
     * @param sources a query or a file for each kind; queries are passed over
     */
    public static List<String> ofFiles(Map<Kind, ExtractSource> sources, LocalDateTime asOf) {
        ExtractCheck check = new ExtractCheck(asOf);
        for (Kind kind : Kind.values()) {
            if (sources.get(kind) instanceof CsvFile csv) {
                try (RowReader header = CsvRows.open(kind, csv)) {
                    header.columns();
                } catch (ExtractFailed refused) {
                    check.faults.add(String.valueOf(refused.getMessage()));
                }
            }
        }
        return check.faults;
    }

    /**
     * Tells what is wrong with queries; where exported files stand for legacy, also what the mover's own reading of them says.
     *
     * @param sources a query or a file for each kind; files are passed over
     * @param lookups a query for what legacy's codes mean, if there is one
     * @param work the plan's work folder, for what must be laid out while it is looked at
     */
    public static List<String> ofQueries(
            DatabaseConnection legacy,
            Map<Kind, ExtractSource> sources,
            Optional<Query> lookups,
            LocalDateTime asOf,
            Path work) {
        ExtractCheck check = new ExtractCheck(asOf);
        try {
            if (legacy.files().isEmpty()) {
                check.queries(legacy, sources, lookups);
            } else {
                check.exported(legacy, sources, lookups, work);
            }
        } catch (ExtractFailed refused) {
            check.faults.add(String.valueOf(refused.getMessage()));
        } catch (IOException failed) {
            check.faults.add(
                    "%s cannot be written to: %s; check its rights and the free space".formatted(work, failed));
        }
        return check.faults;
    }

    private void exported(
            DatabaseConnection files, Map<Kind, ExtractSource> sources, Optional<Query> lookups, Path work)
            throws ExtractFailed, IOException {
        try (ExtractFolder folder = ExtractFolder.open(work);
                Readable readable = ExportedTables.readable(files, folder, Progress.NONE)) {
            queries(readable.database(), sources, lookups);
        }
    }

    private void queries(DatabaseConnection legacy, Map<Kind, ExtractSource> sources, Optional<Query> lookups)
            throws ExtractFailed {
        try (Snapshot snapshot = Snapshot.open(legacy)) {
            for (Kind kind : Kind.values()) {
                if (sources.get(kind) instanceof Query query) {
                    check(
                            query,
                            snapshot,
                            (place, told) ->
                                    QueryColumns.of(told, snapshot.connection()).check(kind, place));
                }
            }
            if (lookups.isPresent()) {
                check(lookups.get(), snapshot, Lookups::columns);
            }
        }
    }

    private void check(Query query, Snapshot snapshot, Need need) throws ExtractFailed {
        String sql = query.asOf(asOf);
        try (PreparedStatement statement = snapshot.connection().prepareStatement(sql)) {
            columns(query.place(), statement, need);
        } catch (SQLException refused) {
            faults.add("%s: legacy refused the query: %s"
                    .formatted(QueryPlace.of(query.place(), sql, refused), Snapshot.words(refused)));
            snapshot.refresh();
        } catch (ExtractFailed refused) {
            faults.add(String.valueOf(refused.getMessage()));
        }
    }

    private static void columns(String place, PreparedStatement statement, Need need)
            throws SQLException, ExtractFailed {
        ResultSetMetaData told = statement.getMetaData();
        if (told != null) {
            need.of(place, told);
            return;
        }
        statement.setMaxRows(1);
        try (ResultSet rows = statement.executeQuery()) {
            need.of(place, rows.getMetaData());
        }
    }
}
