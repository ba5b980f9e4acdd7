package rollcall.migrator.reject;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rollcall.migrator.FileDigest;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.LegacyRow;
import rollcall.migrator.extract.LegacyRows;
import rollcall.migrator.extract.SealedExtract;
import rollcall.migrator.ledger.Ledger;
import rollcall.reconciler.plan.Nearest;
import rollcall.reconciler.plan.PlanFaults;
import rollcall.reconciler.table.TableFile;
import rollcall.reconciler.table.TableUnreadable;

/**
 * A corrected file, each of its rows found again in the sealed extract.
 *
 * @param kind what it holds
 * @param sha256 of its bytes, as they were read
 * @param corrections its rejected rows, corrected or not, in the file's order
 * @param loaded those of its rows that are in the new system already, just as the file has them
 */
public record CorrectedFile(Kind kind, String sha256, List<Correction> corrections, List<Correction> loaded) {
    private static final String[] KEPT_AS_TEXT = {
        "reference", "property", "job", "superseded_by", "request_phone", "phone_1", "phone_2", "phone_3"
    };

    public CorrectedFile {
        corrections = List.copyOf(corrections);
        loaded = List.copyOf(loaded);
    }

    /** The rows in which somebody has corrected something. */
    public List<Correction> corrected() {
        return corrections.stream().filter(it -> !it.cells().isEmpty()).toList();
    }

    /**
     * Reads a file and checks every row of it against the sealed extract and the ledger.
     *
     * @throws PlanFaults everything that is wrong with it, each with its line
     */
    public static CorrectedFile read(Path file, SealedExtract extract, Ledger ledger) throws PlanFaults {
        String sha256 = digest(file);
        TableFile table = table(file);
        Kind kind = kind(file, table, extract);
        List<String> columns = extract.columns(kind);
        List<String> faults = headerFaults(file, table.header(), kind, columns);
        if (!faults.isEmpty()) {
            throw new PlanFaults(faults);
        }
        Map<String, List<FileRow>> lines = lines(table);
        Map<String, List<LegacyRow>> extracted = extracted(kind, ledger, extract, lines.keySet());
        String place = file.getFileName() + " line ";
        Matching matching = new Matching(kind, columns, ledger, place);
        lines.forEach(
                (reference, rows) -> matching.match(reference, rows, extracted.getOrDefault(reference, List.of())));
        faults.addAll(matching.faults());
        faults.addAll(ExchangedRows.faults(matching.corrections(), columns, place));
        if (!faults.isEmpty()) {
            throw new PlanFaults(faults);
        }
        return new CorrectedFile(
                kind,
                sha256,
                matching.corrections().stream()
                        .sorted(Comparator.comparing(Correction::line))
                        .toList(),
                matching.loaded());
    }

    /** Before it is read: what is kept of it must be the same. */
    private static String digest(Path file) throws PlanFaults {
        try {
            return FileDigest.of(file);
        } catch (IOException unreadable) {
            throw new PlanFaults(List.of("%s: cannot be read (%s); name the corrected file, and check its rights"
                    .formatted(file, unreadable.getClass().getSimpleName())));
        }
    }

    private static TableFile table(Path file) throws PlanFaults {
        try {
            return TableFile.read(file, KEPT_AS_TEXT);
        } catch (TableUnreadable unreadable) {
            throw new PlanFaults(String.valueOf(unreadable.getMessage()).lines().toList());
        }
    }

    /** The kind whose columns the file has most of. */
    private static Kind kind(Path file, TableFile table, SealedExtract extract) throws PlanFaults {
        Kind best = Arrays.stream(Kind.values())
                .max(Comparator.comparing((Kind it) -> shared(table.header(), extract.columns(it))))
                .orElseThrow();
        if (shared(table.header(), extract.columns(best)) < 2) {
            throw new PlanFaults(List.of(
                    "%s line 1: these are the columns of no extract; expected for example those of rejects-jobs.xlsx: %s"
                            .formatted(file.getFileName(), String.join(", ", extract.columns(Kind.JOBS)))));
        }
        return best;
    }

    private static long shared(List<String> header, List<String> columns) {
        return header.stream().filter(columns::contains).distinct().count();
    }

    private static List<String> headerFaults(Path file, List<String> header, Kind kind, List<String> columns) {
        List<String> faults = new ArrayList<>();
        String place = file.getFileName() + " line 1: ";
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (!columns.contains(name)) {
                List<String> absent =
                        columns.stream().filter(it -> !header.contains(it)).toList();
                faults.add("%scolumn \"%s\" is not one of the extract of %s%s"
                        .formatted(
                                place,
                                shown(name),
                                kind.word(),
                                absent.isEmpty() ? "; take it out" : Nearest.hint(name, absent)));
            } else if (!seen.add(name)) {
                faults.add("%scolumn \"%s\" stands twice; keep one".formatted(place, name));
            }
        }
        for (String column : columns) {
            if (!header.contains(column)) {
                faults.add("%slacks column \"%s\"; put it back as it was written, for a blank cell is a blank value"
                        .formatted(place, column));
            }
        }
        return faults;
    }

    /** A header; what does not look like one may be somebody's data, and is not told. */
    private static String shown(String header) {
        return header.matches("[A-Za-z][A-Za-z0-9_ ]{0,40}") ? header : "…";
    }

    /** Rows by reference, in the file's order. */
    private static Map<String, List<FileRow>> lines(TableFile table) {
        Map<String, List<FileRow>> lines = new LinkedHashMap<>();
        for (TableFile.Line line : table.lines()) {
            Map<String, String> cells = new HashMap<>();
            for (int i = 0; i < table.header().size(); i++) {
                cells.put(table.header().get(i), line.cells().get(i));
            }
            FileRow row = new FileRow(line.number(), cells);
            lines.computeIfAbsent(row.cell("reference"), it -> new ArrayList<>())
                    .add(row);
        }
        return lines;
    }

    /** Every row of the extract with one of these references, under the identities that the ledger knows. */
    private static Map<String, List<LegacyRow>> extracted(
            Kind kind, Ledger ledger, SealedExtract extract, Set<String> references) {
        Map<String, List<LegacyRow>> found = new HashMap<>();
        try (LegacyRows rows = extract.rows(kind)) {
            Iterator<LegacyRow> known = ledger.recognise(kind, rows);
            while (known.hasNext()) {
                LegacyRow row = known.next();
                String reference = FileRow.folded(row.value("reference").orElse(""));
                if (references.contains(reference)) {
                    found.computeIfAbsent(reference, it -> new ArrayList<>()).add(row);
                }
            }
        }
        return found;
    }
}
