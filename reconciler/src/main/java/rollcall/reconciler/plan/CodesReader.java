package rollcall.reconciler.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code codes:}, the code tables as the repairs team has signed them: the reconciler's own reading. */
final class CodesReader {
    private static final List<String> LISTS = List.of("status", "priority", "trade", "contractor", "slot");
    private static final List<String> REQUIRED = List.of("legacy_code", "new_code");
    private static final List<String> OPTIONAL =
            List.of("meaning", "live_rows", "decision", "decided_by", "decided_on");

    private final Path folder;
    private final Faults faults;

    CodesReader(Path folder, Faults faults) {
        this.folder = folder;
        this.faults = faults;
    }

    Map<String, CodeTable> read(PlanNode root) {
        Map<String, CodeTable> tables = new LinkedHashMap<>();
        root.optionalChild("codes").ifPresent(codes -> {
            codes.onlyKeys(LISTS.toArray(String[]::new));
            for (String list : codes.keys()) {
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
        for (PlanTable.Row row :
                PlanTable.read(folder, file, faults, REQUIRED, OPTIONAL).rows()) {
            String legacyCode = row.required("legacy_code");
            Long earlier = lines.putIfAbsent(legacyCode, row.line());
            if (earlier != null && !legacyCode.isEmpty()) {
                row.fault("legacy_code \"" + legacyCode + "\" stands twice, first in line " + earlier
                        + "; keep the line that is right");
            }
            if (!row.cell("new_code").isEmpty()) {
                newCodes.putIfAbsent(legacyCode, row.cell("new_code"));
            }
        }
        return new CodeTable(list, newCodes);
    }
}
