package rollcall.reconciler.cause;

import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Particulars;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.Keys;
import rollcall.reconciler.side.SideRow;
import rollcall.reconciler.sort.Reopenable;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.Values;

/**
 * What records that the mover never extracted have in common, and no record that it extracted has: a value that its query
 * filters, or one that is absent and that its query joins by. It is a guess, told as one, and decides nothing. A value must be
 * shared by several records; that something is absent may be told of a single one.
 */
public final class NeverExtracted {
    /** Codes, by which queries filter, and keys, by which they join. */
    private static final List<Column> LOOKED_AT = List.of(
            Column.STATUS,
            Column.PRIORITY,
            Column.TRADE,
            Column.CONTRACTOR,
            Column.SLOT,
            Column.JOB,
            Column.PROPERTY,
            Column.UPRN,
            Column.STARTS_AT);

    private static final List<Column> KEYS = List.of(Column.JOB, Column.PROPERTY, Column.UPRN, Column.STARTS_AT);
    private static final int MOST_VALUES = 10_000;
    private static final int FEWEST_SHARING = 3;
    private static final String PRESENT = "\0present";

    private final Map<Population, Shares> shares = new EnumMap<>(Population.class);
    private boolean counted;

    /** How many lost records, and how many in all, have a value. */
    private static final class Count {
        private long lost;
        private long all;
    }

    private static final class Shares {
        private final Map<Column, Map<String, Count>> values = new EnumMap<>(Column.class);
        private long lost;
        private long all;

        private void lost(Column column, String value) {
            Map<String, Count> counts = values.computeIfAbsent(column, any -> new HashMap<>());
            if (counts.size() < MOST_VALUES || counts.containsKey(value)) {
                counts.computeIfAbsent(value, any -> new Count()).lost++;
            }
        }

        private void any(Column column, String value) {
            Count count = values.getOrDefault(column, Map.of()).get(value);
            if (count != null) {
                count.all++;
            }
        }

        private Optional<Count> of(Column column, String value) {
            return Optional.ofNullable(values.getOrDefault(column, Map.of()).get(value));
        }
    }

    /** A record that was never extracted. */
    public void lost(Finding finding) {
        Shares of = shares.computeIfAbsent(finding.population(), any -> new Shares());
        of.lost++;
        LOOKED_AT.forEach(it -> of.lost(it, value(finding, it)));
    }

    /** Looks at all of legacy's records, if any was never extracted; to be called once, when all are known. */
    public void count(Reopenable legacy) throws IOException {
        if (shares.isEmpty()) {
            return;
        }
        try (SortedRows rows = legacy.open()) {
            while (rows.advance()) {
                count(rows.row());
            }
        }
        counted = true;
    }

    private void count(Row row) {
        Shares of = shares.get(Keys.population(row));
        if (of == null) {
            return;
        }
        Values values = row.values();
        if (!values.flag(true)) {
            return;
        }
        SideRow legacy = SideRow.ofSource(row);
        of.all++;
        LOOKED_AT.forEach(it -> of.any(it, value(legacy, it)));
    }

    /** The finding with what it shares with others that were never extracted, if that says more than is known. */
    public Finding explained(Finding finding) {
        Shares of = shares.get(finding.population());
        boolean isOne = finding.cause().equals(Cause.NEVER_EXTRACTED.name())
                && finding.causeDetail().isEmpty();
        if (!counted || of == null || !isOne || of.lost >= of.all) {
            return finding;
        }
        Optional<Column> best = Optional.empty();
        long most = 0;
        for (Column column : LOOKED_AT) {
            String value = value(finding, column);
            Optional<Count> count = of.of(column, value);
            long lost = count.filter(it -> it.lost >= it.all).map(it -> it.lost).orElse(0L);
            boolean isTold = !value.equals(PRESENT) && lost >= (value.isEmpty() ? 1 : FEWEST_SHARING);
            if (isTold && lost > most) {
                best = Optional.of(column);
                most = lost;
            }
        }
        long sharing = most;
        return best.map(it -> finding.withCause(finding.cause(), said(it, value(finding, it), sharing)))
                .orElse(finding);
    }

    private static String said(Column column, String value, long lost) {
        return value.isEmpty()
                ? "probably an inner join: none of %,d without %s was extracted".formatted(lost, column.word())
                : "probably a filter: none of %,d with %s %s was extracted".formatted(lost, column.word(), value);
    }

    private static String value(Finding finding, Column column) {
        Particulars particulars = finding.particulars();
        return switch (column) {
            case STATUS -> particulars.status();
            case PRIORITY -> finding.priority();
            case TRADE -> finding.trade();
            case CONTRACTOR -> finding.contractor();
            case SLOT -> particulars.slot();
            case JOB -> finding.population() == Population.JOBS ? PRESENT : presence(finding.job());
            case PROPERTY -> presence(finding.property());
            case UPRN -> presence(finding.uprn());
            default -> finding.startsAt().isPresent() ? PRESENT : "";
        };
    }

    private static String value(SideRow legacy, Column column) {
        if (KEYS.contains(column)) {
            return presence(legacy.value(column).shown());
        }
        return column == Column.STATUS ? legacy.shown(column) : legacy.code(column);
    }

    private static String presence(String value) {
        return value.isEmpty() ? "" : PRESENT;
    }
}
