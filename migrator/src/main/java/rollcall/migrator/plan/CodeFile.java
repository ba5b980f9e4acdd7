package rollcall.migrator.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rollcall.reconciler.table.TableFile;
import rollcall.reconciler.table.TableUnreadable;

/** One code table as the repairs team signed it, read for the mover. */
final class CodeFile {
    private final Path file;
    private final FileFaults faults;

    CodeFile(Path file, FileFaults faults) {
        this.file = file;
        this.faults = faults;
    }

    /** Takes what is wrong in a file. */
    interface FileFaults {
        /** {@code line} counts from 1; 0 is the file as a whole. */
        void add(Path file, long line, String message);
    }

    /** Its lines; what cannot be read is a fault and left out. */
    List<CodeLine> read() {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            return lines(TableFile.read(file, "legacy_code", "new_code"));
        } catch (TableUnreadable unreadable) {
            unreadable.problems().forEach(it -> faults.add(file, it.line(), it.message()));
            return List.of();
        }
    }

    private List<CodeLine> lines(TableFile table) {
        Cells cells = new Cells(table.header());
        List<String> lacking = List.of("legacy_code", "new_code").stream()
                .filter(it -> !cells.has(it))
                .toList();
        if (!lacking.isEmpty()) {
            faults.add(
                    file,
                    1,
                    "has no column '%s'; expected legacy_code, meaning, live_rows, new_code, decision, decided_by, decided_on"
                            .formatted(lacking.getFirst()));
            return List.of();
        }
        List<CodeLine> lines = new ArrayList<>();
        Map<String, Long> seen = new HashMap<>();
        for (TableFile.Line line : table.lines()) {
            String code = cells.of(line, "legacy_code");
            long first = seen.getOrDefault(code, 0L);
            if (code.isEmpty()) {
                faults.add(file, line.number(), "has no legacy_code; fill it in or remove the line");
            } else if (first > 0) {
                faults.add(
                        file,
                        line.number(),
                        "legacy_code '%s' stands twice, first in line %d; keep one".formatted(code, first));
            } else {
                lines.add(new CodeLine(
                        line.number(),
                        code,
                        decision(line, cells),
                        cells.of(line, "new_code"),
                        cells.of(line, "decided_by"),
                        cells.of(line, "decided_on")));
                seen.put(code, line.number());
            }
        }
        return lines;
    }

    private CodeLine.Decision decision(TableFile.Line line, Cells cells) {
        String word = cells.of(line, "decision");
        for (CodeLine.Decision decision : CodeLine.Decision.values()) {
            if (decision.word().equalsIgnoreCase(word)) {
                return decision;
            }
        }
        faults.add(file, line.number(), "decision '%s' is not map, reject or blank".formatted(word));
        return CodeLine.Decision.NONE;
    }
}
