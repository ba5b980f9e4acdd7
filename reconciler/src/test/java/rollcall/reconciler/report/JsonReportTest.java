package rollcall.reconciler.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Hints;
import rollcall.reconciler.finding.RunHeader;
import rollcall.reconciler.finding.Verdict;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReportTest {
    private static final Hints HINTS = new Hints(
            Optional.of(new Hints.NearMatch("new:10000231", "same property and day")),
            "svc-batch",
            Optional.of(LocalDateTime.of(2026, 10, 15, 2, 14)));

    @Test
    void theWholeDocumentHasTheAgreedShape() {
        List<Finding> two = List.of(
                Samples.oneOfEach().get(1).withHints(HINTS), Samples.oneOfEach().getLast());

        assertThat(json(Samples.header(Verdict.EXCEPTIONS, 2), two)).isEqualTo(parse("""
                {"verdict": "EXCEPTIONS", "run": "20261016T070012-1", "asOf": "2026-10-16T07:00:00",
                 "plan": "Sample council", "reconciliation": "legacy against new", "read": [],
                 "populations": {
                   "jobs": {"source": 52344, "target": 18120, "matched": 18119, "missing": 0, "invisible": 0,
                     "unexpected": 0, "different": 1, "duplicated": 0, "inconsistent": 0, "claim": 0, "evolved": 0,
                     "new": 0, "excluded": 34224, "rejected": 0, "superseded": 0, "merged": 0, "accepted": 0},
                   "appointments": {"source": 31002, "target": 12406, "matched": 12399, "missing": 2, "invisible": 1,
                     "unexpected": 1, "different": 1, "duplicated": 1, "inconsistent": 1, "claim": 1, "evolved": 0,
                     "new": 0, "excluded": 17998, "rejected": 1, "superseded": 600, "merged": 0, "accepted": 4}},
                 "census": {"keys": 83346, "uncovered": 0, "examples": []},
                 "unknown": [],
                 "notes": ["accepted.csv line 7: appointment \\"300999\\" is accepted as MISSING and no longer occurs; remove the line"],
                 "agreed": [], "systemic": [{"cause": "REJECTED", "detail": "trade \\"D33\\" has no new code", "count": 312}],
                 "exceptions": [
                   {"class": "INVISIBLE", "cause": "CANCELLED", "detail": "", "population": "appointments",
                    "reference": "300123", "job": "01551932", "property": "00014665", "fields": [],
                    "harm": "nobody will attend", "due": "2026-10-16T08:00:00", "action": "phone and rebook",
                    "near": {"reference": "new:10000231", "on": "same property and day"},
                    "by": "svc-batch", "since": "2026-10-15T02:14:00", "owner": null,
                    "firstSeen": "2026-10-14T07:00:00", "ageRuns": 3,
                    "also": [{"population": "jobs", "class": "INVISIBLE", "reference": "01551932", "detail": "CANCELLED: status 30, in legacy 200"}]},
                   {"class": "DIFFERENT", "cause": "UNEXPLAINED", "detail": "", "population": "jobs",
                    "reference": "01551990", "job": "01551990", "property": "00014665",
                    "fields": [{"name": "priority", "source": "U (3)", "target": "4"},
                               {"name": "target_date", "source": "2026-10-23T17:00", "target": ""}],
                    "harm": "it may miss its target", "due": "2026-11-06T17:00:00",
                    "action": "correct it in the new system", "near": null, "by": "", "since": null, "owner": null, "firstSeen": "2026-10-16T07:00:00", "ageRuns": 1,
                    "also": []}]}"""));
    }

    @Test
    void anUnknownRunHasItsReasonsAndNoCounts() {
        assertThat(json(Samples.unknown(), List.of())).isEqualTo(parse("""
                {"verdict": "UNKNOWN", "run": "20261016T070012-1", "asOf": "2026-10-16T07:00:00",
                 "plan": "Sample council", "reconciliation": "legacy against new", "read": [], "populations": {}, "census": null,
                 "unknown": ["target: jdbc:h2:file:/plans/target/hub is locked by another program; close it and run again"],
                 "notes": [], "agreed": [], "systemic": [], "exceptions": []}"""));
    }

    private static JsonNode json(RunHeader header, List<Finding> findings) {
        StringWriter out = new StringWriter();
        JsonReport.write(header, Samples.findings(findings), out);
        return parse(out.toString());
    }

    private static JsonNode parse(String text) {
        return JsonMapper.builder().build().readTree(text);
    }
}
