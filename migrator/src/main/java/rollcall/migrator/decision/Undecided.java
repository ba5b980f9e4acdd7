package rollcall.migrator.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rollcall.migrator.plan.CodeLine;
import rollcall.migrator.plan.CodeSheet;
import rollcall.migrator.transform.Reason;

/**
 * A code on live rows on which nobody has decided.
 *
 * @param line its line in the table; empty where the table does not list it
 * @param live how many rows that are to be moved have it
 */
public record Undecided(CodeSheet table, String code, Optional<CodeLine> line, long live) {
    /** Those of a table, the most frequent first. */
    public static List<Undecided> of(CodeSheet table, CodesFound found) {
        List<Undecided> undecided = new ArrayList<>();
        found.of(table.list()).forEach((code, count) -> {
            Optional<CodeLine> line = table.line(code);
            if (count.live() > 0 && line.filter(CodeLine::isDecided).isEmpty()) {
                undecided.add(new Undecided(table, code, line, count.live()));
            }
        });
        undecided.sort(Comparator.comparingLong((Undecided it) -> -it.live()));
        return undecided;
    }

    /** Where it is, what it is (of free text its length), and how much hangs on it: {@code codes/trade.csv line 12: …}. */
    public String words() {
        return "%s%s: %s %s is not decided, and %s%s has it"
                .formatted(
                        table.name(),
                        line.map(it -> " line " + it.line()).orElse(""),
                        table.list(),
                        Reason.quoted(code),
                        String.format(Locale.UK, "%,d live row", live),
                        live == 1 ? "" : "s")
                .replace("rows has it", "rows have it");
    }
}
