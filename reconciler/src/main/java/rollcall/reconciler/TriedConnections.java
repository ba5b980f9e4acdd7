package rollcall.reconciler;

import java.io.PrintWriter;
import java.sql.DriverManager;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.report.Paragraph;
import rollcall.reconciler.side.SideFailure;
import rollcall.reconciler.side.Snapshot;

/** Connections of a plan, each of which has been tried; those that opened are open until this is closed. */
final class TriedConnections implements AutoCloseable {
    private static final int SECONDS = 10;

    private final Map<String, Snapshot> open = new TreeMap<>();
    private boolean allOpen = true;

    private TriedConnections() {}

    /** Tries each and says so, in the order of their names: on {@code out} that it opens, on {@code err} why it does not. */
    static TriedConnections of(Collection<DatabaseConnection> connections, PrintWriter out, PrintWriter err) {
        DriverManager.setLoginTimeout(SECONDS);
        TriedConnections all = new TriedConnections();
        List<DatabaseConnection> byName = connections.stream()
                .sorted(Comparator.comparing(DatabaseConnection::name))
                .toList();
        for (DatabaseConnection connection : byName) {
            try {
                Snapshot snapshot = Snapshot.open(connection);
                all.open.put(connection.name(), snapshot);
                out.println("connection " + connection.name() + ": opens, "
                        + (connection.files().isPresent() ? "exported files" : snapshot.product()));
            } catch (SideFailure refused) {
                all.allOpen = false;
                String what = connection.files().isPresent() ? "connection '" + connection.name() + "': " : "";
                Paragraph.lines(what + refused.getMessage(), "", "  ").forEach(err::println);
            }
        }
        out.flush();
        err.flush();
        return all;
    }

    /** Those that opened, by name. */
    Map<String, Snapshot> open() {
        return Map.copyOf(open);
    }

    boolean areAllOpen() {
        return allOpen;
    }

    @Override
    public void close() {
        open.values().forEach(Snapshot::close);
    }
}
