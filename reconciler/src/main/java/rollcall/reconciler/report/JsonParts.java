package rollcall.reconciler.report;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** Writes what Jackson has no word for: lists, and values that may be absent, which are null. */
record JsonParts(JsonGenerator json) {
    /** Texts as they are. */
    void texts(String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    /** An object for each item, with what {@code properties} writes of it. */
    <T> void list(String name, List<T> items, Consumer<T> properties) {
        json.writeArrayPropertyStart(name);
        for (T item : items) {
            json.writeStartObject();
            properties.accept(item);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** An object, with what {@code properties} writes of the value. */
    <T> void object(String name, Optional<T> value, Consumer<T> properties) {
        if (value.isEmpty()) {
            json.writeNullProperty(name);
            return;
        }
        json.writeObjectPropertyStart(name);
        properties.accept(value.get());
        json.writeEndObject();
    }

    /** A text that may be absent. */
    void text(String name, Optional<String> text) {
        text.ifPresentOrElse(it -> json.writeStringProperty(name, it), () -> json.writeNullProperty(name));
    }

    /** A wall time. */
    void time(String name, Optional<LocalDateTime> time) {
        text(name, time.map(Times::machine));
    }
}
