package rollcall.migrator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is made of rows, made on a thread of its own while the rows before are at the database: in order, each once, and a
 * failure comes where its row would have come. Bounded: no more than one batch is ahead.
 */
public final class Ahead<I, O> implements Iterator<O>, AutoCloseable {
    private final Stream<I> source;
    private final Iterator<I> rows;
    private final Function<List<I>, List<O>> rule;
    private final int batch;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("ahead").factory());
    private Iterator<O> ready = List.<O>of().iterator();
    private Optional<Future<List<O>>> next = Optional.empty();

    /**
     * Nothing is read before the first is asked for.
     *
     * @param source the rows; closed with this
     * @param rule makes something of each of some rows, in their order
     * @param batch how many are made at a time
     */
    public Ahead(Stream<I> source, Function<List<I>, List<O>> rule, int batch) {
        this.source = source;
        this.rows = source.iterator();
        this.rule = rule;
        this.batch = batch;
    }

    private List<O> make() {
        List<I> some = new ArrayList<>(batch);
        while (some.size() < batch && rows.hasNext()) {
            some.add(rows.next());
        }
        return some.isEmpty() ? List.of() : rule.apply(some);
    }

    @Override
    public boolean hasNext() {
        if (!ready.hasNext()) {
            List<O> made = made();
            ready = made.iterator();
            if (!made.isEmpty()) {
                next = Optional.of(thread.submit(this::make));
            }
        }
        return ready.hasNext();
    }

    private List<O> made() {
        try {
            return next.orElseGet(() -> thread.submit(this::make)).get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rows were read", interrupted);
        }
    }

    @Override
    public O next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.next();
    }

    /** Waits until nothing is read any more, and closes the rows. */
    @Override
    public void close() {
        thread.close();
        source.close();
    }
}
