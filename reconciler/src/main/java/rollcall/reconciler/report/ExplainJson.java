package rollcall.reconciler.report;

import java.io.Writer;
import java.util.Optional;
import rollcall.reconciler.explain.Answer;
import rollcall.reconciler.explain.LedgerLine;
import rollcall.reconciler.explain.Life;
import rollcall.reconciler.explain.SeenRow;
import rollcall.reconciler.history.OpenException;
import rollcall.reconciler.side.Column;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** What is known of a few records, for machines: the columns as the plan's queries name them, and no personal values. */
public final class ExplainJson {
    private final JsonGenerator json;
    private final JsonParts parts;

    private ExplainJson(JsonGenerator json) {
        this.json = json;
        this.parts = new JsonParts(json);
    }

    /** Writes it and flushes {@code out}, which stays open. */
    public static void write(Answer answer, Writer out) {
        JsonFactory factory = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .build();
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), out)) {
            new ExplainJson(json).answer(answer);
        }
    }

    private void answer(Answer answer) {
        json.writeStartObject();
        json.writeStringProperty("asked", answer.asked());
        json.writeStringProperty("plan", answer.plan());
        json.writeStringProperty("asOf", Times.machine(answer.asOf()));
        parts.texts("searched", answer.searched());
        parts.texts("unknown", answer.unknowns());
        parts.texts("notes", answer.notes());
        parts.list("lives", answer.lives(), this::life);
        json.writeEndObject();
    }

    private void life(Life life) {
        json.writeStringProperty("reconciliation", life.reconciliation());
        json.writeStringProperty("population", life.population().word());
        json.writeStringProperty("reference", life.reference());
        json.writeStringProperty("standing", life.standing().name());
        parts.list("legacy", life.legacy(), this::row);
        if (life.counted().isPresent()) {
            json.writeNumberProperty("counted", life.counted().getAsLong());
        } else {
            json.writeNullProperty("counted");
        }
        parts.list("ledger", life.ledger(), this::entry);
        parts.list("target", life.there(), this::row);
        parts.list("elsewhere", life.elsewhere(), this::row);
        parts.list("changes", life.changes(), it -> {
            json.writeStringProperty("run", it.change().run());
            parts.time("asOf", Optional.of(it.change().asOf()));
            json.writeStringProperty("reference", it.reference());
            json.writeStringProperty("change", it.change().kind().name());
            json.writeStringProperty("class", it.change().type());
            json.writeStringProperty("cause", it.change().cause());
        });
        parts.object("open", life.open(), it -> {
            OpenException open = it.exception();
            json.writeStringProperty("reference", it.reference());
            json.writeStringProperty("class", open.type());
            json.writeStringProperty("cause", open.cause());
            parts.time("firstSeen", Optional.of(open.firstSeen()));
            json.writeNumberProperty("ageRuns", open.ageRuns());
        });
        parts.text("lastRun", life.lastRun().run());
    }

    private void row(SeenRow row) {
        row.seen().values().forEach((column, value) -> json.writeStringProperty(column.word(), value));
        if (!row.decided().isEmpty()) {
            json.writeStringProperty("decided", row.decided());
        }
        if (!row.meant().isEmpty()) {
            json.writeObjectPropertyStart("meant");
            Column.compared().stream()
                    .filter(row.meant()::containsKey)
                    .forEach(it ->
                            json.writeStringProperty(it.word(), row.meant().getOrDefault(it, "")));
            json.writeEndObject();
        }
    }

    private void entry(LedgerLine entry) {
        json.writeStringProperty("reference", entry.key().reference());
        json.writeNumberProperty("occurrence", entry.occurrence());
        parts.object("run", entry.run(), this::run);
        parts.time("extracted", entry.extracted());
        json.writeStringProperty("outcome", entry.outcome());
        json.writeStringProperty("action", entry.action());
        json.writeStringProperty("detail", MailWords.detail("REJECTED", entry.detail()));
        json.writeStringProperty("targetId", entry.targetId());
        parts.time("credited", entry.credited());
        parts.object("creditedBy", entry.creditedBy(), this::run);
        parts.list("reasons", entry.reasons(), it -> {
            json.writeStringProperty("rule", it.rule());
            json.writeStringProperty("column", it.column());
            json.writeStringProperty("words", MailWords.detail("REJECTED", it.words()));
        });
        parts.texts("corrected", entry.corrected());
    }

    private void run(LedgerLine.Run run) {
        json.writeNumberProperty("number", run.number());
        json.writeStringProperty("kind", run.kind());
        parts.time("asOf", run.asOf());
        if (run.undoes().isPresent()) {
            json.writeNumberProperty("undoes", run.undoes().getAsLong());
        }
    }
}
