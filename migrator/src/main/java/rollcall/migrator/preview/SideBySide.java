package rollcall.migrator.preview;

import java.io.PrintWriter;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.LegacyRow;
import rollcall.migrator.extract.PlainColumns;
import rollcall.migrator.load.FieldValues;
import rollcall.migrator.plan.Fields;
import rollcall.migrator.transform.Effect;
import rollcall.migrator.transform.Outcome;
import rollcall.migrator.transform.Reason;
import rollcall.reconciler.report.Paragraph;

/** One row on a terminal of 80 columns: legacy's columns beside the new fields, and between them the rules. */
final class SideBySide {
    private static final int NAME = 16;
    private static final int VALUE = 21;
    private static final int RULE = 20;
    private static final Set<String> PERSONAL = Set.of("description", "name", "vulnerable", "phones", "alerts");

    private final boolean personal;
    private final PrintWriter out;

    SideBySide(boolean personal, PrintWriter out) {
        this.personal = personal;
        this.out = out;
    }

    void write(Example example) {
        LegacyRow row = example.row();
        Kind kind = row.identity().kind();
        out.println();
        say(
                "%s %s%s, line %d of the extract: %s"
                        .formatted(
                                kind.word(1),
                                row.identity().reference(),
                                row.identity().occurrence() == 1
                                        ? ""
                                        : ", occurrence " + row.identity().occurrence(),
                                row.line(),
                                words(example.outcome())),
                "",
                "    ");
        if (example.outcome() instanceof Outcome.Rejected rejected) {
            rejected.reasons().forEach(it -> say(it.words(), "  because ", "          "));
        }
        out.println();
        for (Example.Step step : example.steps()) {
            say(words(kind, step.effect()), pad("  " + step.rule(), RULE) + " ", " ".repeat(RULE + 3));
        }
        out.println();
        line("LEGACY", "", "NEW SYSTEM", "");
        pairs(example).forEach(it -> line(it.column(), it.value(), it.field(), it.after()));
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted it -> "to be loaded";
            case Outcome.Rejected it -> "rejected";
            case Outcome.Excluded it -> "left out by decision (" + it.kind() + ")";
            case Outcome.Superseded it -> "superseded by " + it.by();
        };
    }

    private String words(Kind kind, Effect effect) {
        return switch (effect) {
            case Effect.Changed it ->
                "%s: %s → %s"
                        .formatted(
                                it.column(),
                                shown(isPlain(kind, it.column()), it.before()),
                                shown(isPlain(kind, it.column()), it.after()));
            case Effect.Listed it -> "%s: %s".formatted(it.list(), listed(it.items()));
            case Effect.Sorted it -> it.kind();
            case Effect.Refused it -> "rejects it: " + it.reason().words();
            case Effect.Settled it -> "ends it: " + words(it.outcome());
        };
    }

    /** A legacy column beside the field of the same name, where there is one. */
    private record Pair(String column, String value, String field, String after) {}

    private List<Pair> pairs(Example example) {
        Kind kind = example.row().identity().kind();
        Map<String, String> fields = fields(example.outcome(), kind);
        List<Pair> pairs = new ArrayList<>();
        example.row().values().forEach((column, value) -> {
            Optional<String> after = Optional.ofNullable(fields.remove(column));
            pairs.add(new Pair(
                    column,
                    shown(isPlain(kind, column), Optional.of(value)),
                    after.isPresent() ? column : "",
                    after.orElse("")));
        });
        fields.forEach((field, value) -> pairs.add(new Pair("", "", field, value)));
        return pairs;
    }

    private Map<String, String> fields(Outcome outcome, Kind kind) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (outcome instanceof Outcome.Accepted accepted) {
            Map<String, Object> values = FieldValues.of(accepted.record(), LocalDateTime.MIN);
            for (String field : Fields.of(kind)) {
                if (!field.equals("loaded_at")) {
                    Optional.ofNullable(values.get(field))
                            .ifPresent(it ->
                                    fields.put(field, shown(!PERSONAL.contains(field), Optional.of(it.toString()))));
                }
            }
            FieldValues.lists(accepted.record()).forEach((list, items) -> fields.put(list, listed(items)));
        }
        return fields;
    }

    private String listed(List<String> items) {
        return personal
                ? String.join(", ", items)
                : "(%d %s)".formatted(items.size(), items.size() == 1 ? "value" : "values");
    }

    private boolean isPlain(Kind kind, String column) {
        return PlainColumns.has(kind, column) && !PERSONAL.contains(column);
    }

    private String shown(boolean plain, Optional<String> value) {
        if (value.isEmpty()) {
            return "none";
        }
        if (personal) {
            return value.get().replaceAll("\\s+", " ");
        }
        return plain ? Reason.reference(value.get()) : shape(value.get());
    }

    private static String shape(String value) {
        return "(a value of %d character%s)".formatted(value.length(), value.length() == 1 ? "" : "s");
    }

    private void say(String text, String first, String next) {
        Paragraph.lines(text, first, next).forEach(out::println);
    }

    private void line(String column, String value, String field, String after) {
        List<List<String>> cells =
                List.of(wrapped(column, NAME), wrapped(value, VALUE), wrapped(field, NAME), wrapped(after, VALUE));
        int lines = cells.stream().mapToInt(List::size).max().orElse(1);
        for (int i = 0; i < lines; i++) {
            StringBuilder line = new StringBuilder(" ");
            for (int cell = 0; cell < cells.size(); cell++) {
                String text = i < cells.get(cell).size() ? cells.get(cell).get(i) : "";
                line.append(' ').append(pad(text, cell % 2 == 0 ? NAME : VALUE));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    /** In lines of this width: broken at the last space that fits, else anywhere. */
    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            int end = space > 0 ? space : width;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).strip();
        }
        lines.add(rest);
        return lines;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
