package rollcall.reconciler.side;

import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.Progress;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.Values;

/** A query or a file that yields a side's records. */
final class IntakeStep implements Step {
    private final Intake intake;
    private final Progress.Task task;
    private final Reader reader;
    private final Set<String> told = new LinkedHashSet<>();
    private Set<Column> columns = EnumSet.noneOf(Column.class);
    private Optional<KeptRow> cells = Optional.empty();

    /** How the records come. */
    @FunctionalInterface
    interface Reader {
        void read(Optional<Snapshot> from, Intake into, Progress.Task task) throws SideFailure, IOException;
    }

    IntakeStep(Intake intake, Progress.Task task, Reader reader) {
        this.intake = intake;
        this.task = task;
        this.reader = reader;
    }

    @Override
    public String name() {
        return intake.file();
    }

    @Override
    public Progress.Task task() {
        return task;
    }

    /** The columns that the records had; known when they have been kept. */
    Set<Column> columns() {
        return columns;
    }

    Intake intake() {
        return intake;
    }

    @Override
    public void read(Optional<Snapshot> from) throws SideFailure, IOException {
        reader.read(from, intake, task);
    }

    @Override
    public void keep(Optional<Snapshot> from, int number, RowSorter kept) throws SideFailure, IOException {
        KeptIntake into = new KeptIntake(intake, number, kept);
        reader.read(from, into, task);
        columns = into.columns();
        cells = Optional.empty();
        into.problems().lines().stream().filter(told::add).forEach(intake.problems()::add);
    }

    @Override
    public void take(Values kept) throws SideFailure, IOException {
        KeptRow row = cells.orElseGet(() -> new KeptRow(intake.file(), columns));
        cells = Optional.of(row);
        row.show(kept);
        intake.take(row);
    }
}
