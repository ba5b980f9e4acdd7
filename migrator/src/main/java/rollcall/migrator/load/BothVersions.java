package rollcall.migrator.load;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.transform.Outcome;

/** What legacy says now and what the new system holds, side by side, of records that stand there and were rejected since. */
public final class BothVersions {
    private final Kind kind;
    private final Building building;
    private final TableReader reader;
    private final Layout layout;

    public BothVersions(
            Kind kind,
            TargetDatabase target,
            Ledger ledger,
            Layouts layouts,
            PropertyRegister properties,
            Clock clock) {
        this.kind = kind;
        this.layout = layouts.of(kind);
        this.building = new Building(kind, target.dsl(), ledger, layouts, properties, clock);
        this.reader = new TableReader(target.dsl(), layout);
    }

    /**
     * A column in which the two differ; or, with {@code column} blank, that one of them has the record no longer.
     *
     * @param id the new system's
     * @param legacy the value as it would be written; may be personal
     * @param target the value as it stands; may be personal
     */
    public record Line(Identity identity, String id, String column, String legacy, String target) {}

    /**
     * Compares.
     *
     * @param ids the new system's row of each
     */
    public List<Line> of(List<Decided> rows, Map<Identity, String> ids) {
        Map<String, Present> present = reader.byId(ids.values());
        List<Line> lines = new ArrayList<>();
        for (Made one : building.make(rows)) {
            Identity identity = one.identity();
            String id = Optional.ofNullable(ids.get(identity)).orElseThrow();
            Optional<Present> row = Optional.ofNullable(present.get(id));
            Optional<TargetRow> wanted = one.row();
            if (row.isEmpty() || wanted.isEmpty()) {
                String legacy = wanted.isPresent()
                        ? "as in rejects-" + kind.word()
                        : words(one.decided().outcome());
                lines.add(new Line(identity, id, "", legacy, row.isEmpty() ? "deleted" : "there"));
            } else {
                for (String column : reader.differences(row.get(), wanted.get())) {
                    lines.add(new Line(identity, id, column, legacy(wanted.get(), column), target(row.get(), column)));
                }
            }
        }
        return lines;
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted it -> "cannot be written";
            case Outcome.Rejected it -> "cannot be moved";
            case Outcome.Excluded it -> "not to be moved: " + it.kind();
            case Outcome.Superseded it -> "rebooked as " + it.by();
        };
    }

    private String legacy(TargetRow row, String column) {
        return layout.columns().containsKey(column)
                ? row.value(column).map(String::valueOf).orElse("")
                : String.join("; ", row.items(column));
    }

    private String target(Present row, String column) {
        return Optional.ofNullable(layout.columns().get(column))
                .map(it -> row.columns().getOrDefault(it.field().getName(), ""))
                .orElse(String.join("; ", row.items(column)));
    }
}
