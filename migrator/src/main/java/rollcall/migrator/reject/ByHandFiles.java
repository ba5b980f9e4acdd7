package rollcall.migrator.reject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.LegacyRow;
import rollcall.migrator.extract.SealedExtract;
import rollcall.reconciler.table.TableFile;

/** Writes what is to be keyed by hand: {@code by-hand-appointments.xlsx} and so on, in the extract's own columns. */
public final class ByHandFiles {
    private static final List<String> FIRST = List.of("do", "id_in_new_system");

    private ByHandFiles() {}

    /**
     * A record of which somebody must do something.
     *
     * @param what in words
     * @param targetId the new system's row, where one stands
     * @param row as legacy holds it now; empty where it no longer does
     */
    public record Row(Identity identity, String what, Optional<String> targetId, Optional<LegacyRow> row) {}

    /**
     * What was written.
     *
     * @param rows all of it, jobs first
     * @param files the workbooks, with their rows
     */
    public record Written(Path folder, List<Row> rows, Map<Path, Integer> files) {
        public Written {
            rows = List.copyOf(rows);
            files = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(files));
        }

        /** 0 if nothing is to be done by hand, else 1. */
        public int exitCode() {
            return rows.isEmpty() ? 0 : 1;
        }
    }

    /** Writes all files anew; of a kind with nothing to do, they are removed. */
    public static Written write(Path folder, SealedExtract extract, List<Row> rows) throws IOException {
        WorkFolder.create(folder);
        Map<Path, Integer> files = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            List<Row> ofKind = rows.stream()
                    .filter(it -> it.identity().kind() == kind)
                    .sorted(Comparator.comparing((Row it) -> it.identity().reference())
                            .thenComparing(it -> it.identity().occurrence()))
                    .toList();
            List<String> columns = extract.columns(kind);
            List<String> header = new ArrayList<>(FIRST);
            header.addAll(columns);
            for (String ending : List.of(".xlsx", ".csv")) {
                Path file = folder.resolve("by-hand-" + kind.word() + ending);
                Files.deleteIfExists(file);
                if (!ofKind.isEmpty()) {
                    TableFile.write(
                            file,
                            header,
                            ofKind.stream().map(it -> cells(it, columns)).toList());
                    WorkFolder.secure(file);
                    if (ending.equals(".xlsx")) {
                        files.put(file, ofKind.size());
                    }
                }
            }
        }
        return new Written(folder, rows, files);
    }

    private static List<String> cells(Row row, List<String> columns) {
        List<String> cells = new ArrayList<>(List.of(row.what(), row.targetId().orElse("")));
        for (String column : columns) {
            cells.add(row.row()
                    .map(it -> it.value(column).orElse(""))
                    .orElse(column.equals("reference") ? row.identity().reference() : ""));
        }
        return cells;
    }
}
