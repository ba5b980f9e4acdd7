package rollcall.migrator.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.plan.LoadPlan.Content;
import rollcall.migrator.plan.LoadPlan.Field;
import rollcall.migrator.plan.LoadPlan.Fixed;
import rollcall.migrator.plan.LoadPlan.ItemTable;
import rollcall.migrator.plan.LoadPlan.Table;
import rollcall.reconciler.plan.PlanNode;

/** Reads {@code migrate: load:}. */
final class LoadBinding {
    private static final int LARGEST_CHUNK = 100_000;

    private LoadBinding() {}

    static LoadPlan bind(PlanNode load) {
        load.onlyKeys("chunk", "register", "jobs", "appointments", "contacts");
        int chunk = load.number("chunk", 500);
        if (chunk < 1 || chunk > LARGEST_CHUNK) {
            load.fault("chunk", "chunk '%d' is not from 1 to %d rows".formatted(chunk, LARGEST_CHUNK));
        }
        PlanNode register = load.child("register");
        register.onlyKeys("table", "key", "id");
        Map<Kind, Table> tables = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            tables.put(kind, table(kind, load.child(kind.word())));
        }
        return new LoadPlan(
                chunk,
                new LoadPlan.Register(register.text("table"), register.text("key"), register.text("id")),
                tables,
                load::line);
    }

    private static Table table(Kind kind, PlanNode node) {
        node.onlyKeys("table", "id", "columns", "lists", "unwatched");
        Map<String, Content> columns = columns(node, Fields.of(kind));
        String key = kind == Kind.CONTACTS ? "job_id" : "reference";
        boolean allRead = columns.size() == node.texts("columns").size();
        if (allRead && !columns.containsValue(new Field(key))) {
            node.fault(
                    "columns",
                    "%s: no column takes '%s'; without it a second run could not know what is loaded"
                            .formatted(kind.word(), key));
        }
        List<ItemTable> lists = new ArrayList<>();
        node.optionalChild("lists").ifPresent(it -> {
            it.onlyKeys(Fields.lists(kind).toArray(String[]::new));
            for (String list : Fields.lists(kind)) {
                it.optionalChild(list).ifPresent(item -> lists.add(itemTable(list, item)));
            }
        });
        String id = node.text("id");
        return new Table(node.text("table"), id, columns, lists, unwatched(node, id, columns.keySet()));
    }

    private static List<String> unwatched(PlanNode node, String id, Set<String> written) {
        List<String> unwatched = node.list("unwatched");
        for (String column : unwatched) {
            if (column.equalsIgnoreCase(id) || written.stream().anyMatch(column::equalsIgnoreCase)) {
                node.fault(
                        "unwatched",
                        "column '%s' is one that this plan writes or finds rows by; unwatched takes only columns that the new system touches by itself"
                                .formatted(column));
            }
        }
        return unwatched;
    }

    private static ItemTable itemTable(String list, PlanNode node) {
        node.onlyKeys("table", "parent", "columns");
        return new ItemTable(list, node.text("table"), node.text("parent"), columns(node, List.of("item")));
    }

    private static Map<String, Content> columns(PlanNode node, List<String> fields) {
        PlanNode columns = node.child("columns");
        Map<String, Content> contents = new LinkedHashMap<>();
        node.texts("columns")
                .forEach((column, text) -> content(text, fields)
                        .ifPresentOrElse(
                                content -> contents.put(column, content),
                                () -> columns.fault(
                                        column,
                                        "%s: '%s' is not one of our fields; expected %s, or a fixed text in '…'"
                                                .formatted(column, text, String.join(", ", fields)))));
        return contents;
    }

    private static Optional<Content> content(String text, List<String> fields) {
        if (text.length() >= 2 && text.startsWith("'") && text.endsWith("'")) {
            return Optional.of(new Fixed(text.substring(1, text.length() - 1)));
        }
        return fields.contains(text) ? Optional.of(new Field(text)) : Optional.empty();
    }
}
