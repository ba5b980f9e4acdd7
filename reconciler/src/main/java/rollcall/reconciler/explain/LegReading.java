package rollcall.reconciler.explain;

import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import rollcall.reconciler.plan.CodeTable;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.Scope.Decision;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.SideFailure;
import rollcall.reconciler.side.SideSearch;
import rollcall.reconciler.side.Sighting;
import rollcall.reconciler.side.Sought;

/** Asks the sides of one comparison for rows. What cannot be read is not asked again, and its reason is kept. */
final class LegReading {
    private final Plan plan;
    private final Places places;
    private final Set<SideSearch> unreadable = new HashSet<>();
    private final Set<String> unknowns = new LinkedHashSet<>();

    /**
     * Where is looked.
     *
     * @param source legacy's side; empty where it cannot be read
     * @param target the new system's side, likewise
     */
    record Places(
            Optional<SideSearch> source,
            Optional<SideSearch> target,
            Optional<SideSearch> census,
            Optional<LedgerBook> ledger) {}

    /** A question to the ledger. */
    interface Asking {
        List<LedgerLine> of(LedgerBook book) throws SideFailure;
    }

    LegReading(Plan plan, Places places) {
        this.plan = plan;
        this.places = places;
    }

    /** Those that can be read. */
    Optional<SideSearch> source() {
        return readable(places.source());
    }

    Optional<SideSearch> target() {
        return readable(places.target());
    }

    Optional<SideSearch> census() {
        return readable(places.census());
    }

    private Optional<SideSearch> readable(Optional<SideSearch> side) {
        return side.filter(it -> !unreadable.contains(it));
    }

    List<SeenRow> legacy(Sought sought) throws IOException {
        return sightings(source(), sought).stream().map(this::ofSource).toList();
    }

    List<SeenRow> there(Sought sought) throws IOException {
        return sightings(target(), sought).stream()
                .map(it -> new SeenRow(it, "", Map.of()))
                .toList();
    }

    List<Sighting> counted(Sought sought) throws IOException {
        return sightings(census(), sought);
    }

    List<LedgerLine> ledger(Asking asking) {
        try {
            return places.ledger().isPresent() ? asking.of(places.ledger().get()) : List.of();
        } catch (SideFailure e) {
            unknowns.add(String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private List<Sighting> sightings(Optional<SideSearch> in, Sought sought) throws IOException {
        if (in.isEmpty()) {
            return List.of();
        }
        try {
            return in.get().find(sought);
        } catch (SideFailure e) {
            unknowns.add(String.valueOf(e.getMessage()));
            unreadable.add(in.get());
            return List.of();
        }
    }

    private SeenRow ofSource(Sighting seen) {
        String kind = seen.text(Column.KIND);
        String decided = kind.isEmpty()
                ? "move"
                : plan.scope().of(kind).map(Decision::name).orElse("").toLowerCase(Locale.ROOT);
        Map<Column, String> meant = new EnumMap<>(Column.class);
        for (Map.Entry<Column, String> value : seen.values().entrySet()) {
            CodeTable table = plan.codes().get(value.getKey().word());
            if (table != null && value.getKey().type() == Column.Type.CODE) {
                meant.put(value.getKey(), table.newCode(value.getValue()).orElse(""));
            }
        }
        return new SeenRow(seen, decided, meant);
    }

    /** What could not be read, and why; known when all has been asked. */
    Set<String> unknowns() {
        return unknowns;
    }

    /** What was wrong with values on either side, likewise. */
    List<String> problems() {
        return Stream.of(places.source(), places.target())
                .flatMap(Optional::stream)
                .flatMap(it -> it.problems().stream())
                .toList();
    }
}
