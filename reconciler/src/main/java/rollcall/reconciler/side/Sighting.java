package rollcall.reconciler.side;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;

/**
 * A record as its side yields it, for a reader: codes as they are, times in ISO form, flags as {@code true} and {@code
 * false}. Holds no free text and nobody's name: of an operative and of a status's reason only that there is one, {@code true}.
 *
 * @param values by column; a column that the record leaves empty is not there
 * @param blank what exceptions call it by that has no reference; in legacy, with its name there
 */
public record Sighting(Population population, Map<Column, String> values, String blank) {
    private static final Set<Column> ONLY_WHETHER = EnumSet.of(Column.OPERATIVE, Column.STATUS_REASON);
    private static final Set<Column> LEFT_OUT = EnumSet.of(Column.DESCRIPTION, Column.TENANT);

    public Sighting {
        values = values.isEmpty() ? Map.of() : java.util.Collections.unmodifiableMap(new EnumMap<>(values));
    }

    static Sighting of(Population population, Cells cells, Set<Column> columns, boolean isLegacy) throws SideFailure {
        Map<Column, String> values = new EnumMap<>(Column.class);
        for (Column column : columns) {
            String value = LEFT_OUT.contains(column) ? "" : value(column, cells);
            if (!value.isEmpty()) {
                values.put(column, ONLY_WHETHER.contains(column) ? Boolean.TRUE.toString() : value);
            }
        }
        boolean isNamed = isLegacy && !values.containsKey(Column.REFERENCE);
        return new Sighting(population, values, isNamed ? Finding.BLANK + " " + BlankName.of(cells) : Finding.BLANK);
    }

    private static String value(Column column, Cells cells) throws SideFailure {
        return switch (column.type()) {
            case TEXT, CODE -> cells.text(column);
            case TIME -> {
                long minutes = cells.minutes(column);
                yield minutes == Cells.NO_TIME
                        ? ""
                        : LocalDateTime.ofEpochSecond(minutes * 60, 0, ZoneOffset.UTC)
                                .toString();
            }
            case FLAG -> {
                int flag = cells.flag(column);
                yield flag < 0 ? "" : Boolean.toString(flag == 1);
            }
        };
    }

    /** A value; empty where there is none. */
    public String text(Column column) {
        return values.getOrDefault(column, "");
    }

    /** A time, where there is one. */
    public Optional<LocalDateTime> time(Column column) {
        return Optional.ofNullable(values.get(column)).map(LocalDateTime::parse);
    }

    /** A flag; {@code otherwise} where the side does not tell. */
    public boolean flag(Column column, boolean otherwise) {
        String value = values.get(column);
        return value == null ? otherwise : Boolean.parseBoolean(value);
    }
}
