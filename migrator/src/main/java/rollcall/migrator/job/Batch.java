package rollcall.migrator.job;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import rollcall.migrator.Failpoint;
import rollcall.migrator.load.TargetDatabase;

/**
 * The only class that knows Spring Batch: chunk steps one after another, each chunk in one transaction of a transaction
 * manager that is always named (without one a step does not roll back), with neither skip nor retry (a restart after a skip
 * loses good rows). Its repository remembers nothing and its counters are not evidence: the ledger is.
 */
final class Batch {
    private final JobRepository repository = new ResourcelessJobRepository();
    private final TargetDatabase target;
    private final int chunk;
    private final Runnable before;
    private final List<Step> steps = new ArrayList<>();

    /**
     * A job without steps.
     *
     * @param chunk rows in one transaction
     * @param before is done first in each transaction
     */
    Batch(TargetDatabase target, int chunk, Runnable before) {
        this.target = target;
        this.chunk = chunk;
        this.before = before;
    }

    /**
     * Adds a step: {@code rows}, a chunk at a time to {@code settle}. To Spring Batch a chunk of ours is one item, for what it
     * does around each item costs more than a row.
     */
    <T> Batch step(String name, Iterator<T> rows, Consumer<List<? extends T>> settle) {
        steps.add(new StepBuilder(name, repository)
                .<List<T>, List<T>>chunk(1)
                .transactionManager(target.transactions())
                .reader(() -> rows.hasNext() ? next(rows) : null)
                .writer((Chunk<? extends List<T>> written) -> {
                    TransactionSynchronizationManager.registerSynchronization(new CommitPoints(name));
                    before.run();
                    target.beginChunk();
                    written.getItems().forEach(settle);
                })
                .build());
        return this;
    }

    private <T> List<T> next(Iterator<T> rows) {
        List<T> next = new ArrayList<>(chunk);
        while (next.size() < chunk && rows.hasNext()) {
            next.add(rows.next());
        }
        return next;
    }

    /**
     * Runs the steps, in order, up to the first that fails; what was committed before stays.
     *
     * @throws MigrationFailed with the failure as its cause
     */
    void run(String name) throws MigrationFailed {
        SimpleJobBuilder builder = new JobBuilder(name, repository).start(steps.get(0));
        for (Step step : steps.subList(1, steps.size())) {
            builder = builder.next(step);
        }
        Job job = builder.build();
        JobParameters none = new JobParameters();
        JobExecution execution =
                repository.createJobExecution(repository.createJobInstance(name, none), none, new ExecutionContext());
        try {
            job.execute(execution);
        } catch (JobInterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw MigrationFailed.of(interrupted);
        }
        if (execution.getStatus() != BatchStatus.COMPLETED) {
            throw MigrationFailed.of(execution.getAllFailureExceptions().stream()
                    .findFirst()
                    .orElseGet(() -> new IllegalStateException(
                            "the job ended as " + execution.getStatus() + " without saying why")));
        }
    }

    /** Lets a test stop the program right before and right after a chunk's commit. */
    private record CommitPoints(String step) implements TransactionSynchronization {
        @Override
        public void beforeCommit(boolean readOnly) {
            Failpoint.reach(step + ".before-commit");
        }

        @Override
        public void afterCommit() {
            Failpoint.reach(step + ".after-commit");
        }
    }
}
