package rollcall.reconciler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row of either side, made for a test; everything has a default. */
final class ComparableRow {
    static final List<String> COLUMNS = List.of(
            "population",
            "reference",
            "job",
            "property",
            "uprn",
            "starts_at",
            "ends_at",
            "status",
            "priority",
            "raised",
            "target_date",
            "trade",
            "contractor",
            "slot",
            "vulnerable",
            "awaabs",
            "alerts",
            "phone_present",
            "live");

    private final Map<String, String> values;

    private ComparableRow(Map<String, String> values) {
        this.values = values;
    }

    static ComparableRow aJob(String reference) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("population", "jobs");
        values.put("reference", reference);
        values.put("job", reference);
        values.put("property", "P" + reference);
        values.put("status", "80");
        values.put("priority", "3");
        values.put("trade", "PL");
        values.put("contractor", "H01");
        values.put("vulnerable", "false");
        values.put("live", "true");
        return new ComparableRow(values);
    }

    static ComparableRow anAppointment(String reference, String job) {
        return aJob(job)
                .with("population", "appointments")
                .with("reference", reference)
                .with("starts_at", "2026-10-20T08:00")
                .with("ends_at", "2026-10-20T12:00")
                .with("slot", "AM");
    }

    /** The same row with another value; the empty text is absent. */
    ComparableRow with(String column, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(column, value);
        return new ComparableRow(changed);
    }

    String value(String column) {
        return values.getOrDefault(column, "");
    }

    /** All values, by column. */
    Map<String, String> byColumn() {
        return Map.copyOf(values);
    }
}
