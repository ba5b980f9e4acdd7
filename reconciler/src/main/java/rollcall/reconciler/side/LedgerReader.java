package rollcall.reconciler.side;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import rollcall.reconciler.Progress;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.plan.ReconciliationPlan.LedgerPlan;
import rollcall.reconciler.sort.RowSorter;

/** Reads the migrator's view {@code balance}: of each identity its latest debit and that debit's credit, if there is one. */
final class LedgerReader {
    private static final String LINE = "line:";
    private static final String GONE = "no longer in legacy";

    private final String name;
    private final RowSorter rows;
    private final Problems problems;
    private long contactsWithoutCredit;

    LedgerReader(String name, RowSorter rows) {
        this.name = name;
        this.rows = rows;
        this.problems = new Problems(name);
    }

    /** Takes an entry, each text as it stands in the ledger. */
    @FunctionalInterface
    interface Taker {
        void take(String population, String reference, String outcome, String detail, String targetId)
                throws IOException;
    }

    void read(Snapshot from, LedgerPlan ledger, Progress.Task task, Taker taker) throws SideFailure, IOException {
        String sql = "SELECT population, reference, outcome, detail, target_id FROM %s.balance"
                .formatted(SqlText.schema(ledger.schema(), ledger.connection().name()));
        try (Statement statement = from.connection().createStatement()) {
            statement.setFetchSize(from.throttle().fetchSize(QueryReader.FETCH));
            try (ResultSet entries = statement.executeQuery(sql)) {
                Pace pace = new Pace(name, task, from.throttle());
                while (entries.next()) {
                    taker.take(
                            text(entries, 1), text(entries, 2), text(entries, 3), text(entries, 4), text(entries, 5));
                    pace.row();
                }
                pace.end();
            }
        } catch (SQLException e) {
            throw new SideFailure(
                    Remedy.isNotThere(e)
                            ? name + ": is not there; run 'migrate' first, or leave the ledger out of plan.yaml"
                            : Remedy.ofQuery(name, e));
        }
    }

    private static String text(ResultSet entries, int column) throws SQLException {
        String text = entries.getString(column);
        return text == null ? "" : Blanks.strip(text);
    }

    /**
     * A reference {@code line:12} stands for a blank one. An entry that was closed because its record has gone from legacy
     * speaks of no row; where legacy has one after all, it is a row that the ledger does not know.
     */
    void take(String population, String reference, String outcome, String detail, String targetId) throws IOException {
        Optional<Outcome> claimed = outcome.isEmpty() ? Optional.of(Outcome.NONE) : Outcome.of(outcome);
        if (claimed.isEmpty()) {
            problems.add("%s, %s %s: outcome '%s' is unknown; expected LOADED, REJECTED, EXCLUDED, SUPERSEDED or MERGED"
                    .formatted(name, population, reference, Texts.shape(outcome)));
        }
        Outcome said = claimed.orElse(Outcome.NONE);
        if (said == Outcome.EXCLUDED && detail.equals(GONE)) {
            return;
        }
        switch (population.toLowerCase(Locale.ROOT)) {
            case "jobs" -> write(Population.JOBS, reference, said, detail, targetId);
            case "appointments" -> write(Population.APPOINTMENTS, reference, said, detail, targetId);
            case "contacts" -> contactsWithoutCredit += said == Outcome.NONE ? 1 : 0;
            default ->
                problems.add("%s: population '%s' is unknown; expected jobs, appointments or contacts"
                        .formatted(name, Texts.shape(population)));
        }
    }

    private void write(Population population, String reference, Outcome outcome, String detail, String targetId)
            throws IOException {
        Keys.write(rows.writer(), population, reference.startsWith(LINE) ? "" : reference)
                .number(outcome.ordinal())
                .text(targetId)
                .text(detail)
                .end();
    }

    Problems problems() {
        return problems;
    }

    RowSorter rows() {
        return rows;
    }

    /** Contacts are not compared, but their books must balance too. */
    long contactsWithoutCredit() {
        return contactsWithoutCredit;
    }
}
