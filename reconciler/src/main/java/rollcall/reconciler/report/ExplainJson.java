package rollcall.reconciler.report;

import java.io.Writer;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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

    private ExplainJson(JsonGenerator json) {
        this.json = json;
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
        texts("searched", answer.searched());
        texts("unknown", answer.unknowns());
        texts("notes", answer.notes());
        list("lives", answer.lives(), this::life);
        json.writeEndObject();
    }

    private void life(Life life) {
        json.writeStringProperty("reconciliation", life.reconciliation());
        json.writeStringProperty("population", life.population().word());
        json.writeStringProperty("reference", life.reference());
        json.writeStringProperty("standing", life.standing().name());
        list("legacy", life.legacy(), this::row);
        if (life.counted().isPresent()) {
            json.writeNumberProperty("counted", life.counted().getAsLong());
        } else {
            json.writeNullProperty("counted");
        }
        list("ledger", life.ledger(), this::entry);
        list("target", life.there(), this::row);
        list("elsewhere", life.elsewhere(), this::row);
        list("changes", life.changes(), it -> {
            json.writeStringProperty("run", it.change().run());
            time("asOf", Optional.of(it.change().asOf()));
            json.writeStringProperty("reference", it.reference());
            json.writeStringProperty("change", it.change().kind().name());
            json.writeStringProperty("class", it.change().type());
            json.writeStringProperty("cause", it.change().cause());
        });
        if (life.open().isPresent()) {
            OpenException open = life.open().get().exception();
            json.writeObjectPropertyStart("open");
            json.writeStringProperty("reference", life.open().get().reference());
            json.writeStringProperty("class", open.type());
            json.writeStringProperty("cause", open.cause());
            time("firstSeen", Optional.of(open.firstSeen()));
            json.writeNumberProperty("ageRuns", open.ageRuns());
            json.writeEndObject();
        } else {
            json.writeNullProperty("open");
        }
        life.lastRun()
                .run()
                .ifPresentOrElse(
                        it -> json.writeStringProperty("lastRun", it), () -> json.writeNullProperty("lastRun"));
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
        entry.run().ifPresentOrElse(it -> run("run", it), () -> json.writeNullProperty("run"));
        time("extracted", entry.extracted());
        json.writeStringProperty("outcome", entry.outcome());
        json.writeStringProperty("action", entry.action());
        json.writeStringProperty("detail", MailWords.detail("REJECTED", entry.detail()));
        json.writeStringProperty("targetId", entry.targetId());
        time("credited", entry.credited());
        entry.creditedBy().ifPresentOrElse(it -> run("creditedBy", it), () -> json.writeNullProperty("creditedBy"));
        list("reasons", entry.reasons(), it -> {
            json.writeStringProperty("rule", it.rule());
            json.writeStringProperty("column", it.column());
            json.writeStringProperty("words", MailWords.detail("REJECTED", it.words()));
        });
        texts("corrected", entry.corrected());
    }

    private void run(String name, LedgerLine.Run run) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("number", run.number());
        json.writeStringProperty("kind", run.kind());
        time("asOf", run.asOf());
        if (run.undoes().isPresent()) {
            json.writeNumberProperty("undoes", run.undoes().getAsLong());
        }
        json.writeEndObject();
    }

    private void time(String name, Optional<LocalDateTime> time) {
        time.ifPresentOrElse(
                it -> json.writeStringProperty(name, Times.machine(it)), () -> json.writeNullProperty(name));
    }

    private void texts(String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    private <T> void list(String name, List<T> items, Consumer<T> properties) {
        json.writeArrayPropertyStart(name);
        for (T item : items) {
            json.writeStartObject();
            properties.accept(item);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
