package rollcall.reconciler.consistency;

import java.io.IOException;
import java.util.Optional;
import rollcall.reconciler.cause.Cause;
import rollcall.reconciler.cause.Explanation;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.Keys;
import rollcall.reconciler.side.SideRow;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.RowWriter;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.Values;

/**
 * What shows only when the appointments of one operative, or of one slot, are seen together, whatever their jobs: an
 * operative in two places at once, and more visits in a slot than it takes. Windows are legacy's, as they would be were each
 * appointment's own exception mended.
 */
public final class Diaries implements AutoCloseable {
    private static final int OPERATIVE = 0;
    private static final int SLOT = 1;

    private final RowSorter sorter;
    private final Values values = new Values();

    /** @param sorter an empty sorter of its own */
    public Diaries(RowSorter sorter) {
        this.sorter = sorter;
    }

    /** An appointment that both sides hold live. */
    public void booked(Row legacy, Row there) throws IOException {
        there.values(values);
        for (int i = 3 + Column.compared().size(); i > 0; i--) {
            values.skip();
        }
        String operative = values.text();
        String slot = values.text();
        long capacity = values.number(Long.MAX_VALUE);
        if (operative.isEmpty() && (slot.isEmpty() || capacity == Long.MAX_VALUE)) {
            return;
        }
        SideRow row = SideRow.ofSource(legacy);
        if (!operative.isEmpty()) {
            write(OPERATIVE, operative, legacy, row, capacity);
        }
        if (!slot.isEmpty() && capacity != Long.MAX_VALUE) {
            write(SLOT, slot, legacy, row, capacity);
        }
    }

    private void write(int sort, String diary, Row legacy, SideRow row, long capacity) throws IOException {
        SideRow.Value starts = row.value(Column.STARTS_AT);
        SideRow.Value ends = row.value(Column.ENDS_AT);
        if (starts.time().isEmpty() || ends.time().isEmpty()) {
            return;
        }
        RowWriter writer = sorter.writer()
                .begin()
                .keyByte(sort)
                .keyPart(diary)
                .keyNumber(starts.minutes())
                .keyLast(Keys.reference(legacy))
                .endKey();
        writer.number(starts.minutes())
                .number(ends.minutes())
                .number(capacity)
                .text(row.value(Column.JOB).text())
                .text(row.value(Column.TRADE).text())
                .text(Keys.reference(legacy))
                .end();
    }

    /** Hands what is wrong to the rows of the jobs; to be called once, after the last appointment. */
    public void finish(JobRows jobs) throws IOException {
        try (SortedRows rows = sorter.sorted()) {
            Page page = new Page(OPERATIVE, "");
            while (rows.advance()) {
                Values key = rows.row().key(0);
                int sort = key.keyByte();
                String diary = key.keyPart();
                if (sort != page.sort || !diary.equals(page.diary)) {
                    page = new Page(sort, diary);
                }
                Values row = rows.row().values();
                long starts = row.number(0);
                long ends = row.number(0);
                long capacity = row.number(0);
                String job = row.text();
                String trade = row.text();
                String reference = row.text();
                Optional<Explanation> wrong = page.add(starts, ends, capacity, reference);
                if (wrong.isPresent()) {
                    jobs.wrongInDiary(job, trade, reference, wrong.get());
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        sorter.close();
    }

    /** One operative's or one slot's bookings, in the order of their starts. */
    private static final class Page {
        private final int sort;
        private final String diary;
        private long count;
        private long until = Long.MIN_VALUE;
        private String last = "";

        Page(int sort, String diary) {
            this.sort = sort;
            this.diary = diary;
        }

        Optional<Explanation> add(long starts, long ends, long capacity, String reference) {
            count++;
            if (sort == SLOT) {
                return count > capacity
                        ? Optional.of(new Explanation(Cause.SLOT_OVER_CAPACITY, "it takes " + capacity))
                        : Optional.empty();
            }
            Optional<Explanation> wrong = starts < until && !reference.equals(last)
                    ? Optional.of(new Explanation(Cause.OPERATIVE_TWICE, "the other is " + last))
                    : Optional.empty();
            if (ends > until) {
                until = ends;
                last = reference;
            }
            return wrong;
        }
    }
}
