package rollcall.migrator.reject;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import rollcall.migrator.extract.LegacyRow;

/**
 * Finds rows that have come back under another's key, as sorting some columns of a sheet without the others does: such a row
 * differs in fewer cells from another rejected row than from the one whose key it has.
 */
final class ExchangedRows {
    private static final int FEWEST = 2;
    private static final int DISTINCTIVE = 200;

    private final List<String> columns;
    private final Map<Cell, List<Correction>> holders = new HashMap<>();

    private record Cell(String column, String value) {}

    /** @param columns those of the extract; the key is not one that can be exchanged */
    private ExchangedRows(List<String> columns, Collection<Correction> corrections) {
        this.columns = columns.stream().filter(it -> !it.equals("reference")).toList();
        for (Correction correction : corrections) {
            for (String column : this.columns) {
                correction
                        .legacy()
                        .value(column)
                        .map(it -> new Cell(column, it))
                        .ifPresent(it -> holders.computeIfAbsent(it, cell -> new ArrayList<>())
                                .add(correction));
            }
        }
    }

    /** A fault for each such row. */
    static List<String> faults(Collection<Correction> corrections, List<String> columns, String place) {
        ExchangedRows rows = new ExchangedRows(columns, corrections);
        List<String> faults = new ArrayList<>();
        for (Correction correction : corrections) {
            rows.nearer(correction)
                    .ifPresent(other -> faults.add(
                            "%s%d: reference \"%s\" has come back with the cells of reference \"%s\"; were columns sorted without the others? Put each record's cells back beside its own reference"
                                    .formatted(place, correction.line(), reference(correction), reference(other))));
        }
        return faults;
    }

    private Optional<Correction> nearer(Correction correction) {
        if (correction.cells().size() < FEWEST) {
            return Optional.empty();
        }
        Set<Correction> candidates = new LinkedHashSet<>();
        for (ChangedCell cell : correction.cells()) {
            List<Correction> holding = cell.after()
                    .map(it -> holders.getOrDefault(new Cell(cell.column(), it), List.of()))
                    .orElse(List.of());
            if (holding.size() <= DISTINCTIVE) {
                candidates.addAll(holding);
            }
        }
        candidates.remove(correction);
        return candidates.stream()
                .filter(it -> differing(correction.corrected(), it.legacy())
                        < correction.cells().size())
                .findFirst();
    }

    private long differing(LegacyRow one, LegacyRow other) {
        return columns.stream()
                .filter(it -> !Objects.equals(one.value(it), other.value(it)))
                .count();
    }

    private static String reference(Correction correction) {
        return correction.legacy().value("reference").orElse("");
    }
}
