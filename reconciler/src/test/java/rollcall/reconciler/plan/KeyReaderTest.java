package rollcall.reconciler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rollcall.reconciler.plan.ReconciliationPlan.SidePlan;

/** {@code key:} of a reconciliation, as it is read, and what is refused. */
class KeyReaderTest {
    private static final String NAME = "  - name: legacy against new\n";

    private final PlanFolder plan;

    KeyReaderTest(@TempDir Path folder) {
        plan = PlanFolder.in(folder);
    }

    private KeyColumns read(String key) throws PlanFaults {
        plan.replacing(NAME, NAME + "    key: " + key + "\n");
        ReconciliationPlan read = plan.read().reconciliations().getFirst();
        assertThat(read.target().key()).isEqualTo(read.source().key());
        assertThat(read.census().map(SidePlan::key)).contains(read.source().key());
        assertThat(read.contact().map(SidePlan::key)).contains(KeyColumns.NONE);
        return read.source().key();
    }

    @Test
    void aListIsTheKeyOfAllRows() throws PlanFaults {
        KeyColumns key = read("[job, visit]");

        assertThat(key).isEqualTo(new KeyColumns(List.of("job", "visit"), List.of("job", "visit")));
        assertThat(key.isOfOnePopulation()).isTrue();
    }

    @Test
    void eachPopulationMayHaveItsOwn() throws PlanFaults {
        KeyColumns key = read("{ appointments: [job, task, visit_no], jobs: job }");

        assertThat(key).isEqualTo(new KeyColumns(List.of("job", "task", "visit_no"), List.of("job")));
        assertThat(key.isOfOnePopulation()).isFalse();
        assertThat(key.all()).containsExactly("job", "task", "visit_no");
    }

    @Test
    void withoutItRecordsAreKnownByTheirReference() throws PlanFaults {
        assertThat(plan.read().reconciliations().getFirst().source().key()).isEqualTo(KeyColumns.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|key names no column; expected for example key: { appointments: [job, visit], jobs: [job] }",
                "|key names no column; expected for example key: { appointments: [job, visit], jobs: [job] }",
                "[job]|key is the one column \"job\"; expected two or more: one alone is named reference in the queries, and key: left out",
                "[job, visit, job]|\"job\" stands twice in the key; name each column once",
                "[job, Visit No]|\"Visit No\" in the key is no column's name; expected small letters, digits and _ (what a CSV file heads otherwise is named under its columns:)",
                "[job, starts_at]|\"starts_at\" cannot be part of a key; expected job, property, uprn, or columns of the queries that are named otherwise than those that are compared",
                "[job, reference]|\"reference\" cannot be part of a key; expected job, property, uprn, or columns of the queries that are named otherwise than those that are compared",
                "{ appointments: [job, visit] }|key: jobs names no column; expected for example key: { appointments: [job, visit], jobs: [job] }",
                "{ appointments: [visit], jobs: [job] }|key is one column for jobs and one for appointments; expected two or more for either: one alone is named reference in the queries, and key: left out",
                "{ appointments: [job, visit], jobs: [job, visit] }|key is the same for jobs and appointments; an appointment must be told from its job: expected more columns for appointments",
                "{ appointments: [job, visit], job: [job] }|reconcile 1: key: unknown key \"job\"; did you mean \"jobs\"?"
            })
    void whatIsNoKeyIsRefusedWithItsPlaceAndRemedy(String key, String fault) {
        plan.replacing(NAME, NAME + "    key: " + (key == null ? "" : key) + "\n");

        assertThat(plan.faults()).containsExactly("plan.yaml line 20: " + fault);
    }

    @Test
    void ofAFileTheColumnsOfTheKeyMayBeNamedAndNotWhatIsMadeOfThem() {
        plan.with("rows.csv", "a\n")
                .replacing(NAME, NAME + "    key: { appointments: [order, visit], jobs: [order] }\n")
                .replacing(
                        "source: { connection: legacy, query: reconcile/source.sql }",
                        "source: { csv: rows.csv, columns: { order: WO, visit: No, job: Job, reference: Ref } }");

        assertThat(plan.faults())
                .hasSize(2)
                .allMatch(it -> it.startsWith("plan.yaml line 21: reconcile 1: source: columns: unknown key"))
                .anyMatch(it -> it.contains("\"job\""))
                .anyMatch(it -> it.contains("\"reference\""));
    }
}
