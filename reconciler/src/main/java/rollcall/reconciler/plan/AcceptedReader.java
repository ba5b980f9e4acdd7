package rollcall.reconciler.plan;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;

/** Reads {@code accepted.csv}: exceptions that somebody has accepted by name, with reason and expiry. */
final class AcceptedReader {
    private static final List<String> REQUIRED = List.of("reference", "class", "reason", "by", "until");
    private static final List<String> OPTIONAL = List.of("population", "reconciliation", "columns", "cause");
    private static final List<String> KEYS = List.of("reference");

    private final Path folder;
    private final List<String> names;
    private final Faults faults;

    /** @param names those of the plan's comparisons, in its order */
    AcceptedReader(Path folder, List<String> names, Faults faults) {
        this.names = names;
        this.folder = folder;
        this.faults = faults;
    }

    List<Accepted> read(Path file) {
        List<Accepted> accepted = new ArrayList<>();
        Map<List<Object>, Long> lines = new HashMap<>();
        for (PlanTable.Row row :
                PlanTable.read(folder, file, faults, REQUIRED, OPTIONAL, KEYS).rows()) {
            String reference = row.required("reference");
            if (reference.equals(Finding.BLANK)) {
                row.fault("a blank reference is not named by it; expected it as reports tell it, for example"
                        + " \"(blank) 3f9a21c47b0d\", or give the record a reference in legacy");
            }
            Optional<Population> population = population(row);
            Optional<ExceptionClass> type = type(row);
            String reason = row.required("reason");
            String by = row.required("by");
            Optional<LocalDate> until = row.date("until");
            Optional<String> reconciliation = reconciliation(row);
            if (population.isPresent() && type.isPresent()) {
                Long earlier = lines.putIfAbsent(
                        List.of(
                                population.get(),
                                reference,
                                type.get(),
                                reconciliation.orElse(names.isEmpty() ? "" : names.getFirst())),
                        row.line());
                if (earlier != null) {
                    row.fault("reference \"" + reference + "\" is accepted twice, first in line " + earlier
                            + "; keep one of them");
                }
                accepted.add(new Accepted(
                        row.line(),
                        population.get(),
                        reference,
                        type.get(),
                        reason,
                        by,
                        until,
                        reconciliation,
                        columns(row),
                        Optional.of(row.cell("cause").toUpperCase(Locale.ROOT)).filter(it -> !it.isEmpty())));
            }
        }
        return accepted;
    }

    private Optional<String> reconciliation(PlanTable.Row row) {
        String name = row.cell("reconciliation");
        if (!name.isEmpty() && !names.contains(name)) {
            row.fault("reconciliation \"" + name + "\" is not one of reconcile:" + Nearest.hint(name, names));
        }
        return Optional.of(name).filter(it -> !it.isEmpty());
    }

    private static List<String> columns(PlanTable.Row row) {
        if (row.cell("columns").isEmpty()) {
            return List.of();
        }
        List<String> columns = Stream.of(row.cell("columns").split("\\|", -1))
                .map(it -> it.strip().toLowerCase(Locale.ROOT))
                .toList();
        for (String column : columns) {
            if (!ReconciliationsReader.COMPARED.contains(column)) {
                row.fault("columns holds \"" + column + "\" (several are parted by |), which is not compared"
                        + Nearest.hint(column, ReconciliationsReader.COMPARED));
            }
        }
        return columns;
    }

    private static Optional<Population> population(PlanTable.Row row) {
        String word = row.cell("population");
        if (word.isEmpty()) {
            return Optional.of(Population.APPOINTMENTS);
        }
        Optional<Population> population = Stream.of(Population.values())
                .filter(it -> it.word().equalsIgnoreCase(word))
                .findFirst();
        if (population.isEmpty()) {
            row.fault("population \"" + word + "\" is not jobs or appointments");
        }
        return population;
    }

    private static Optional<ExceptionClass> type(PlanTable.Row row) {
        String word = row.cell("class");
        List<String> names =
                Stream.of(ExceptionClass.values()).map(ExceptionClass::name).toList();
        Optional<ExceptionClass> type = Stream.of(ExceptionClass.values())
                .filter(it -> it.name().equalsIgnoreCase(word))
                .findFirst();
        if (type.isEmpty()) {
            row.fault("class \"" + word + "\" is not a class of exception" + Nearest.hint(word, names));
        }
        return type;
    }
}
