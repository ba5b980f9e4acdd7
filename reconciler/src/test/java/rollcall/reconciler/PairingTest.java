package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;
import static rollcall.reconciler.finding.Population.APPOINTMENTS;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.FieldDifference;
import rollcall.reconciler.plan.AgreedPlan.Within;
import rollcall.reconciler.plan.ReconciliationPlan;

/** Several rows of one reference: which of the one side is which of the other. The new system's come in the order of their ids. */
class PairingTest {
    private static final ComparableRow ROW = anAppointment("901", "100").with("trade", "EL");

    private final TwoSides systems;
    private int ids;

    PairingTest(@TempDir Path folder) {
        systems = new TwoSides(folder).bothHold(aJob("100")).bothHold(anAppointment("900", "100"));
    }

    @Test
    void whereTheFirstIsThereTheSecondIsTheMissingOne() {
        here(at("08")).here(at("13")).there(at("08"));
        assertThat(missing()).isEqualTo("2026-10-20T13:00");
    }

    @Test
    void whereTheSecondIsThereTheFirstIsTheMissingOne() {
        here(at("08")).here(at("13")).there(at("13"));
        assertThat(missing()).isEqualTo("2026-10-20T08:00");
    }

    @Test
    void whereTheFirstIsThereAndBentTheSecondIsTheMissingOne() {
        here(at("08")).here(at("13")).there(at("08").with("contractor", "H06"));
        assertThat(missing()).isEqualTo("2026-10-20T13:00");
    }

    @Test
    void whereThreeAreThereInAnotherOrderEachAgreesWithItsOwn() {
        agreedWithin(15);
        here(at("08")).here(at("10")).here(at("12")).here(at("14"));
        there(at("10", "05")).there(at("14", "05")).there(at("08", "05")).there(at("12", "05"));
        assertThat(systems.exceptions()).isEmpty();
    }

    @Test
    void whereTheNewSystemHasFewerEachAgreesWithItsOwn() {
        agreedWithin(15);
        here(at("08")).here(at("10")).here(at("12")).here(at("14"));
        there(at("14", "05")).there(at("08", "05")).there(at("12", "05"));
        assertThat(missing()).isEqualTo("2026-10-20T10:00");
        try (Result result = systems.run()) {
            assertThat(TwoSystems.tally(result, APPOINTMENTS).matched()).isEqualTo(4);
        }
    }

    @Test
    void whereTheNewSystemHasMoreEachAgreesWithItsOwn() {
        agreedWithin(15);
        here(at("08")).here(at("10")).here(at("12"));
        there(at("12", "05")).there(at("16")).there(at("08", "05")).there(at("10", "05"));
        assertThat(systems.findings())
                .singleElement()
                .satisfies(it ->
                        assertThat(it.fields()).as("the fourth is one too many").isEmpty());
    }

    @Test
    void ofPairingsThatAreAsGoodTheFirstIsTaken() {
        here(slot("A")).here(slot("B")).there(slot("C")).there(slot("D"));
        assertThat(fields()).containsExactly(new FieldDifference("slot", "A", "C"));
    }

    @Test
    void whereOneOfTwoMayBeMissingItIsTheSecond() {
        here(slot("A")).here(slot("B")).there(slot("C"));
        assertThat(fields()).containsExactly(new FieldDifference("slot", "A", "C"));
    }

    @Test
    void ofUpToEightRowsTheFewestDifferencesOfAllTogetherCount() {
        others(6);
        assertThat(wouldBeTakenByTheFirst()).containsExactly("status", "priority");
    }

    @Test
    void ofMoreThanEightEachTakesTheOneFromWhichItDiffersLeastOfThoseThatAreLeft() {
        others(7);
        assertThat(wouldBeTakenByTheFirst()).containsExactly("contractor");
    }

    /** One row that is nearest to what another needs more. */
    private List<String> wouldBeTakenByTheFirst() {
        here(ROW).here(ROW.with("contractor", "H06").with("slot", "PM"));
        there(ROW.with("contractor", "H06")).there(ROW.with("status", "30").with("priority", "2"));
        return fields().stream().map(FieldDifference::name).toList();
    }

    /** Rows that differ from theirs in one column, and from all others in more, told after the rows of a test. */
    private void others(int count) {
        for (int i = 0; i < count; i++) {
            ComparableRow other = ROW.with("uprn", "1000" + i)
                    .with("property", "P7" + i)
                    .with("starts_at", "2026-11-1%dT08:00".formatted(i))
                    .with("ends_at", "2026-11-1%dT12:00".formatted(i))
                    .with("job", "Z100");
            here(other);
            systems.targetHolds(other.with("contractor", "H07").with("target_id", "z" + i));
        }
        systems.bothHold(aJob("Z100"));
    }

    @Test
    void ofManyEachIsFoundInWhateverOrderTheyAreThere() {
        for (int i = 0; i < 10; i++) {
            here(slot("S" + i));
            systems.targetHolds(slot("S" + i).with("contractor", "H06").with("target_id", "t" + (9 - i)));
        }
        assertThat(fields()).containsExactly(new FieldDifference("contractor", "H01", "H06"));
    }

    @Test
    void ofManyThatAreAsNearTheFirstIsTaken() {
        others(8);
        here(slot("A")).there(slot("C")).there(slot("D"));
        assertThat(fields()).containsExactly(new FieldDifference("slot", "A", "C"));
    }

    @Test
    void ofManyThatAreRightTheOneThatIsNotTakesNoneFromAnother() {
        here(slot("A"));
        systems.targetHolds(slot("Z").with("contractor", "H06").with("target_id", "t99"));
        for (int i = 10; i < 20; i++) {
            here(slot("S" + i));
            systems.targetHolds(slot("S" + i).with("target_id", "t" + i));
        }
        assertThat(fields())
                .containsExactly(
                        new FieldDifference("contractor", "H01", "H06"), new FieldDifference("slot", "A", "Z"));
    }

    @Test
    void ofManyWhereMoreAreHereSomeAreMissing() {
        for (int i = 0; i < 11; i++) {
            here(slot("S" + (10 + i)));
        }
        for (int i = 0; i < 9; i++) {
            there(slot("S" + (10 + i)).with("contractor", "H06"));
        }
        try (Result result = systems.run()) {
            assertThat(TwoSystems.tally(result, APPOINTMENTS).missing()).isEqualTo(2);
            assertThat(TwoSystems.tally(result, APPOINTMENTS).different()).isEqualTo(9);
        }
    }

    @Test
    void ofManyWhereMoreAreThereTheyAreDuplicated() {
        for (int i = 0; i < 9; i++) {
            here(slot("S" + (10 + i)));
        }
        for (int i = 0; i < 11; i++) {
            there(slot("S" + (10 + i)).with("contractor", "H06"));
        }
        assertThat(systems.exceptions()).containsExactly("DUPLICATED appointments 901 UNEXPLAINED");
    }

    private PairingTest here(ComparableRow row) {
        systems.legacyHolds(row);
        return this;
    }

    private PairingTest there(ComparableRow row) {
        systems.targetHolds(row.with("target_id", "t" + (10 + ids++)));
        return this;
    }

    private static ComparableRow slot(String slot) {
        return ROW.with("slot", slot);
    }

    private static ComparableRow at(String hour) {
        return at(hour, "00");
    }

    private static ComparableRow at(String hour, String minute) {
        return ROW.with("starts_at", "2026-10-20T%s:%s".formatted(hour, minute)).with("ends_at", "2026-10-20T17:00");
    }

    private void agreedWithin(int minutes) {
        systems.changed(it -> new ReconciliationPlan(
                it.name(),
                it.source(),
                it.target(),
                it.census(),
                it.contact(),
                it.ledger(),
                List.of(new Within("arrival", "starts_at", minutes)),
                Optional.empty()));
    }

    private String missing() {
        List<LocalDateTime> starts = systems.findings().stream()
                .filter(it -> TwoSystems.told(it).equals("MISSING appointments 901 UNEXPLAINED"))
                .map(it -> it.startsAt().orElseThrow())
                .toList();
        assertThat(starts).hasSize(1);
        return starts.getFirst().toString();
    }

    private List<FieldDifference> fields() {
        return systems.findings().stream()
                .filter(it -> it.reference().equals("901"))
                .findFirst()
                .orElseThrow()
                .fields();
    }
}
