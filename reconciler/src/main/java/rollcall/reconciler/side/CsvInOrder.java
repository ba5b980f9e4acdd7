package rollcall.reconciler.side;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.ReconciliationPlan.CsvSide;
import rollcall.reconciler.sort.Feed;
import rollcall.reconciler.sort.OutOfOrder;
import rollcall.reconciler.sort.Reopenable;
import rollcall.reconciler.sort.RowsInto;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.Threads;

/**
 * A CSV file that may stand in the order of its keys: each reading of its rows is a reading of the file, by a thread of its
 * own, and nothing is kept. Where they are not in order, or the file cannot be read whole, the reading ends with {@link
 * OutOfOrder}; then it is for the sort to read it, which tells what is wrong with it if anything is.
 */
final class CsvInOrder implements Reopenable {
    private final CsvSide side;
    private final String name;
    private final Function<RowsInto, Intake> intake;
    private final Supplier<Progress.Task> task;
    private final UnchangedFiles unchanged;
    private Optional<Reader> first = Optional.empty();

    /**
     * A file that nobody has read yet, as it is now.
     *
     * @param name whose rows they are, for {@link OutOfOrder}
     * @param intake makes the intake of one reading
     */
    CsvInOrder(CsvSide side, String name, Function<RowsInto, Intake> intake, Supplier<Progress.Task> task) {
        this.side = side;
        this.name = name;
        this.intake = intake;
        this.task = task;
        this.unchanged = UnchangedFiles.of(side.file(), name);
    }

    /**
     * The columns of the file, unless it cannot be read this way: it cannot be opened, or has rows that name others. A file
     * that is exchanged after they were read is not the same any more.
     *
     * @param file what the file is called in messages
     */
    Optional<Set<Column>> columns(String file, Set<Column> allowed) {
        try {
            return Optional.of(CsvReader.columns(side, file, allowed)).filter(it -> !it.contains(Column.SUPERSEDED_BY));
        } catch (SideFailure | IOException e) {
            return Optional.empty();
        }
    }

    /** One reading of the file. */
    private final class Reader implements Runnable {
        private final Feed feed = new Feed(name);
        private final Intake into = intake.apply(feed);
        private final Thread thread = new Thread(this, "rollcall-reader");

        @Override
        public void run() {
            try {
                read();
            } catch (InterruptedIOException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void read() throws InterruptedIOException {
            try (Progress.Task reading = task.get()) {
                CsvReader.read(side, into, reading);
                unchanged.check();
            } catch (SideFailure | IOException | RuntimeException | Error e) {
                feed.giveUp();
                return;
            }
            feed.end();
        }

        /** Waits for its end, so that the file is closed. */
        void stop() {
            Threads.end(thread);
        }
    }

    @Override
    public SortedRows open() {
        Reader reader = new Reader();
        if (first.isEmpty()) {
            first = Optional.of(reader);
        }
        reader.thread.setDaemon(true);
        reader.thread.start();
        return reader.feed.open(reader::stop);
    }

    /** How many rows there were at the first reading; to be asked when that has ended. */
    @Override
    public long rows() {
        return first.map(it -> it.feed.rows()).orElse(-1L);
    }

    /** What could not be used of the file; known when the first reading has ended. */
    List<String> problems() {
        return first.map(it -> it.into.problems().lines()).orElse(List.of());
    }

    @Override
    public void toDisk() {}

    @Override
    public void close() {
        first.ifPresent(Reader::stop);
    }
}
