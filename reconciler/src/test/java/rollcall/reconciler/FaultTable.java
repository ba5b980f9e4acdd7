package rollcall.reconciler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import rollcall.fixtures.damage.BlindSpot;
import rollcall.fixtures.damage.Defect;
import rollcall.fixtures.damage.Fault;
import rollcall.fixtures.damage.Mode;

/** The document that tells, fault by fault, how it is planted and how it was found. */
final class FaultTable {
    private static final String HEAD = """
            # Faults

            How a cutover loses, doubles and bends appointments, how each is planted in an invented council, and how the
            reconciliation finds it. `DefectsFoundTest` plants every one, holds what is found against what must be found, and
            writes this page: it fails where the page says anything else.

            A defect is planted by `council damage DIR --defect NAME[=N]`: as the *cutover* would have brought it about, with
            a ledger that says honestly what the mover believed; *believed* (`--believed`): the ledger lies too, and claims
            everything as loaded; or *after load* (`--after-load`): in the new system only. What the data cannot tell apart
            shares one cause. Where no cause stands, the data tell none; who touched the row, and when, is told with each exception
            where the new system says it. No seal is taken here: where legacy was sealed and lives on, what it has changed since (L6) has
            that for its cause, CHANGED_IN_LEGACY (`SinceSealTest`).

            Staff work in the new system from go-live on (`evolved:` in the plan). A time, slot, priority, trade, contractor or
            target date that the cutover has bent, in a row that staff have touched since, counts as changed by them, but for
            what only a program makes: a default for a code without a mapping, a template date, day and month exchanged, an
            hour off in summer time, the window of the superseded visit. A comparison before go-live excuses none.

            | fault | | how it is planted | how it is found | test |
            |---|---|---|---|---|
            """;

    private static final String BLIND = """

            ## Blind spots that mover and checker share
            The same mistake in the mover's query and in the checker's: the books balance over the loss. Only the census, which
            joins and filters nothing, sees it. The verdict is UNKNOWN, and every unread key is listed in the plan's work folder.
            What both read from a table that somebody signed is another matter.

            | fault | planted by `--blind-spot` | how it is found | test |
            |---|---|---|---|
            """;

    private FaultTable() {}

    static String of(Map<Defect, Map<Mode, String>> found) {
        StringBuilder text = new StringBuilder(HEAD);
        for (Fault fault : Fault.values()) {
            text.append("| **%s** | | *%s* | | |%n".formatted(fault, fault.words()));
            found.forEach((defect, inModes) -> {
                if (defect.fault() == fault) {
                    text.append("| %s | `%s` | %s | %s | `DefectsFoundTest` |%n"
                            .formatted(fault, defect.name(), defect.recipe().how(), told(defect, inModes)));
                }
            });
        }
        text.append(BLIND);
        for (BlindSpot spot : BlindSpot.values()) {
            String told =
                    spot.probablyNot().map(it -> "**probably not**: " + it).orElse("UNKNOWN, every key named");
            text.append(
                    "| %s | `%s`: %s | %s | `DefectsFoundTest` |%n".formatted(spot.fault(), spot, spot.how(), told));
        }
        return text.toString();
    }

    private static String told(Defect defect, Map<Mode, String> inModes) {
        if (defect.recipe().probablyNot().isPresent()) {
            return "**probably not**: " + defect.recipe().probablyNot().get();
        }
        Map<String, List<Mode>> same = inModes.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        return same.entrySet().stream()
                .map(it -> it.getValue().stream().map(FaultTable::word).collect(Collectors.joining(", ")) + ": "
                        + it.getKey())
                .collect(Collectors.joining("<br>"));
    }

    private static String word(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
