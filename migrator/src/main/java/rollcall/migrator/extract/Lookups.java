package rollcall.migrator.extract;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.plan.DatabaseConnection;

/** What legacy's own lookup tables say that its codes mean. */
public final class Lookups {
    /** The columns that the query must yield. */
    public static final List<String> COLUMNS = List.of("list", "code", "meaning");

    private Lookups() {}

    /** One code of one list, in legacy's words. */
    public record Meaning(String list, String code, String meaning) {}

    /**
     * Asks legacy.
     *
     * @throws ExtractFailed if legacy cannot be asked, or the query does not yield the three columns
     */
    static List<Meaning> ask(DatabaseConnection legacy, ExtractSource.Query lookups) throws ExtractFailed {
        String place = lookups.place();
        List<Meaning> meanings = new ArrayList<>();
        try (Snapshot snapshot = Snapshot.open(legacy);
                Statement statement = snapshot.connection().createStatement();
                ResultSet rows = statement.executeQuery(lookups.sql())) {
            List<String> columns = columns(place, rows.getMetaData());
            for (snapshot.throttle().row(); rows.next(); snapshot.throttle().row()) {
                meanings.add(new Meaning(
                        text(rows, columns.indexOf("list")),
                        text(rows, columns.indexOf("code")),
                        text(rows, columns.indexOf("meaning"))));
            }
        } catch (SQLException refused) {
            throw new ExtractFailed(
                    "%s: legacy refused the query: %s".formatted(place, Snapshot.words(refused)), refused);
        }
        return meanings;
    }

    /** The query's columns, or a refusal. */
    static List<String> columns(String place, ResultSetMetaData told) throws SQLException, ExtractFailed {
        List<String> columns = QueryColumns.names(told);
        if (!columns.containsAll(COLUMNS)) {
            throw new ExtractFailed("%s: yields %s; expected the columns list, code and meaning"
                    .formatted(place, Columns.shown(columns)));
        }
        return columns;
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        return Optional.ofNullable(rows.getString(column + 1)).orElse("").strip();
    }
}
