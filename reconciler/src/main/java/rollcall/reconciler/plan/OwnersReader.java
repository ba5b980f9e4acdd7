package rollcall.reconciler.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code owners:}, who looks after which exceptions. */
final class OwnersReader {
    private static final List<String> REQUIRED = List.of("contractor", "trade", "area", "person", "mailbox");
    private static final List<String> OPTIONAL = List.of("deputy");
    private static final List<String> KEYS = List.of("contractor", "trade", "area");
    private static final Pattern MAILBOX = Pattern.compile("[^\\s@,;<>\"]+@[^\\s@,;<>\"]+\\.[^\\s@,;<>\".]+");
    private static final Pattern OUTWARD = Pattern.compile("(?i)[A-Z]{1,2}[0-9][A-Z0-9]?");

    private final Path folder;
    private final Map<String, CodeTable> codes;
    private final Faults faults;

    OwnersReader(Path folder, Map<String, CodeTable> codes, Faults faults) {
        this.folder = folder;
        this.codes = codes;
        this.faults = faults;
    }

    Owners read(Path file) {
        List<Owners.Rule> rules = new ArrayList<>();
        Map<List<String>, Long> lines = new HashMap<>();
        PlanTable table = PlanTable.read(folder, file, faults, REQUIRED, OPTIONAL, KEYS);
        for (PlanTable.Row row : table.rows()) {
            Owners.Rule rule = rule(row);
            Long earlier = lines.putIfAbsent(
                    List.of(rule.contractor(), rule.trade(), rule.area().toUpperCase(Locale.ROOT)), row.line());
            if (earlier != null) {
                row.fault(
                        rule.isDefault()
                                ? "contractor, trade and area are blank a second time, first in line " + earlier
                                        + "; one row is for everything else, give this one its contractor, trade or area"
                                : "has the same contractor, trade and area as line " + earlier + "; keep one of them");
            }
            rules.add(rule);
        }
        if (rules.stream().noneMatch(Owners.Rule::isDefault) && !faults.anyIn(PlanText.name(folder, file))) {
            faults.add(
                    PlanText.name(folder, file),
                    0,
                    "has no row with contractor, trade and area blank; add one with the person for everything else");
        }
        return new Owners(rules);
    }

    private Owners.Rule rule(PlanTable.Row row) {
        String mailbox = row.required("mailbox");
        if (!mailbox.isEmpty() && !MAILBOX.matcher(mailbox).matches()) {
            row.fault("mailbox is not one e-mail address; expected for example repairs@council.example");
        }
        String area = row.cell("area");
        if (!area.isEmpty() && !OUTWARD.matcher(area).matches()) {
            row.fault("area \"" + area + "\" is not the first half of a postcode; expected for example SE15");
        }
        return new Owners.Rule(
                code(row, "contractor"),
                code(row, "trade"),
                area,
                new Owners.Owner(row.required("person"), mailbox, row.cell("deputy")));
    }

    /** A code that stands in no table would quietly leave its exceptions to the owner of everything else. */
    private String code(PlanTable.Row row, String list) {
        String code = row.cell(list);
        CodeTable table = codes.get(list);
        if (!code.isEmpty() && table != null && !table.legacyCodes().isEmpty() && !table.knows(code)) {
            row.fault(list + " \"" + code + "\" is in no line of its code table"
                    + Nearest.to(code, table.legacyCodes())
                            .map(it -> "; did you mean \"" + it + "\"?")
                            .orElse("; correct it, or add it there"));
        }
        return code;
    }
}
