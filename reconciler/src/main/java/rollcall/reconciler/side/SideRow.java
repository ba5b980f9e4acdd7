package rollcall.reconciler.side;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowWriter;
import rollcall.reconciler.sort.Values;

/**
 * One row of a side taken apart: for exceptions only, never for each row that is compared.
 *
 * @param moved legacy: whether it is to be moved; the new system: true
 * @param superseded legacy: whether another appointment has taken its place
 * @param live whether its side holds it live
 * @param visible the new system: whether staff can list it; legacy: true
 * @param targetId the new system's id; empty in legacy
 * @param values the compared values, by position, and behind them {@code live}: whether staff can rely on the row
 * @param legacyCodes legacy's codes as they are, by column
 * @param kind legacy's kind of record
 * @param supersededBy the reference that has taken its place; may be empty
 * @param trail the new system: who made and changed the row
 * @param tenant whose home it is; may be empty, and is never shown
 * @param enteredAt when legacy was given the record, where it says so
 */
public record SideRow(
        boolean moved,
        boolean superseded,
        boolean live,
        boolean visible,
        String targetId,
        List<Value> values,
        Map<Column, String> legacyCodes,
        String kind,
        String supersededBy,
        Trail trail,
        String tenant,
        Optional<LocalDateTime> enteredAt) {

    static final List<Column> CODES =
            List.of(Column.STATUS, Column.PRIORITY, Column.TRADE, Column.CONTRACTOR, Column.SLOT);

    /** The values of either side's row before the compared ones. */
    public static final int BEFORE_COMPARED = 3;

    /** What the new system's rows hold between the compared columns and the tenant. */
    private static final int BEFORE_TENANT = 4;

    /**
     * One compared value.
     *
     * @param type one of {@link RowWriter}'s types
     * @param text a text or code; a flag as {@code true} or {@code false}
     * @param minutes a time in minutes; 0 for other types
     */
    public record Value(byte type, String text, long minutes) {
        /** The wall time; empty where it is absent. */
        public Optional<LocalDateTime> time() {
            return SideRow.time(type == RowWriter.NUMBER ? minutes : Cells.NO_TIME);
        }

        /** Whether it is a legacy code for which the code table has no new one. */
        public boolean isUnmapped() {
            return type == RowWriter.UNMAPPED;
        }

        /** The value as reports tell it; empty where it is absent. */
        public String shown() {
            return time().map(LocalDateTime::toString).orElse(text);
        }
    }

    static Optional<LocalDateTime> time(long minutes) {
        return minutes == Cells.NO_TIME
                ? Optional.empty()
                : Optional.of(LocalDateTime.ofEpochSecond(minutes * 60, 0, ZoneOffset.UTC));
    }

    /** The row that legacy's side has written. */
    public static SideRow ofSource(Row row) {
        return ofSource(row.values());
    }

    /** The row that legacy's side has written, where its values begin. */
    public static SideRow ofSource(Values values) {
        boolean moved = values.flag(true);
        boolean superseded = values.flag(false);
        boolean live = values.flag(true);
        List<Value> compared = compared(values, live);
        String kind = values.text();
        String supersededBy = values.text();
        Map<Column, String> codes = new EnumMap<>(Column.class);
        for (Column column : CODES) {
            String code = values.text();
            codes.put(column, code.isEmpty() ? compared.get(column.position()).text() : code);
        }
        values.skip();
        String tenant = values.text();
        Optional<LocalDateTime> enteredAt = time(values.number(Cells.NO_TIME));
        return new SideRow(
                moved, superseded, live, true, "", compared, codes, kind, supersededBy, Trail.NONE, tenant, enteredAt);
    }

    /** One of legacy's codes as it is, from where the row's values begin; no more of the row is read. */
    public static String legacyCode(Values values, Column code) {
        skip(values, number(code));
        String translated = values.text();
        skip(values, Column.compared().size() - code.position() - 1 + 2 + CODES.indexOf(code));
        String legacy = values.text();
        return legacy.isEmpty() ? translated : legacy;
    }

    /** The number of a compared value among those of a row of either side. */
    public static int number(Column compared) {
        return BEFORE_COMPARED + compared.position();
    }

    /** The number, among the values of a row of legacy, of one of its codes as it is: absent if it is the compared one. */
    public static int numberOfLegacyCode(Column code) {
        return BEFORE_COMPARED + Column.compared().size() + 2 + CODES.indexOf(code);
    }

    private static void skip(Values values, int count) {
        for (int i = count; i > 0; i--) {
            values.skip();
        }
    }

    /** Whether legacy's job says that somebody is to come, from where the row's values begin; no more of the row is read. */
    public static boolean needsAppointment(Values values) {
        skip(values, BEFORE_COMPARED + Column.compared().size() + 2 + CODES.size());
        return values.flag(false);
    }

    /** The row that the new system's side has written. */
    public static SideRow ofTarget(Row row) {
        return ofTarget(row.values());
    }

    /** The row that the new system's side has written, where its values begin. */
    public static SideRow ofTarget(Values values) {
        boolean live = values.flag(false);
        boolean visible = values.flag(false);
        String targetId = values.text();
        List<Value> compared = compared(values, live && visible);
        skip(values, BEFORE_TENANT);
        String tenant = values.text();
        return new SideRow(
                true,
                false,
                live,
                visible,
                targetId,
                compared,
                Map.of(),
                "",
                "",
                Trail.of(values),
                tenant,
                Optional.empty());
    }

    private static List<Value> compared(Values values, boolean live) {
        List<Value> compared = new ArrayList<>(Column.compared().size() + 1);
        for (int i = 0; i < Column.compared().size(); i++) {
            byte type = values.type();
            compared.add(
                    switch (type) {
                        case RowWriter.NUMBER -> new Value(type, "", values.number(0));
                        case RowWriter.FLAG -> new Value(type, Boolean.toString(values.flag(false)), 0);
                        default -> new Value(type, values.exact(), 0);
                    });
        }
        compared.add(new Value(RowWriter.FLAG, Boolean.toString(live), 0));
        return compared;
    }

    /** A compared value, or {@link Column#LIVE}. */
    public Value value(Column column) {
        return values.get(column.position());
    }

    /** A code as legacy has it, or as the new system has it where the row is the new system's. */
    public String code(Column column) {
        return legacyCodes.getOrDefault(column, value(column).text());
    }

    /** A value as reports tell it: a legacy code with the new system's in brackets, where the code table gives another. */
    public String shown(Column column) {
        Value value = value(column);
        String legacy = legacyCodes.getOrDefault(column, "");
        if (value.isUnmapped()) {
            return value.text() + " (no mapping)";
        }
        return legacy.isEmpty() || legacy.equals(value.text()) ? value.shown() : legacy + " (" + value.text() + ")";
    }

    /** The columns in which this row and another disagree. */
    public List<Column> differences(SideRow other) {
        return Stream.concat(Column.compared().stream(), Stream.of(Column.LIVE))
                .filter(it -> !value(it).equals(other.value(it)))
                .toList();
    }
}
