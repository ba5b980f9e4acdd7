package rollcall.migrator.transform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.LegacyRow;
import rollcall.migrator.plan.MoverCodes;
import rollcall.reconciler.plan.Scope;
import rollcall.reconciler.plan.Scope.Decision;

/** A legacy row with nothing wrong in it, unless a test says so; and rules to send it through. */
final class RowBuilder {
    private static final MoverCodes CODES = new MoverCodes(
            Map.of(
                    "status", Map.of("200", "80", "400", "80"),
                    "priority", Map.of("N", "4", "AW", "10"),
                    "trade", Map.of("PL", "PL", "GS", "GH"),
                    "contractor", Map.of("H01", "H01"),
                    "slot", Map.of("SR", "SCHOOL RUN")),
            Map.of("contractor", Set.of("XYZ")));

    private final Kind kind;
    private final Map<String, String> values = new LinkedHashMap<>();

    private RowBuilder(Kind kind) {
        this.kind = kind;
    }

    static RowBuilder aJob() {
        return new RowBuilder(Kind.JOBS)
                .with("reference", "00014665")
                .with("property", "00001111")
                .with("status", "200")
                .with("priority", "N")
                .with("raised", "2026-10-01T09:10:11")
                .with("target_date", "2026-10-30T17:00:00")
                .with("trade", "PL")
                .with("contractor", "H01")
                .with("problem", "Leak");
    }

    static RowBuilder aVisit() {
        return new RowBuilder(Kind.APPOINTMENTS)
                .with("reference", "551932")
                .with("entity", "UHOrder")
                .with("job", "00014665")
                .with("job_key", "rmworder_sid 991")
                .with("job_status", "200")
                .with("starts_at", "2026-10-20T08:00:00")
                .with("ends_at", "2026-10-20T12:00:00")
                .with("trade", "PL");
    }

    static RowBuilder aContact() {
        return new RowBuilder(Kind.CONTACTS).with("reference", "00014665").with("job_status", "200");
    }

    RowBuilder with(String column, String value) {
        values.put(column, value);
        return this;
    }

    RowBuilder without(String column) {
        values.remove(column);
        return this;
    }

    Outcome outcome() {
        return through(Transformation.of(scope(Map.of()), CODES, "00001111"::equals));
    }

    Outcome through(Transformation transformation) {
        return transformation.apply(
                new LegacyRow(new Identity(kind, values.getOrDefault("reference", "line:2"), 1), 2, values));
    }

    /** What is wrong with it, in words. */
    List<String> reasons() {
        return outcome() instanceof Outcome.Rejected(var reasons)
                ? reasons.stream().map(Reason::words).toList()
                : List.of();
    }

    Movable accepted() {
        return outcome() instanceof Outcome.Accepted(var movable) ? movable : throwing("not accepted: " + outcome());
    }

    static Transformation rules(Map<String, Decision> changed) {
        return Transformation.of(scope(changed), CODES, "00001111"::equals);
    }

    static Scope scope(Map<String, Decision> changed) {
        Map<String, Decision> decisions = new LinkedHashMap<>();
        for (RecordKind kind : RecordKind.values()) {
            decisions.put(kind.words(), Decision.EXCLUDE);
        }
        decisions.put("open job", Decision.MOVE);
        decisions.put("live visit", Decision.MOVE);
        decisions.put("contact of open job", Decision.MOVE);
        decisions.put("superseded visit", Decision.COUNT);
        decisions.putAll(changed);
        return new Scope(decisions);
    }

    private static Movable throwing(String message) {
        throw new AssertionError(message);
    }
}
