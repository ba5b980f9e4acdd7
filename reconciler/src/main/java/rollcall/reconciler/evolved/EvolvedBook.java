package rollcall.reconciler.evolved;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.FindingRow;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.plan.EvolvedPlan.Burst;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.Trail.Touch;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.RowWriter;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.Values;

/**
 * Everything that staff have rightly done. Cancellations are held until all are known: those that are too many at once by
 * one account are exceptions after all, whatever each of them says.
 */
public final class EvolvedBook implements AutoCloseable {
    private final RowSorter told;
    private final RowSorter cancellations;
    private final Burst burst;
    private final Map<Population, Long> inBulk = new EnumMap<>(Population.class);
    private final Map<Population, Long> madeInBulk = new EnumMap<>(Population.class);

    /**
     * An empty book.
     *
     * @param told an empty sorter, for what is told of each row
     * @param cancellations another one
     */
    public EvolvedBook(RowSorter told, RowSorter cancellations, Burst burst) {
        this.told = told;
        this.cancellations = cancellations;
        this.burst = burst;
    }

    /** Takes a cancellation when it is known what it is. */
    public interface Cancellations {
        /** One of too many at once. */
        void inBulk(Finding finding, boolean isMoved) throws IOException;

        /** Rightly made. */
        void rightly(Finding finding, boolean isMoved) throws IOException;
    }

    /** @param finding empty for one that is told otherwise */
    private record Held(Optional<Finding> finding, boolean isMoved, long minute, String columns, String reason) {}

    /** A row that staff have changed. */
    public void changed(Population population, String reference, List<Column> columns, Touch touch, String reason)
            throws IOException {
        tell(population, reference, EvolvedRow.EVOLVED, words(columns), touch.by(), minute(touch), reason);
    }

    /** A booking that staff have made. */
    public void made(Population population, String reference, Touch touch) throws IOException {
        tell(population, reference, EvolvedRow.NEW, "", touch.by(), minute(touch), "");
    }

    /**
     * A row that staff have cancelled.
     *
     * @param finding what it is if it is one of too many: UNEXPECTED if they have made it too
     * @param isMoved whether legacy holds it live
     */
    public void cancelled(Finding finding, boolean isMoved, List<Column> columns, Touch touch, String reason)
            throws IOException {
        RowWriter row = key(finding.population(), touch)
                .flag(isMoved)
                .text(words(columns))
                .text(reason);
        FindingRow.write(finding, row).end();
    }

    /** A row that somebody has cancelled, and that is told otherwise: it counts among those that are too many at once. */
    public void alsoCancelled(Population population, Touch touch) throws IOException {
        key(population, touch).absent().end();
    }

    /** Accounts are the same in either case of their letters, as logins are. */
    private RowWriter key(Population population, Touch touch) throws IOException {
        return cancellations
                .writer()
                .begin()
                .keyPart(touch.by().strip().toLowerCase(Locale.ROOT))
                .keyByte(population.ordinal())
                .keyNumber(minute(touch))
                .endKey();
    }

    private static String words(List<Column> columns) {
        return columns.stream().map(Column::word).collect(Collectors.joining(","));
    }

    private static long minute(Touch touch) {
        return touch.at()
                .map(it -> it.toEpochSecond(ZoneOffset.UTC) / 60)
                .orElseThrow(() -> new IllegalStateException("a touch without a time counts for nothing"));
    }

    private void tell(
            Population population, String reference, String word, String columns, String by, long minute, String reason)
            throws IOException {
        told.writer()
                .begin()
                .keyByte(population.ordinal())
                .keyLast(reference)
                .endKey()
                .text(word)
                .text(columns)
                .text(by)
                .number(minute)
                .text(reason)
                .end();
    }

    /** Says of each cancellation what it is; to be called once, when all are known. */
    public void finish(Cancellations taker) throws IOException {
        Deque<Held> near = new ArrayDeque<>();
        int bulky = 0;
        String account = "";
        int population = -1;
        try (SortedRows rows = cancellations.sorted()) {
            while (rows.advance()) {
                Row row = rows.row();
                Values key = row.key(0);
                String by = key.keyPart();
                int of = key.keyByte();
                if (!by.equals(account) || of != population) {
                    bulky = release(near, near.size(), bulky, taker);
                    account = by;
                    population = of;
                }
                near.addLast(held(row, key.keyNumber()));
                if (near.size() == burst.cancellations()) {
                    boolean isBurst = near.getLast().minute() - near.getFirst().minute() <= burst.minutes();
                    bulky = isBurst ? near.size() : bulky;
                    bulky = release(near, 1, bulky, taker);
                }
            }
            release(near, near.size(), bulky, taker);
        }
    }

    /** Lets go of the first of those that are held, of which the first {@code bulky} are in a burst; returns how many of the rest are. */
    private int release(Deque<Held> near, int count, int bulky, Cancellations taker) throws IOException {
        int left = bulky;
        for (int i = 0; i < count; i++) {
            Held held = near.removeFirst();
            boolean isInBulk = left > 0;
            left -= isInBulk ? 1 : 0;
            if (held.finding().isPresent()) {
                release(held, held.finding().get(), isInBulk, taker);
            }
        }
        return left;
    }

    private void release(Held held, Finding finding, boolean isInBulk, Cancellations taker) throws IOException {
        boolean isMade = finding.type() == ExceptionClass.UNEXPECTED;
        if (isInBulk) {
            (isMade ? madeInBulk : inBulk).merge(finding.population(), 1L, Long::sum);
            taker.inBulk(finding, held.isMoved());
            return;
        }
        tell(
                finding.population(),
                finding.reference(),
                isMade ? EvolvedRow.NEW : EvolvedRow.EVOLVED,
                held.columns(),
                finding.hints().by(),
                held.minute(),
                held.reason());
        taker.rightly(finding, held.isMoved());
    }

    private static Held held(Row row, long minute) {
        Values values = row.values();
        if (values.type() == RowWriter.ABSENT) {
            return new Held(Optional.empty(), false, minute, "", "");
        }
        boolean isMoved = values.flag(false);
        String columns = values.text();
        String reason = values.text();
        return new Held(Optional.of(FindingRow.read(values)), isMoved, minute, columns, reason);
    }

    /** How many of a population's rows that legacy holds were cancelled too many at once. */
    public long inBulk(Population population) {
        return inBulk.getOrDefault(population, 0L);
    }

    /** How many of those that staff have made since go-live. */
    public long madeInBulk(Population population) {
        return madeInBulk.getOrDefault(population, 0L);
    }

    /** Everything that was rightly done, jobs first, by reference, in a new file; to be called when all is finished. */
    public EvolvedRows keep(Path file) throws IOException {
        try (SortedRows rows = told.sorted()) {
            return EvolvedRows.write(file, rows);
        }
    }

    @Override
    public void close() throws IOException {
        told.close();
        cancellations.close();
    }
}
