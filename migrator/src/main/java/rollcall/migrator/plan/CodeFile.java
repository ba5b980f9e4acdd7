package rollcall.migrator.plan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** One code table as the repairs team signed it, read for the mover. */
final class CodeFile {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

    private final Path file;
    private final Consumer<String> faults;

    /** {@code faults} takes what is wrong, each with the file's name and line. */
    CodeFile(Path file, Consumer<String> faults) {
        this.file = file;
        this.faults = faults;
    }

    /** Legacy code to new code, decided lines only; what cannot be read is a fault and left out. */
    Map<String, String> read() {
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, FORMAT)) {
            List<CSVRecord> lines = parser.getRecords();
            return lines.isEmpty() ? missing("legacy_code") : decided(lines);
        } catch (IOException | IllegalArgumentException unreadable) {
            faults.accept("%s cannot be read as CSV in UTF-8: %s".formatted(file.getFileName(), reason(unreadable)));
            return Map.of();
        }
    }

    private Map<String, String> decided(List<CSVRecord> lines) {
        List<String> header = lines.get(0).stream()
                .map(it -> it.replace("\uFEFF", "").strip())
                .toList();
        int legacy = header.indexOf("legacy_code");
        int fresh = header.indexOf("new_code");
        if (legacy < 0 || fresh < 0) {
            return missing(legacy < 0 ? "legacy_code" : "new_code");
        }
        Map<String, String> decided = new HashMap<>();
        Map<String, Long> seen = new HashMap<>();
        for (int number = 1; number < lines.size(); number++) {
            CSVRecord line = lines.get(number);
            if (line.size() <= Math.max(legacy, fresh)) {
                fault(number + 1L, "has %d columns; expected %d".formatted(line.size(), header.size()));
                continue;
            }
            String code = line.get(legacy).strip();
            String newCode = line.get(fresh).strip();
            long first = seen.getOrDefault(code, 0L);
            if (code.isEmpty()) {
                fault(number + 1L, "has no legacy_code; fill it in or remove the line");
            } else if (first > 0) {
                fault(number + 1L, "legacy_code '%s' stands twice, first in line %d; keep one".formatted(code, first));
            } else if (!newCode.isEmpty()) {
                decided.put(code, newCode);
            }
            seen.putIfAbsent(code, number + 1L);
        }
        return decided;
    }

    private Map<String, String> missing(String column) {
        fault(1, "has no column '%s'; expected legacy_code, meaning, live_rows, new_code, decision".formatted(column));
        return Map.of();
    }

    private void fault(long line, String message) {
        faults.accept("%s line %d %s".formatted(file.getFileName(), line, message));
    }

    private static String reason(Exception unreadable) {
        return String.valueOf(unreadable.getMessage()).lines().findFirst().orElse("");
    }
}
