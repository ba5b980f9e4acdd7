package rollcall.reconciler.plan;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code messages:}, how each system is kept from writing to tenants, and who says so. */
final class MessagesReader {
    private MessagesReader() {}

    static List<Suppression> read(PlanNode root) {
        List<Suppression> suppressions = new ArrayList<>();
        Set<String> systems = new HashSet<>();
        for (PlanNode node : root.children("messages")) {
            node.onlyKeys("system", "suppressed", "confirmed_by", "confirmed_on");
            String system = node.text("system");
            if (!system.isEmpty() && !Suppression.SYSTEMS.contains(system)) {
                node.fault(
                        "system",
                        "system \"" + system + "\" is not one of the two" + Nearest.hint(system, Suppression.SYSTEMS));
            } else if (!system.isEmpty() && !systems.add(system)) {
                node.fault("system", "system \"" + system + "\" stands twice under messages; keep one entry");
            }
            suppressions.add(new Suppression(
                    system, node.text("suppressed"), node.text("confirmed_by"), day(node, node.text("confirmed_on"))));
        }
        return suppressions;
    }

    private static Optional<LocalDate> day(PlanNode node, String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException notADate) {
            node.fault("confirmed_on", "confirmed_on \"" + text + "\" is not a date; expected for example 2026-10-14");
            return Optional.empty();
        }
    }
}
