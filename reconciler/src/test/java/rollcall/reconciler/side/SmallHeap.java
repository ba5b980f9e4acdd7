package rollcall.reconciler.side;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.DatabaseConnection.SnapshotMode;
import rollcall.reconciler.plan.ExportedFiles;
import rollcall.reconciler.plan.ExportedFiles.Export;
import rollcall.reconciler.plan.ExportedFiles.Table;

/** A program of its own, for a heap of its own: lays out files of two columns, and tells how many rows each has or why none. */
final class SmallHeap {
    private SmallHeap() {}

    public static void main(String... files) throws Exception {
        for (String file : files) {
            try {
                System.out.println(rows(Path.of(file)) + " rows");
            } catch (SideFailure refused) {
                System.out.println(refused.getMessage());
            }
        }
    }

    private static int rows(Path file) throws Exception {
        Export export = new Export(file, StandardCharsets.UTF_8, ',', List.of(), Set.of());
        Table table = new Table(
                "orders",
                Map.of("reference", List.of("reference"), "problem", List.of("problem")),
                Set.of(),
                List.of(),
                List.of(export));
        DatabaseConnection exports = new DatabaseConnection(
                "exports",
                "",
                "",
                "",
                "public",
                SnapshotMode.ONE,
                Optional.of(new ExportedFiles(file.resolveSibling("work"), List.of(table))));
        try (Snapshot snapshot = Snapshot.open(exports);
                ResultSet count =
                        snapshot.prepare("select count(*) from orders").executeQuery()) {
            count.next();
            return count.getInt(1);
        }
    }
}
