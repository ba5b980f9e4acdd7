package rollcall.reconciler.side;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.plan.ReconciliationPlan.CsvSide;
import rollcall.reconciler.plan.ReconciliationPlan.QuerySide;
import rollcall.reconciler.plan.ReconciliationPlan.SidePlan;

/**
 * Whether the queries and files of a plan's comparisons can be asked, and yield the columns that are needed. Queries are
 * only prepared, and of a CSV file only the header is read.
 */
public final class SideCheck {
    private final Plan plan;
    private final LocalDateTime asOf;
    private final Map<String, Snapshot> open;
    private final Set<String> faults = new LinkedHashSet<>();

    private SideCheck(Plan plan, LocalDateTime asOf, Map<String, Snapshot> open) {
        this.plan = plan;
        this.asOf = asOf;
        this.open = Map.copyOf(open);
    }

    /**
     * Tells everything that is wrong with them, each once, with file and, where it can be told, line.
     *
     * @param open the plan's connections that could be opened, by name; what is to be asked of another is passed over
     */
    public static List<String> faults(Plan plan, LocalDateTime asOf, Map<String, Snapshot> open) {
        SideCheck check = new SideCheck(plan, asOf, open);
        plan.reconciliations().forEach(check::check);
        return List.copyOf(check.faults);
    }

    private void check(ReconciliationPlan what) {
        Optional<SideColumns> source = columns(what.source(), RowIntake.OF_SOURCE);
        Optional<SideColumns> target = columns(what.target(), RowIntake.OF_TARGET);
        if (source.isPresent() && target.isPresent()) {
            faults.addAll(Agreement.faults(source.get(), target.get()));
        }
        what.census().ifPresent(it -> columns(it, CensusIntake.COLUMNS));
    }

    /** Empty where they cannot be told: the connection is not open, or a fault has been recorded. */
    private Optional<SideColumns> columns(SidePlan side, Set<Column> allowed) {
        String file = plan.nameOf(side.file());
        try {
            return switch (side) {
                case CsvSide csv -> Optional.of(new SideColumns(file, CsvReader.columns(csv, file, allowed)));
                case QuerySide query -> {
                    Snapshot from = open.get(query.connection().name());
                    yield from == null
                            ? Optional.empty()
                            : Optional.of(new SideColumns(file, columns(from, query, file, allowed)));
                }
            };
        } catch (SideFailure e) {
            faults.add(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            faults.add("%s: cannot be read (%s); check its rights"
                    .formatted(file, e.getClass().getSimpleName()));
        }
        return Optional.empty();
    }

    private Set<Column> columns(Snapshot from, QuerySide query, String file, Set<Column> allowed) throws SideFailure {
        return Header.of(file, QueryLabels.of(from, query, file, asOf), allowed, query.key())
                .yields(allowed);
    }
}
