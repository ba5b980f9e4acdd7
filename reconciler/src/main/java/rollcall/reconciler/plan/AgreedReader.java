package rollcall.reconciler.plan;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rollcall.reconciler.plan.AgreedPlan.AnyCase;
import rollcall.reconciler.plan.AgreedPlan.SameCodes;
import rollcall.reconciler.plan.AgreedPlan.SameNumber;
import rollcall.reconciler.plan.AgreedPlan.SameWindows;
import rollcall.reconciler.plan.AgreedPlan.Window;
import rollcall.reconciler.plan.AgreedPlan.Within;

/** Reads {@code agree:} of a reconciliation. */
final class AgreedReader {
    private static final List<String> RULES = List.of("case", "number", "within", "codes", "windows");
    private static final List<String> TIMES = List.of("starts_at", "ends_at", "raised", "target_date");
    private static final List<String> CODES = List.of("status", "priority", "trade", "contractor", "slot");
    private static final List<String> TEXTS =
            List.of("status", "priority", "trade", "contractor", "slot", "description");

    private static final Pattern MINUTES = Pattern.compile("([1-9][0-9]{0,3})m");
    private static final Pattern WINDOW = Pattern.compile("([0-9]{2}:[0-9]{2}) ?- ?([0-9]{2}:[0-9]{2})");
    private static final int MOST_DECIMALS = 9;

    private final PlanNode node;

    private AgreedReader(PlanNode node) {
        this.node = node;
    }

    static List<AgreedPlan> read(PlanNode reconciliation) {
        List<AgreedPlan> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (PlanNode node : reconciliation.children("agree")) {
            new AgreedReader(node).rule().ifPresent(it -> {
                if (!ids.add(it.id())) {
                    node.fault("id", "id \"" + it.id() + "\" stands twice; give each agreed difference its own");
                }
                rules.add(it);
            });
        }
        return rules;
    }

    private Optional<AgreedPlan> rule() {
        String id = node.text("id");
        String rule = node.text("rule");
        return switch (rule) {
            case "case" -> keys("column").map(any -> new AnyCase(id, column(TEXTS)));
            case "number" -> keys("column", "scale").map(any -> new SameNumber(id, column(TEXTS), scale()));
            case "within" -> keys("column", "of").map(any -> new Within(id, column(TIMES), minutes()));
            case "codes" -> keys("column", "same").map(any -> new SameCodes(id, column(CODES), codes()));
            case "windows" -> keys("same").map(any -> new SameWindows(id, windows()));
            default -> {
                if (!rule.isEmpty()) {
                    node.fault("rule", "rule \"" + rule + "\" is unknown" + Nearest.hint(rule, RULES));
                }
                yield Optional.empty();
            }
        };
    }

    private Optional<PlanNode> keys(String... own) {
        List<String> keys = new ArrayList<>(List.of("id", "rule"));
        keys.addAll(List.of(own));
        node.onlyKeys(keys.toArray(String[]::new));
        return Optional.of(node);
    }

    private String column(List<String> fitting) {
        String column = node.text("column");
        if (!column.isEmpty() && !fitting.contains(column)) {
            node.fault(
                    "column",
                    "column \"%s\" is none of which this rule can speak; expected %s"
                            .formatted(column, String.join(", ", fitting)));
        }
        return column;
    }

    private int scale() {
        int scale = node.number("scale", 0);
        if (node.text("scale").isEmpty()) {
            return 0;
        }
        if (scale < 0 || scale > MOST_DECIMALS) {
            node.fault("scale", "scale " + scale + "; expected 0 to " + MOST_DECIMALS);
        }
        return scale;
    }

    private int minutes() {
        String of = node.text("of");
        Matcher minutes = MINUTES.matcher(of);
        if (minutes.matches()) {
            return Integer.parseInt(minutes.group(1));
        }
        if (!of.isEmpty()) {
            node.fault("of", "of \"" + of + "\" is no time in minutes; expected for example 15m");
        }
        return 0;
    }

    private Map<String, Set<String>> codes() {
        Map<String, Set<String>> classes = new HashMap<>();
        Set<String> seen = new HashSet<>();
        PlanNode same = node.child("same");
        for (String name : same.keys()) {
            List<String> codes = same.list(name);
            requireTwo(same, name, codes, "codes");
            for (String code : codes) {
                if (!seen.add(code)) {
                    same.fault(name, name + " holds \"" + code + "\", which stands in this rule already");
                }
            }
            classes.put(name, Set.copyOf(codes));
        }
        return classes;
    }

    private Map<String, Set<Window>> windows() {
        Map<String, Set<Window>> classes = new HashMap<>();
        Set<Window> seen = new HashSet<>();
        PlanNode same = node.child("same");
        for (String name : same.keys()) {
            Set<Window> windows = new HashSet<>();
            List<String> texts = same.list(name);
            requireTwo(same, name, texts, "windows");
            for (String text : texts) {
                Optional<Window> window = window(text);
                if (window.isEmpty()) {
                    same.fault(name, name + " holds \"" + text + "\", no window; expected for example 08:00-12:00");
                } else if (!seen.add(window.get())) {
                    same.fault(name, name + " holds \"" + text + "\", which stands in this rule already");
                } else {
                    windows.add(window.get());
                }
            }
            classes.put(name, Set.copyOf(windows));
        }
        return classes;
    }

    private static void requireTwo(PlanNode same, String name, List<String> texts, String what) {
        if (texts.size() < 2) {
            same.fault(name, name + " needs at least two " + what + " to be the same");
        }
    }

    private static Optional<Window> window(String text) {
        Matcher window = WINDOW.matcher(text);
        try {
            return window.matches()
                    ? Optional.of(new Window(LocalTime.parse(window.group(1)), LocalTime.parse(window.group(2))))
                    : Optional.empty();
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }
}
