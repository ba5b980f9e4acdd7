package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.reconciler.finding.Finding;

/** Of rows that are right by themselves only what rules look at is kept; what is told of the wrong ones is legacy's all the same. */
class ToldLaterTest {
    private final TwoSides systems;

    ToldLaterTest(@TempDir Path folder) {
        systems = new TwoSides(folder);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1 << 20})
    void eachExceptionHasTheParticularsOfItsOwnRow(long budget) {
        systems.inMemoryOf(budget).codes("trade", java.util.Map.of("PL", "10"));
        for (int i = 1; i <= 5; i++) {
            ComparableRow visit = anAppointment("30000" + i, "0" + i)
                    .with("trade", "PL")
                    .with("starts_at", "2026-10-2%dT08:00".formatted(i))
                    .with("property", "P" + i)
                    .with("priority", "" + i);
            ComparableRow job = aJob("0" + i).with("alerts", "A" + i);
            systems.legacyHolds(job).targetHolds(job.with("trade", "10"));
            systems.legacyHolds(visit).targetHolds(visit.with("trade", "10"));
            if (i % 2 == 0) {
                ComparableRow second =
                        visit.with("reference", "40000" + i).with("starts_at", "2026-10-2%dT09:00".formatted(i));
                systems.legacyHolds(second).targetHolds(second.with("trade", "10"));
            }
        }
        ComparableRow waiting = aJob("06").with("needs_appointment", "true").with("uprn", "10006");
        systems.legacyHolds(waiting).targetHolds(waiting.with("trade", "10"));

        List<Finding> findings = systems.findings();

        assertThat(findings)
                .extracting(it -> String.join(
                        " ",
                        TwoSystems.told(it),
                        it.causeDetail(),
                        it.job(),
                        it.property(),
                        it.priority(),
                        it.trade(),
                        it.startsAt().map(Object::toString).orElse("none"),
                        it.uprn(),
                        it.particulars().alerts()))
                .containsExactlyInAnyOrder(
                        "INCONSISTENT appointments 400002 TWO_FOR_ONE_TRADE the other is 300002 02 P2 2 PL 2026-10-22T09:00  A2",
                        "INCONSISTENT appointments 400004 TWO_FOR_ONE_TRADE the other is 300004 04 P4 4 PL 2026-10-24T09:00  A4",
                        "INCONSISTENT jobs 06 NO_APPOINTMENT  06 P06 3 PL none 10006 ");
    }
}
