package rollcall.reconciler.plan;

import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rollcall.reconciler.plan.EvolvedPlan.Burst;
import rollcall.reconciler.plan.EvolvedPlan.Cancel;

/** Reads {@code evolved:} of a reconciliation. */
final class EvolvedReader {
    private static final Set<String> MAY_CHANGE =
            Set.of("starts_at", "ends_at", "slot", "status", "target_date", "priority", "trade", "contractor");
    private static final Set<String> MAY_NEVER_CHANGE = Set.of("reference", "job", "property", "uprn");
    private static final int MOST_IN_BURST = 1000;
    private static final Pattern MINUTES = Pattern.compile("([1-9][0-9]{0,3})m");

    private final PlanNode node;

    private EvolvedReader(PlanNode node) {
        this.node = node;
    }

    static EvolvedPlan read(PlanNode node) {
        node.onlyKeys("since", "staff", "services", "columns", "paths", "cancel", "burst", "new");
        return new EvolvedReader(node).read();
    }

    private EvolvedPlan read() {
        Accounts staff = accounts(node, "staff");
        Accounts services = Accounts.read(node, "services");
        for (String service : services.patterns()) {
            if (staff.patterns().contains(service)) {
                node.fault("services", "services holds \"" + service + "\", which is staff too; it can be but one");
            }
        }
        return new EvolvedPlan(
                since(),
                staff,
                services,
                columns(),
                paths(),
                cancel(node.child("cancel"), staff),
                node.optionalChild("burst").map(EvolvedReader::burst).orElse(EvolvedPlan.BURST),
                node.optionalChild("new").map(EvolvedReader::newBy).orElse(staff));
    }

    private static Accounts accounts(PlanNode node, String key) {
        Accounts accounts = Accounts.read(node, key);
        if (accounts.patterns().isEmpty()) {
            node.fault(key, key + " names nobody; expected accounts, for example \"*@council.example\"");
        }
        return accounts;
    }

    private static Accounts newBy(PlanNode node) {
        node.onlyKeys("staff");
        return accounts(node, "staff");
    }

    private LocalDateTime since() {
        String text = node.text("since");
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeParseException notATime) {
            if (!text.isEmpty()) {
                node.fault(
                        "since",
                        "since \"" + text + "\" is not a date and time; expected for example 2026-10-19T07:00");
            }
            return LocalDateTime.MAX;
        }
    }

    private Set<String> columns() {
        if (!node.keys().contains("columns")) {
            return MAY_CHANGE;
        }
        Set<String> columns = new HashSet<>();
        for (String column : node.list("columns")) {
            if (MAY_NEVER_CHANGE.contains(column)) {
                node.fault(
                        "columns",
                        "columns holds \"" + column + "\"; a row that changes its " + column
                                + " is another one, and stays an exception");
            } else if (ReconciliationsReader.COMPARED.contains(column)) {
                columns.add(column);
            } else {
                node.fault(
                        "columns",
                        "columns holds \"" + column + "\", which is not compared"
                                + Nearest.hint(column, ReconciliationsReader.COMPARED));
            }
        }
        return columns;
    }

    private Map<String, Set<String>> paths() {
        Map<String, Set<String>> paths = new HashMap<>();
        PlanNode steps = node.child("paths");
        for (String from : steps.keys()) {
            paths.put(from, Set.copyOf(steps.list(from)));
        }
        return paths;
    }

    private Cancel cancel(PlanNode cancel, Accounts staff) {
        cancel.onlyKeys("statuses", "reasons", "staff");
        return new Cancel(
                Set.copyOf(some(cancel, "statuses", "expected the new system's codes of a cancelled row")),
                Set.copyOf(some(cancel, "reasons", "expected reasons of the new system's list")),
                cancel.keys().contains("staff") ? accounts(cancel, "staff") : staff);
    }

    private static List<String> some(PlanNode node, String key, String expected) {
        List<String> texts = node.list(key);
        if (texts.isEmpty()) {
            node.fault(key, key + " names nothing; " + expected);
        }
        return texts;
    }

    private static Burst burst(PlanNode node) {
        node.onlyKeys("cancellations", "within");
        int cancellations = node.number("cancellations", EvolvedPlan.BURST.cancellations());
        if (cancellations < 2 || cancellations > MOST_IN_BURST) {
            node.fault("cancellations", "cancellations " + cancellations + "; expected 2 to " + MOST_IN_BURST);
        }
        Optional<String> within = node.optionalText("within");
        Matcher minutes = MINUTES.matcher(within.orElse("1m"));
        if (!minutes.matches()) {
            node.fault("within", "within \"" + within.orElse("") + "\" is no time in minutes; expected for example 1m");
            return EvolvedPlan.BURST;
        }
        return new Burst(cancellations, Integer.parseInt(minutes.group(1)));
    }
}
