package rollcall.reconciler.contact;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import rollcall.reconciler.Throttle;
import rollcall.reconciler.plan.ReconciliationPlan.CsvSide;
import rollcall.reconciler.plan.ReconciliationPlan.QuerySide;
import rollcall.reconciler.plan.ReconciliationPlan.SidePlan;
import rollcall.reconciler.side.Remedy;
import rollcall.reconciler.side.SideFailure;
import rollcall.reconciler.side.Snapshot;
import rollcall.reconciler.side.SqlText;

/**
 * Looks up whom to phone about a job, by the plan's contact query with the job's reference in its one {@code ?}. Opens its
 * connection at the first question. What fails leaves the contact out and a note; it never fails a report. For one thread.
 */
public final class ContactBook implements AutoCloseable {
    /** The columns that a contact query may yield. */
    static final List<String> COLUMNS = List.of("name", "phone", "address", "postcode", "problem");

    private final Optional<SidePlan> contact;
    private final LocalDateTime asOf;
    private final Optional<Snapshot> shared;
    private final Optional<Kept> kept;
    private final List<String> notes = new ArrayList<>();
    private Optional<Snapshot> snapshot = Optional.empty();
    private Optional<PreparedStatement> query = Optional.empty();
    private Throttle throttle = Throttle.of(OptionalInt.empty());
    private boolean broken;

    /** Contacts that were kept when legacy could still be read. */
    @FunctionalInterface
    public interface Kept {
        /** Whom to phone about a job, as it was then. */
        Optional<Contact> of(String job) throws IOException;
    }

    private ContactBook(
            Optional<SidePlan> contact, LocalDateTime asOf, Optional<Snapshot> shared, Optional<Kept> kept) {
        this.contact = contact;
        this.asOf = asOf;
        this.shared = shared;
        this.kept = kept;
    }

    /** The contacts of a plan; knows nobody where the plan has no contact query. */
    public static ContactBook of(Optional<SidePlan> contact, LocalDateTime asOf) {
        return new ContactBook(contact, asOf, Optional.empty(), Optional.empty());
    }

    /** The contacts of a plan, asked within a snapshot that stays open when the book is closed, if there is one. */
    public static ContactBook within(Optional<Snapshot> shared, Optional<SidePlan> contact, LocalDateTime asOf) {
        return new ContactBook(contact, asOf, shared, Optional.empty());
    }

    /** The contacts that were kept; the plan's own are not asked. */
    public static ContactBook of(Kept kept) {
        return new ContactBook(Optional.empty(), LocalDateTime.MIN, Optional.empty(), Optional.of(kept));
    }

    /** Whom to phone about a job; the first row where the query yields several. */
    public Optional<Contact> of(String jobReference) {
        if (broken || jobReference.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (kept.isPresent()) {
                return kept.get().of(jobReference);
            }
            if (contact.isEmpty()) {
                return Optional.empty();
            }
            return ask(contact.get(), jobReference);
        } catch (SideFailure e) {
            broken = true;
            notes.add("Contacts are left out: " + e.getMessage());
        } catch (IOException e) {
            broken = true;
            notes.add("Contacts are left out: those of the seal cannot be read; take the seal from a backup");
        } catch (SQLException e) {
            broken = true;
            notes.add("Contacts are left out: "
                    + Remedy.ofQuery(String.valueOf(contact.get().file().getFileName()), e));
        }
        return Optional.empty();
    }

    private Optional<Contact> ask(SidePlan plan, String jobReference) throws SideFailure, SQLException {
        PreparedStatement asked = query.isPresent() ? query.get() : prepare(plan);
        asked.setString(1, jobReference);
        throttle.row();
        try (ResultSet row = asked.executeQuery()) {
            return row.next() ? Optional.of(contact(row)) : Optional.empty();
        }
    }

    private PreparedStatement prepare(SidePlan plan) throws SideFailure, SQLException {
        return switch (plan) {
            case QuerySide side -> {
                Snapshot open = shared.isPresent() ? shared.get() : Snapshot.open(side.connection());
                if (shared.isEmpty()) {
                    snapshot = Optional.of(open);
                }
                throttle = open.throttle();
                PreparedStatement prepared = open.prepare(SqlText.of(side, asOf));
                query = Optional.of(prepared);
                yield prepared;
            }
            case CsvSide side ->
                throw new SideFailure(
                        side.file().getFileName() + ": contacts are read by a query, not from a CSV file");
        };
    }

    private static Contact contact(ResultSet row) throws SQLException {
        Map<String, String> texts = new HashMap<>();
        ResultSetMetaData columns = row.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String text = row.getString(i);
            texts.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), text == null ? "" : text.strip());
        }
        return new Contact(
                texts.getOrDefault("name", ""),
                texts.getOrDefault("phone", ""),
                texts.getOrDefault("address", ""),
                texts.getOrDefault("postcode", ""),
                texts.getOrDefault("problem", ""));
    }

    /** Why contacts are left out, if they are; known after the last question. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public void close() {
        snapshot.ifPresent(Snapshot::close);
        snapshot = Optional.empty();
        query = Optional.empty();
    }
}
