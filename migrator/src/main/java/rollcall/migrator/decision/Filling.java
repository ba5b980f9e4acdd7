package rollcall.migrator.decision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import rollcall.migrator.decision.CodesFound.Count;
import rollcall.reconciler.table.TableFile;

/**
 * A code table with what legacy holds filled in: how many live rows have each code, a meaning where nobody has written one,
 * and a line for each code that had none. All else stays as people wrote it.
 *
 * @param before the table as it is
 * @param added legacy codes that it did not list
 */
public record Filling(TableFile before, List<String> header, List<List<String>> rows, List<String> added) {
    /** The columns of a code table, in the order in which a new one has them. */
    public static final List<String> HEADER =
            List.of("legacy_code", "meaning", "live_rows", "new_code", "decision", "decided_by", "decided_on");

    public Filling {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
        added = List.copyOf(added);
    }

    /**
     * Fills a table.
     *
     * @param found the codes of its list
     * @param meanings legacy's words for them
     */
    public static Filling of(TableFile table, SortedMap<String, Count> found, Map<String, String> meanings) {
        List<String> header = new ArrayList<>(table.header());
        Set<String> present = new HashSet<>();
        header.forEach(it -> present.add(it.toLowerCase(Locale.ROOT)));
        HEADER.stream().filter(it -> !present.contains(it)).forEach(header::add);
        Row columns = new Row(header);
        List<List<String>> rows = new ArrayList<>();
        Set<String> listed = new HashSet<>();
        for (TableFile.Line line : table.lines()) {
            List<String> cells = columns.wide(line.cells());
            String code = cells.get(columns.of("legacy_code"));
            listed.add(code);
            cells.set(columns.of("live_rows"), live(found, code));
            if (cells.get(columns.of("meaning")).isEmpty()) {
                cells.set(columns.of("meaning"), meanings.getOrDefault(code, ""));
            }
            rows.add(cells);
        }
        List<String> added =
                found.keySet().stream().filter(it -> !listed.contains(it)).toList();
        for (String code : added) {
            List<String> cells = columns.wide(List.of());
            cells.set(columns.of("legacy_code"), code);
            cells.set(columns.of("meaning"), meanings.getOrDefault(code, ""));
            cells.set(columns.of("live_rows"), live(found, code));
            rows.add(cells);
        }
        return new Filling(table, header, rows, added);
    }

    /** Whether anything is to be written. */
    public boolean changes() {
        return !header.equals(before.header())
                || !rows.equals(
                        before.lines().stream().map(TableFile.Line::cells).toList());
    }

    private static String live(SortedMap<String, Count> found, String code) {
        return String.valueOf(
                Optional.ofNullable(found.get(code)).orElse(Count.NONE).live());
    }

    private record Row(List<String> header) {
        int of(String column) {
            for (int index = 0; index < header.size(); index++) {
                if (header.get(index).equalsIgnoreCase(column)) {
                    return index;
                }
            }
            throw new IllegalStateException(column);
        }

        List<String> wide(List<String> cells) {
            List<String> wide = new ArrayList<>(cells);
            wide.addAll(Collections.nCopies(header.size() - cells.size(), ""));
            return wide;
        }
    }
}
