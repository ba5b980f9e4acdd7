package rollcall.reconciler.side;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rollcall.reconciler.Progress;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.plan.ReconciliationPlan.LedgerPlan;
import rollcall.reconciler.sort.RowSorter;

/**
 * Reads the migrator's entries: of each identity every debit, with its credit if there is one. Of a ledger that shows only its
 * view {@code balance}, of each identity the last.
 */
final class LedgerReader {
    private static final String LINE = "line:";

    /** Contacts are not compared: of them the ledger's own word for its last entries is enough. */
    private static final String ENTRIES = """
            SELECT d.population, d.reference, d.occurrence, d.run_id, c.outcome, c.detail, c.target_id, c.recorded,
                   d.recorded
              FROM %1$s.debit d
              LEFT JOIN %1$s.credit c ON c.population = d.population AND c.reference = d.reference
                                     AND c.occurrence = d.occurrence AND c.run_id = d.run_id
             WHERE d.population <> 'contacts'
            """;

    private static final String CONTACTS = """
            SELECT population, reference, NULL, NULL, outcome, detail, target_id, NULL, NULL
              FROM %1$s.balance WHERE population = 'contacts' AND outcome IS NULL
            """;

    private static final String LAST_ENTRIES =
            "SELECT population, reference, NULL, NULL, outcome, detail, target_id, NULL, NULL FROM %1$s.balance";

    private final String name;
    private final RowSorter rows;
    private final Problems problems;
    private final List<String> notes = new ArrayList<>();
    private long contactsWithoutCredit;
    private long unnumbered;
    private Optional<LocalDateTime> lastExtract = Optional.empty();

    LedgerReader(String name, RowSorter rows) {
        this.name = name;
        this.rows = rows;
        this.problems = new Problems(name);
    }

    /** Takes an entry. */
    @FunctionalInterface
    interface Taker {
        void take(LedgerText entry) throws IOException;
    }

    void read(Snapshot from, LedgerPlan ledger, Progress.Task task, Taker taker) throws SideFailure, IOException {
        String schema = SqlText.schema(ledger.schema(), ledger.connection().name());
        Pace pace = new Pace(name, task, from.throttle());
        try {
            if (LedgerShape.tellsEachEntry(from.connection(), schema)) {
                read(from, ENTRIES.formatted(schema), pace, taker);
                read(from, CONTACTS.formatted(schema), pace, taker);
            } else {
                read(from, LAST_ENTRIES.formatted(schema), pace, taker);
                String note =
                        name + " tells the last entry of each record only, for the tables debit and credit are not to"
                                + " be seen beside it: what was loaded twice is not noticed.";
                if (!notes.contains(note)) {
                    notes.add(note);
                }
            }
            pace.end();
        } catch (SQLException e) {
            throw new SideFailure(
                    Remedy.isNotThere(e)
                            ? name + ": is not there; run 'migrate' first, or leave the ledger out of plan.yaml"
                            : Remedy.ofQuery(name, e));
        }
    }

    private static void read(Snapshot from, String sql, Pace pace, Taker taker)
            throws SQLException, SideFailure, IOException {
        try (Statement statement = from.connection().createStatement()) {
            statement.setFetchSize(from.throttle().fetchSize(QueryReader.FETCH));
            try (ResultSet entries = statement.executeQuery(sql)) {
                while (entries.next()) {
                    taker.take(LedgerText.of(entries));
                    pace.row();
                }
            }
        }
    }

    /** A reference {@code line:12} stands for a blank one. */
    void take(LedgerText entry) throws IOException {
        Optional<Outcome> claimed = entry.outcome().isEmpty() ? Optional.of(Outcome.NONE) : Outcome.of(entry.outcome());
        if (claimed.isEmpty()) {
            problems.add("%s, %s %s: outcome '%s' is unknown; expected LOADED, REJECTED, EXCLUDED, SUPERSEDED or MERGED"
                    .formatted(name, entry.population(), entry.reference(), Texts.shape(entry.outcome())));
        }
        Outcome said = claimed.orElse(Outcome.NONE);
        switch (entry.population().toLowerCase(Locale.ROOT)) {
            case "jobs" -> write(Population.JOBS, said, entry);
            case "appointments" -> write(Population.APPOINTMENTS, said, entry);
            case "contacts" -> contactsWithoutCredit += said == Outcome.NONE ? 1 : 0;
            default ->
                problems.add("%s: population '%s' is unknown; expected jobs, appointments or contacts"
                        .formatted(name, Texts.shape(entry.population())));
        }
    }

    private void write(Population population, Outcome outcome, LedgerText entry) throws IOException {
        boolean isBlank = entry.reference().startsWith(LINE);
        boolean isNumbered = !entry.occurrence().isEmpty();
        unnumbered += isNumbered ? 0 : 1;
        if (entry.extracted().isPresent()
                && lastExtract
                        .filter(it -> !it.isBefore(entry.extracted().get()))
                        .isEmpty()) {
            lastExtract = entry.extracted();
        }
        LedgerEntry.write(
                isBlank
                        ? Keys.writeLine(rows.writer(), population, entry.reference())
                        : Keys.write(rows.writer(), population, entry.reference()),
                new LedgerEntry(
                        isBlank ? entry.reference() : "",
                        isNumbered ? Long.parseLong(entry.occurrence()) : -unnumbered,
                        entry.run().isEmpty() ? 0 : Long.parseLong(entry.run()),
                        outcome,
                        entry.targetId(),
                        entry.detail(),
                        entry.recorded(),
                        "",
                        ""));
    }

    /** When the ledger last entered what legacy holds, where it says so. */
    Optional<LocalDateTime> lastExtract() {
        return lastExtract;
    }

    Problems problems() {
        return problems;
    }

    RowSorter rows() {
        return rows;
    }

    /** What changes no verdict; known when all has been read. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Contacts are not compared, but their books must balance too. */
    long contactsWithoutCredit() {
        return contactsWithoutCredit;
    }
}
