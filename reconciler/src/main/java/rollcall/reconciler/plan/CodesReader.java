package rollcall.reconciler.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code codes:}, the code tables as the repairs team has signed them: the reconciler's own reading. */
final class CodesReader {
    static final List<String> LISTS = List.of("status", "priority", "trade", "contractor", "slot");
    /** What else stands under {@code codes:}, read by the mover: where meanings are looked up, and what was signed. */
    private static final List<String> THE_MOVERS = List.of("lookups", "signed");

    private static final List<String> REQUIRED = List.of("legacy_code", "new_code");
    private static final List<String> OPTIONAL =
            List.of("meaning", "live_rows", "decision", "decided_by", "decided_on");
    private static final List<String> KEYS = List.of("legacy_code", "new_code");

    private static final String MAP = "map";
    private static final String REJECT = "reject";
    private static final List<String> DECISIONS = List.of(MAP, REJECT);

    private final Path folder;
    private final Faults faults;

    CodesReader(Path folder, Faults faults) {
        this.folder = folder;
        this.faults = faults;
    }

    Map<String, CodeTable> read(PlanNode root) {
        Map<String, CodeTable> tables = new LinkedHashMap<>();
        root.optionalChild("codes").ifPresent(codes -> {
            codes.onlyKeys(Stream.concat(LISTS.stream(), THE_MOVERS.stream()).toArray(String[]::new));
            for (String list : codes.keys().stream().filter(LISTS::contains).toList()) {
                Path file = codes.file(list);
                if (Files.isRegularFile(file)) {
                    tables.put(list, table(list, file));
                }
            }
        });
        return tables;
    }

    private CodeTable table(String list, Path file) {
        Map<String, String> newCodes = new HashMap<>();
        Map<String, Long> lines = new HashMap<>();
        PlanTable table = PlanTable.read(folder, file, faults, REQUIRED, OPTIONAL, KEYS);
        for (PlanTable.Row row : table.rows()) {
            String legacyCode = row.required("legacy_code");
            Long earlier = lines.putIfAbsent(legacyCode, row.line());
            if (earlier != null && !legacyCode.isEmpty()) {
                row.fault("legacy_code \"" + legacyCode + "\" stands twice, first in line " + earlier
                        + "; keep the line that is right");
            }
            checkDecision(row);
            if (!row.cell("new_code").isEmpty()) {
                newCodes.putIfAbsent(legacyCode, row.cell("new_code"));
            }
        }
        return new CodeTable(list, newCodes, table.isWhole() ? lines.keySet() : Set.of());
    }

    private static void checkDecision(PlanTable.Row row) {
        String decision = row.cell("decision").toLowerCase(Locale.ROOT);
        boolean hasNewCode = !row.cell("new_code").isEmpty();
        if (!decision.isEmpty() && !DECISIONS.contains(decision)) {
            row.fault("decision \"" + row.cell("decision") + "\" is not map or reject"
                    + "; expected one of them, or blank while undecided");
        } else if (decision.equals(MAP) && !hasNewCode) {
            row.fault("decision is map and new_code is blank; fill it in, or clear the decision");
        } else if (decision.equals(REJECT) && hasNewCode) {
            row.fault("decision is reject and new_code is \"" + row.cell("new_code") + "\"; clear it, or decide map");
        }
        if (!decision.isEmpty() && row.cell("decided_by").isEmpty()) {
            row.fault("decided_by is blank; a decision needs the name of whoever made it");
        }
        row.date("decided_on");
        if (!row.cell("live_rows").matches("[0-9]*")) {
            row.fault("live_rows \"" + row.cell("live_rows") + "\" is not a count; clear it, rollcall codes fills it");
        }
    }
}
