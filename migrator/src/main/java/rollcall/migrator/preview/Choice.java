package rollcall.migrator.preview;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.LegacyRow;

/** Which rows are to be seen. */
public sealed interface Choice {
    /** All rows with this reference, and a job's appointments. */
    record Of(String reference) implements Choice {}

    /** So many of the rows to be moved, at random: the same seed chooses the same rows. */
    record AtRandom(int rows, long seed) implements Choice {}

    /** Rejected rows, most reasons first, then those of which the rules change most. */
    record Worst(int rows) implements Choice {}

    /** Takes the rows one by one and keeps those that are chosen. */
    static Chosen chosen(Choice choice) {
        return switch (choice) {
            case Of it -> new ByReference(it.reference());
            case AtRandom it -> new Reservoir(it.rows(), new Random(it.seed()));
            case Worst it -> new WorstSoFar(it.rows());
        };
    }

    /** What is chosen so far. */
    interface Chosen {
        /** Whether this row is worth following through the rules. */
        boolean wants(LegacyRow row);

        void take(Example example);

        List<Example> examples();
    }

    /** Rows of one reference. */
    final class ByReference implements Chosen {
        private final String reference;
        private final List<Example> examples = new ArrayList<>();

        ByReference(String reference) {
            this.reference = reference;
        }

        @Override
        public boolean wants(LegacyRow row) {
            return row.identity().reference().equals(reference)
                    || (row.identity().kind() == Kind.APPOINTMENTS
                            && row.value("job").filter(reference::equals).isPresent());
        }

        @Override
        public void take(Example example) {
            examples.add(example);
        }

        @Override
        public List<Example> examples() {
            return List.copyOf(examples);
        }
    }

    /** Each row to be moved with the same chance. */
    final class Reservoir implements Chosen {
        private final int most;
        private final Random random;
        private final List<Example> examples = new ArrayList<>();
        private int seen;

        Reservoir(int most, Random random) {
            this.most = most;
            this.random = random;
        }

        @Override
        public boolean wants(LegacyRow row) {
            return true;
        }

        @Override
        public void take(Example example) {
            if (!example.isToBeMoved()) {
                return;
            }
            seen++;
            if (examples.size() < most) {
                examples.add(example);
            } else {
                int place = random.nextInt(seen);
                if (place < most) {
                    examples.set(place, example);
                }
            }
        }

        @Override
        public List<Example> examples() {
            return examples.stream().sorted(IN_ORDER).toList();
        }
    }

    /** The worst rows, best at the head. */
    final class WorstSoFar implements Chosen {
        private static final Comparator<Example> WORST_FIRST = Comparator.comparing(Example::isRejected)
                .thenComparing(Example::reasons)
                .thenComparing(Example::changes)
                .reversed()
                .thenComparing(IN_ORDER);

        private final int most;
        private final PriorityQueue<Example> examples = new PriorityQueue<>(WORST_FIRST.reversed());

        WorstSoFar(int most) {
            this.most = most;
        }

        @Override
        public boolean wants(LegacyRow row) {
            return true;
        }

        @Override
        public void take(Example example) {
            if (example.isToBeMoved()) {
                examples.add(example);
                if (examples.size() > most) {
                    examples.remove();
                }
            }
        }

        @Override
        public List<Example> examples() {
            return examples.stream().sorted(WORST_FIRST).toList();
        }
    }

    /** By kind, reference and occurrence. */
    Comparator<Example> IN_ORDER = Comparator.comparing(
                    (Example it) -> it.row().identity().kind())
            .thenComparing(it -> it.row().identity().reference())
            .thenComparing(it -> it.row().identity().occurrence());
}
