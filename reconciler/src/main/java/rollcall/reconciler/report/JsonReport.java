package rollcall.reconciler.report;

import java.io.Writer;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Findings;
import rollcall.reconciler.finding.Hints;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.finding.RunHeader;
import rollcall.reconciler.finding.Tally;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** The report for machines: stable names, every exception, no personal values. Streamed, so of any length. */
public final class JsonReport {
    private final JsonGenerator json;
    private final JsonParts parts;
    private final Wording wording;
    private final Contacts contacts;

    private JsonReport(JsonGenerator json, Wording wording, Contacts contacts) {
        this.contacts = contacts;
        this.json = json;
        this.parts = new JsonParts(json);
        this.wording = wording;
    }

    /** Writes the report and flushes {@code out}, which stays open. */
    public static void write(RunHeader header, Findings findings, Writer out) {
        write(header, findings, Contacts.NONE, out);
    }

    /**
     * As above, with who looks after each exception.
     *
     * @param contacts of whom only the owner is told
     */
    public static void write(RunHeader header, Findings findings, Contacts contacts, Writer out) {
        JsonFactory factory = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build();
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), out)) {
            new JsonReport(json, new Wording(new Times(header.asOf(), "-"), header.called()), contacts)
                    .report(header, findings);
        }
    }

    private void report(RunHeader header, Findings findings) {
        json.writeStartObject();
        json.writeStringProperty("verdict", header.verdict().name());
        json.writeStringProperty("run", header.run());
        json.writeStringProperty("asOf", Times.machine(header.asOf()));
        json.writeStringProperty("plan", header.plan());
        json.writeStringProperty("reconciliation", header.reconciliation());
        parts.texts("read", header.readings());
        populations(header);
        parts.object("census", header.census(), census -> {
            json.writeNumberProperty("keys", census.keys());
            json.writeNumberProperty("uncovered", census.uncovered());
            parts.texts("examples", census.examples());
        });
        header.settled().ifPresent(settled -> {
            json.writeObjectPropertyStart("settled");
            json.writeStringProperty("after", settled.after().toString());
            json.writeNumberProperty("first", settled.first());
            json.writeNumberProperty("dissolved", settled.dissolved());
            json.writeEndObject();
        });
        parts.texts("unknown", header.unknowns());
        parts.texts("notes", header.notes());
        parts.list("agreed", header.agreed(), rule -> {
            json.writeStringProperty("rule", rule.rule());
            json.writeStringProperty("says", rule.says());
            json.writeNumberProperty("rows", rule.rows());
        });
        parts.list("systemic", header.systemic(), cause -> {
            json.writeStringProperty("cause", cause.cause());
            json.writeStringProperty("detail", cause.detail());
            json.writeNumberProperty("count", cause.count());
        });
        json.writeArrayPropertyStart("exceptions");
        findings.forEach(this::exception);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void populations(RunHeader header) {
        json.writeObjectPropertyStart("populations");
        for (Population population : Population.values()) {
            Tally tally = header.tallies().get(population);
            if (tally != null) {
                json.writeObjectPropertyStart(population.word());
                tally(tally);
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }

    private void tally(Tally tally) {
        json.writeNumberProperty("source", tally.source());
        json.writeNumberProperty("target", tally.target());
        json.writeNumberProperty("matched", tally.matched());
        json.writeNumberProperty("missing", tally.missing());
        json.writeNumberProperty("invisible", tally.invisible());
        json.writeNumberProperty("unexpected", tally.unexpected());
        json.writeNumberProperty("different", tally.different());
        json.writeNumberProperty("duplicated", tally.duplicated());
        json.writeNumberProperty("inconsistent", tally.inconsistent());
        json.writeNumberProperty("claim", tally.claim());
        json.writeNumberProperty("evolved", tally.evolved());
        json.writeNumberProperty("new", tally.fresh());
        json.writeNumberProperty("excluded", tally.excluded());
        json.writeNumberProperty("rejected", tally.rejected());
        json.writeNumberProperty("superseded", tally.superseded());
        json.writeNumberProperty("merged", tally.merged());
        json.writeNumberProperty("accepted", tally.accepted());
    }

    private void exception(Finding finding) {
        json.writeStartObject();
        json.writeStringProperty("class", finding.type().name());
        json.writeStringProperty("cause", finding.cause());
        json.writeStringProperty("detail", finding.causeDetail());
        json.writeStringProperty("population", finding.population().word());
        json.writeStringProperty("reference", finding.reference());
        json.writeStringProperty("job", finding.job());
        json.writeStringProperty("property", finding.property());
        parts.list("fields", finding.fields(), field -> {
            json.writeStringProperty("name", field.name());
            json.writeStringProperty("source", field.source());
            json.writeStringProperty("target", field.target());
        });
        json.writeStringProperty("harm", wording.harm(finding));
        parts.time("due", Wording.due(finding));
        json.writeStringProperty("action", wording.action(finding));
        hints(finding.hints());
        parts.text("owner", contacts.owner(finding).map(it -> it.person()));
        json.writeStringProperty("firstSeen", Times.machine(finding.firstSeen()));
        json.writeNumberProperty("ageRuns", finding.ageRuns());
        parts.list("also", finding.also(), also -> {
            json.writeStringProperty("population", also.population().word());
            json.writeStringProperty("class", also.type().name());
            json.writeStringProperty("reference", also.reference());
            json.writeStringProperty("detail", also.detail());
        });
        json.writeEndObject();
    }

    private void hints(Hints hints) {
        parts.object("near", hints.near(), near -> {
            json.writeStringProperty("reference", near.reference());
            json.writeStringProperty("on", near.on());
        });
        json.writeStringProperty("by", hints.by());
        parts.time("since", hints.since());
    }
}
