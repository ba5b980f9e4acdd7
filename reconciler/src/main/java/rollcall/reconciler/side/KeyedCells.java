package rollcall.reconciler.side;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.plan.KeyColumns;
import rollcall.reconciler.sort.Utf8;

/** The current record of a side whose records are known by several columns: its reference, and its job's, are made of them. */
final class KeyedCells implements Cells {
    private static final byte[] JOBS = Population.JOBS.word().getBytes(StandardCharsets.UTF_8);
    private static final byte[] APPOINTMENTS = Population.APPOINTMENTS.word().getBytes(StandardCharsets.UTF_8);

    private final Cells cells;
    private final Parts parts;
    private final KeyColumns key;
    private final int[] ofAppointment;
    private final int[] ofJob;
    private final KeyText text = new KeyText();
    private final Utf8 view = new Utf8();
    private Optional<Population> only = Optional.empty();

    /** The cells of the current record by their positions. */
    interface Parts {
        /** A trimmed text; empty where it is absent. What it shows holds until the next value is asked for. */
        Utf8 part(int position) throws SideFailure;
    }

    KeyedCells(Cells cells, Parts parts, Header header) {
        this.cells = cells;
        this.parts = parts;
        this.key = header.key();
        this.ofAppointment = positions(key.appointments(), header);
        this.ofJob = positions(key.jobs(), header);
    }

    private static int[] positions(List<String> key, Header header) {
        return key.stream().mapToInt(it -> header.parts().getOrDefault(it, -1)).toArray();
    }

    @Override
    public Utf8 utf8(Column column) throws SideFailure {
        return switch (column) {
            case REFERENCE -> joined(reference());
            case JOB -> key.makesJob() ? joined(ofJob) : cells.utf8(column);
            default -> cells.utf8(column);
        };
    }

    /** Where the parts of the reference stand; none in a record of no population, which is told elsewhere. */
    private int[] reference() throws SideFailure {
        Utf8 word = cells.utf8(Column.POPULATION);
        if (word.isLetters(JOBS)) {
            check(Population.JOBS);
            return ofJob;
        }
        if (word.isLetters(APPOINTMENTS)) {
            check(Population.APPOINTMENTS);
            return ofAppointment;
        }
        return new int[0];
    }

    /** What a job's reference is made of, an appointment's cannot be. */
    private void check(Population population) throws SideFailure {
        if (!key.isOfOnePopulation() || only.filter(population::equals).isPresent()) {
            return;
        }
        if (only.isPresent()) {
            throw new SideFailure(
                    "%s: a row of %s among %s, and key: in plan.yaml is one list for both; write key: { appointments: [%s], jobs: [its columns of these] }"
                            .formatted(
                                    cells.place(),
                                    population.word(),
                                    only.get().word(),
                                    String.join(", ", key.appointments())));
        }
        only = Optional.of(population);
    }

    private Utf8 joined(int[] positions) throws SideFailure {
        text.begin(positions.length);
        for (int position : positions) {
            text.add(parts.part(position));
        }
        return text.show(view);
    }

    @Override
    public String text(Column column) throws SideFailure {
        boolean isMade = column == Column.REFERENCE || column == Column.JOB && key.makesJob();
        return isMade ? utf8(column).toString() : cells.text(column);
    }

    @Override
    public long minutes(Column column) throws SideFailure {
        return cells.minutes(column);
    }

    @Override
    public int flag(Column column) throws SideFailure {
        return cells.flag(column);
    }

    @Override
    public boolean has(Column column) {
        return column == Column.REFERENCE || column == Column.JOB && key.makesJob() || cells.has(column);
    }

    @Override
    public String place() {
        return cells.place();
    }
}
