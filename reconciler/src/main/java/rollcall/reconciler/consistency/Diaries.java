package rollcall.reconciler.consistency;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.RowWriter;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.Values;

/**
 * The appointments of each operative, and of each slot, whatever their jobs, for the rules that see those together. Windows
 * are legacy's, as they would be were each appointment's own exception mended.
 */
public final class Diaries implements AutoCloseable {
    private final RowSorter sorter;

    /** @param sorter an empty sorter of its own */
    public Diaries(RowSorter sorter) {
        this.sorter = sorter;
    }

    /** An appointment that both sides hold live. */
    void booked(RuledRow row) throws IOException {
        Values diary = row.diary();
        boolean hasOperative = !RuledRow.isAbsent(diary);
        String operative = hasOperative ? diary.text() : skipped(diary);
        boolean hasSlot = !RuledRow.isAbsent(diary);
        String slot = hasSlot ? diary.text() : skipped(diary);
        long capacity = diary.number(Long.MAX_VALUE);
        if (hasOperative) {
            write(Grouping.OPERATIVE, operative, row, capacity);
        }
        if (hasSlot && capacity != Long.MAX_VALUE) {
            write(Grouping.SLOT, slot, row, capacity);
        }
    }

    private static String skipped(Values values) {
        values.skip();
        return "";
    }

    private void write(Grouping grouping, String diary, RuledRow row, long capacity) throws IOException {
        long starts = row.minutes(Column.STARTS_AT);
        long ends = row.minutes(Column.ENDS_AT);
        if (starts == RuledRow.NO_TIME || ends == RuledRow.NO_TIME) {
            return;
        }
        RowWriter writer = sorter.writer()
                .begin()
                .keyByte(grouping.ordinal())
                .keyPart(diary)
                .keyNumber(starts)
                .keyLast(row.reference())
                .endKey();
        Booking.write(writer, ends, capacity, row.text(Column.JOB), row.text(Column.TRADE));
    }

    /**
     * Hands what is wrong to the rows of the jobs; to be called once, after the last appointment.
     *
     * @param columns the columns that the sides have
     */
    public void finish(JobRows jobs, Set<Column> columns) throws IOException {
        Map<Grouping, List<Judging>> judges = new EnumMap<>(Grouping.class);
        for (DiaryRule rule : Rules.of(DiaryRule.class, columns)) {
            judges.computeIfAbsent(rule.grouping(), any -> new ArrayList<>()).add(new Judging(rule, rule.judge()));
        }
        Row page = new Row();
        Booking booking = new Booking();
        boolean begun = false;
        try (SortedRows rows = sorter.sorted()) {
            while (rows.advance()) {
                Row row = rows.row();
                List<Judging> here = judges.getOrDefault(Grouping.values()[row.keyByte(0)], List.of());
                if (!begun || !isOfPage(row, page)) {
                    begun = true;
                    page.copy(row);
                    here.forEach(it -> it.judge().begin());
                }
                booking.show(row);
                for (Judging each : here) {
                    Optional<String> wrong = each.judge().see(booking);
                    if (wrong.isPresent()) {
                        jobs.wrong(
                                booking.job(),
                                booking.trade(),
                                booking.reference(),
                                new Wrong(each.rule(), wrong.get()));
                    }
                }
            }
        }
    }

    private static boolean isOfPage(Row row, Row page) {
        return row.keyByte(0) == page.keyByte(0) && row.key(1).samePart(page.key(1));
    }

    @Override
    public void close() throws IOException {
        sorter.close();
    }

    private record Judging(DiaryRule rule, DiaryRule.Judge judge) {}
}
