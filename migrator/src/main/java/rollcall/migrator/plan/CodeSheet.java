package rollcall.migrator.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One code table, line by line, as the mover reads it.
 *
 * @param list {@code status}, {@code priority} …
 * @param file where it lies
 * @param name how messages name the file, relative to the plan
 * @param lines each legacy code once, in the file's order
 */
public record CodeSheet(String list, Path file, String name, List<CodeLine> lines) {
    public CodeSheet {
        lines = List.copyOf(lines);
    }

    /** The line of a legacy code. */
    public Optional<CodeLine> line(String legacyCode) {
        return lines.stream().filter(it -> it.legacyCode().equals(legacyCode)).findFirst();
    }

    /** Legacy code to new code: what is decided, and what is proposed. */
    Map<String, String> newCodes() {
        return lines.stream()
                .filter(it -> it.decision() != CodeLine.Decision.REJECT
                        && !it.newCode().isEmpty())
                .collect(Collectors.toMap(CodeLine::legacyCode, CodeLine::newCode));
    }

    /** The legacy codes whose rows are keyed by hand. */
    Set<String> keyedByHand() {
        return lines.stream()
                .filter(it -> it.decision() == CodeLine.Decision.REJECT)
                .map(CodeLine::legacyCode)
                .collect(Collectors.toSet());
    }
}
