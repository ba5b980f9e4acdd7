package rollcall.reconciler.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.harm.Urgency;

/** However they come and however few are kept: the kept ones are the first of all when all are put in order. */
class ByUrgencyTest {
    private static final int ROUNDS = 300;

    @Test
    void theMostUrgentAreKeptAndAllAreCounted() {
        long seed = Long.getLong("urgency.seed", System.nanoTime());
        System.out.println("ByUrgencyTest -Durgency.seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            int most = random.nextInt(12);
            int count = random.nextInt(40);
            ByUrgency kept = new ByUrgency(most);
            List<Told> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Urgency urgency = Urgency.values()[random.nextInt(Urgency.values().length)];
                Finding finding = finding("%06d".formatted(i), random.nextBoolean());
                kept.add(urgency, finding);
                all.add(new Told(urgency, finding));
            }
            all.sort(Comparator.comparing(Told::urgency)
                    .thenComparing(
                            it -> !(it.finding().vulnerable() && it.urgency().vulnerableFirst())));
            List<Finding> first = all.stream().limit(most).map(Told::finding).toList();
            assertThat(kept.kept()).as("seed %d round %d", seed, round).containsExactlyElementsOf(first);
            assertThat(kept.count()).isEqualTo(count);
            assertThat(kept.vulnerable())
                    .isEqualTo(
                            all.stream().filter(it -> it.finding().vulnerable()).count());
            for (Urgency urgency : Urgency.values()) {
                assertThat(kept.count(urgency))
                        .isEqualTo(all.stream()
                                .filter(it -> it.urgency() == urgency)
                                .count());
                assertThat(kept.kept(urgency))
                        .containsExactlyElementsOf(all.stream()
                                .limit(most)
                                .filter(it -> it.urgency() == urgency)
                                .map(Told::finding)
                                .toList());
            }
        }
    }

    private record Told(Urgency urgency, Finding finding) {}

    private static Finding finding(String reference, boolean vulnerable) {
        LocalDateTime start = Samples.AS_OF.plusDays(1);
        return Samples.booked(
                Samples.finding(ExceptionClass.MISSING, "", "", Population.APPOINTMENTS, reference, "01551932"),
                start,
                start.plusHours(4),
                "N",
                vulnerable);
    }
}
