package rollcall.reconciler.plan;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rollcall.reconciler.plan.Scope.Decision;
import rollcall.reconciler.plan.Scope.Signature;

/** Reads {@code scope:}, what its owner has decided of each kind of record; a blank decision is none. */
final class ScopeReader {
    private static final List<String> REQUIRED = List.of("kind", "decision");
    private static final List<String> OPTIONAL = List.of("owner", "decided_on");
    private static final List<String> KEYS = List.of("kind");

    private final Path folder;
    private final Faults faults;

    ScopeReader(Path folder, Faults faults) {
        this.folder = folder;
        this.faults = faults;
    }

    Scope read(Path file) {
        Map<String, Decision> decisions = new HashMap<>();
        Map<String, Signature> signatures = new HashMap<>();
        Map<String, Long> lines = new HashMap<>();
        for (PlanTable.Row row :
                PlanTable.read(folder, file, faults, REQUIRED, OPTIONAL, KEYS).rows()) {
            String kind = row.required("kind");
            Long earlier = lines.putIfAbsent(kind, row.line());
            if (earlier != null && !kind.isEmpty()) {
                row.fault("kind \"" + kind + "\" stands twice, first in line " + earlier + "; keep one decision");
            }
            Optional<LocalDate> decidedOn = row.date("decided_on");
            String owner = row.cell("owner");
            if (decidedOn.isPresent() && !owner.isEmpty()) {
                signatures.putIfAbsent(kind, new Signature(owner, decidedOn.get()));
            }
            decision(row).ifPresent(it -> decisions.putIfAbsent(kind, it));
        }
        return new Scope(decisions, signatures);
    }

    private static Optional<Decision> decision(PlanTable.Row row) {
        String word = row.cell("decision");
        if (word.isEmpty()) {
            return Optional.empty();
        }
        Optional<Decision> decision = Stream.of(Decision.values())
                .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
        if (decision.isEmpty()) {
            row.fault("decision \"" + word
                    + "\" is not move, exclude or count; expected one of them, or blank while undecided");
        }
        return decision;
    }
}
