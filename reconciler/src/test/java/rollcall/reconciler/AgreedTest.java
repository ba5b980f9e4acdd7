package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;
import static rollcall.reconciler.finding.Population.APPOINTMENTS;

import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.RunHeader.Agreed;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.plan.AgreedPlan;
import rollcall.reconciler.plan.AgreedPlan.AnyCase;
import rollcall.reconciler.plan.AgreedPlan.SameCodes;
import rollcall.reconciler.plan.AgreedPlan.SameNumber;
import rollcall.reconciler.plan.AgreedPlan.SameWindows;
import rollcall.reconciler.plan.AgreedPlan.Window;
import rollcall.reconciler.plan.AgreedPlan.Within;
import rollcall.reconciler.plan.ReconciliationPlan;

/** What has been agreed to be no difference is none, to the edge and not beyond, and is counted. */
class AgreedTest {
    private final TwoSides systems;
    private int appointments;

    AgreedTest(@TempDir Path folder) {
        systems = new TwoSides(folder).bothHold(aJob("100"));
    }

    private void agreed(AgreedPlan... rules) {
        systems.changed(it -> new ReconciliationPlan(
                it.name(),
                it.source(),
                it.target(),
                it.census(),
                it.contact(),
                it.ledger(),
                List.of(rules),
                Optional.empty()));
    }

    /** An appointment of which a column is so in legacy and so there; the references count from 1. */
    private void holds(String column, String legacy, String there) {
        ComparableRow row = anAppointment(String.valueOf(++appointments), "100").with("trade", "T" + appointments);
        systems.legacyHolds(row.with(column, legacy)).targetHolds(row.with(column, there));
    }

    private List<String> different() {
        return systems.findings().stream()
                .peek(it -> assertThat(it.type().name()).isEqualTo("DIFFERENT"))
                .map(it -> it.reference())
                .sorted()
                .toList();
    }

    private long needed(String rule) {
        try (Result result = systems.run()) {
            return result.header().agreed().stream()
                    .filter(it -> it.rule().equals(rule))
                    .findFirst()
                    .orElseThrow()
                    .rows();
        }
    }

    @Test
    void lettersInEitherCase() {
        agreed(new AnyCase("slot-case", "slot"));
        holds("slot", "AM", "am");
        holds("slot", "AM", "AM");
        holds("slot", "AM", "PM");
        holds("slot", "AM", "");
        holds("description", "Leak", "leak");

        assertThat(different()).containsExactly("3", "4", "5");
        assertThat(needed("slot-case")).isEqualTo(1);
    }

    @Test
    void numbersThatAreTheSameWhenRounded() {
        agreed(new SameNumber("number", "priority", 1));
        holds("priority", "007", "7");
        holds("priority", "12.5", "12.50");
        holds("priority", "12.44", "12.4");
        holds("priority", "12.45", "12.4");
        holds("priority", "7", "8");
        holds("priority", "", "0");
        holds("priority", "N", "n");
        holds("priority", "1e1", "10");

        assertThat(different()).containsExactly("4", "5", "6", "7", "8");
        assertThat(needed("number")).isEqualTo(3);
    }

    @Test
    void timesThatAreNearEnough() {
        agreed(new Within("arrival", "starts_at", 15));
        holds("starts_at", "2026-10-20T08:00", "2026-10-20T08:14");
        holds("starts_at", "2026-10-20T08:00", "2026-10-20T08:15");
        holds("starts_at", "2026-10-20T08:00", "2026-10-20T08:16");
        holds("starts_at", "2026-10-20T08:00", "2026-10-20T07:45");
        holds("starts_at", "2026-10-20T08:00", "2026-10-20T07:44");
        holds("starts_at", "2026-10-20T08:00", "");
        holds("ends_at", "2026-10-20T12:00", "2026-10-20T12:01");

        assertThat(different()).containsExactly("3", "5", "6", "7");
        assertThat(needed("arrival")).isEqualTo(3);
    }

    @Test
    void codesThatMeanTheSame() {
        agreed(new SameCodes("closed", "status", Map.of("closed", Set.of("40", "50"), "open", Set.of("80", "90"))));
        systems.codes("status", Map.of("40", "40", "50", "50", "80", "80"));
        holds("status", "40", "50");
        holds("status", "50", "40");
        holds("status", "80", "90");
        holds("status", "80", "50");
        holds("status", "80", "30");
        holds("status", "90", "90");

        assertThat(different()).as("90 of legacy has no mapping").containsExactly("4", "5", "6");
        assertThat(needed("closed")).isEqualTo(3);
    }

    @Test
    void windowsThatMeanTheSame() {
        agreed(new SameWindows(
                "halves",
                Map.of(
                        "morning",
                        Set.of(window(8, 12), window(8, 13)),
                        "afternoon",
                        Set.of(window(12, 17), window(13, 17)))));
        windows(8, 12, "2026-10-20", 8, 13);
        windows(8, 12, "2026-10-21", 8, 13);
        windows(12, 17, "2026-10-20", 13, 17);
        windows(8, 12, "2026-10-20", 13, 17);
        windows(8, 12, "2026-10-20", 8, 14);
        windows(9, 12, "2026-10-20", 9, 12);
        holds("ends_at", "2026-10-20T12:00", "2026-10-21T13:00");
        holds("ends_at", "2026-10-21T12:00", "2026-10-20T13:00");

        assertThat(different())
                .as("nor one that ends on another day, whatever the hour")
                .containsExactly("2", "4", "5", "7", "8");
        assertThat(needed("halves")).isEqualTo(2);
    }

    private static Window window(int from, int to) {
        return new Window(LocalTime.of(from, 0), LocalTime.of(to, 0));
    }

    private void windows(int from, int to, String dayThere, int fromThere, int toThere) {
        ComparableRow row = anAppointment(String.valueOf(++appointments), "100").with("trade", "T" + appointments);
        systems.legacyHolds(row.with("starts_at", "2026-10-20T%02d:00".formatted(from))
                        .with("ends_at", "2026-10-20T%02d:00".formatted(to)))
                .targetHolds(row.with("starts_at", "%sT%02d:00".formatted(dayThere, fromThere))
                        .with("ends_at", "%sT%02d:00".formatted(dayThere, toThere)));
    }

    @Test
    void aRuleIsCountedWhereItWasNeededAndToldWhereItWasNot() {
        agreed(
                new AnyCase("first", "slot"),
                new AnyCase("second", "slot"),
                new Within("arrival", "starts_at", 15),
                new AnyCase("idle", "description"));
        ComparableRow both = anAppointment("1", "100");
        systems.legacyHolds(both).targetHolds(both.with("slot", "am").with("starts_at", "2026-10-20T08:10"));

        try (Result result = systems.run()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
            assertThat(TwoSystems.tally(result, APPOINTMENTS).matched()).isEqualTo(1);
            assertThat(result.header().agreed())
                    .containsExactly(
                            new Agreed("first", "slot in either case", 1),
                            new Agreed("second", "slot in either case", 0),
                            new Agreed("arrival", "starts_at within 15 minutes", 1),
                            new Agreed("idle", "description in either case", 0));
            assertThat(result.header().notes())
                    .contains(
                            "Agreed difference 'arrival' (starts_at within 15 minutes) was needed by 1 row.",
                            "Agreed difference 'idle' (description in either case) was needed by no row; take it out of the plan if it is over.");
        }
    }

    @Test
    void whatIsAgreedExcusesNothingElseOfTheRow() {
        agreed(new AnyCase("slot-case", "slot"), new SameCodes("ended", "status", Map.of("any", Set.of("80", "30"))));
        ComparableRow row = anAppointment("1", "100");
        systems.legacyHolds(row)
                .targetHolds(row.with("slot", "am").with("status", "30").with("live", "false"));

        assertThat(systems.exceptions()).containsExactly("INVISIBLE appointments 1 CANCELLED");
        assertThat(systems.findings().getFirst().fields()).isEmpty();
        assertThat(needed("slot-case")).isEqualTo(1);
    }

    @Test
    void ofSeveralRowsOfAReferenceThoseThatAreTheSameAreOne() {
        agreed(new AnyCase("slot-case", "slot"));
        ComparableRow upper = anAppointment("1", "100");
        ComparableRow lower = upper.with("slot", "am");
        systems.legacyHolds(upper).legacyHolds(lower).targetHolds(lower).targetHolds(upper);

        assertThat(systems.exceptions()).isEmpty();
        assertThat(needed("slot-case")).isZero();
    }

    @Test
    void ofSeveralRowsOfAReferenceAsManyAgreeAsCan() {
        agreed(new Within("arrival", "starts_at", 15));
        ComparableRow row = anAppointment("1", "100");
        systems.legacyHolds(row.with("starts_at", "2026-10-20T08:00"))
                .legacyHolds(row.with("starts_at", "2026-10-20T08:20"))
                .targetHolds(row.with("starts_at", "2026-10-20T08:10"))
                .targetHolds(row.with("starts_at", "2026-10-20T07:50"));

        assertThat(systems.exceptions()).isEmpty();
        assertThat(needed("arrival")).isEqualTo(2);
    }
}
