package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.SmallCouncil;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanReader;
import rollcall.reconciler.plan.ReconciliationPlan;

/**
 * What {@code source.sql} does about each quirk of legacy: taken out, exactly the small council's records that show the quirk
 * are told, though the new system is right. A visit's number begins with its order's group.
 */
class QuirkHandlingTest {
    /** What is taken out: a passage of the query, and what it would have been without the thought; and what then is told. */
    private static final Map<String, Handling> HANDLINGS = handlings();

    private final CouncilFolder council;

    QuirkHandlingTest(@TempDir Path folder) throws Exception {
        council = SmallCouncil.into(folder.resolve("small"));
        SmallCouncil.correctTargetInto(council.root());
        try (Stream<Path> files = Files.walk(council.corrected())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        file,
                        council.plan().resolve(council.corrected().relativize(file)),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Test
    void withoutTheHandlingOfAQuirkExactlyItsRecordsAreTold() throws Exception {
        Path file = council.plan().resolve("reconcile/source.sql");
        String query = Files.readString(file);
        assertThat(told()).as("with all of them").isEmpty();
        SoftAssertions softly = new SoftAssertions();
        for (Map.Entry<String, Handling> handling : HANDLINGS.entrySet()) {
            Handling it = handling.getValue();
            String without = query.replace(it.passage(), it.without());
            assertThat(without).as(handling.getKey()).isNotEqualTo(query);
            Files.writeString(file, without);
            softly.assertThat(told()).as(handling.getKey()).containsExactlyInAnyOrder(it.told());
        }
        softly.assertAll();
    }

    private List<String> told() throws Exception {
        Plan plan = PlanReader.read(council.plan(), Map.of());
        ReconciliationPlan it = plan.reconciliations().getFirst();
        ReconciliationPlan withoutLedger = new ReconciliationPlan(
                it.name(), it.source(), it.target(), it.census(), it.contact(), Optional.empty());
        try (Result result =
                Reconciliation.run(plan, withoutLedger, plan.asOf().orElseThrow(), plan.workFolder(), Progress.NONE)) {
            List<String> told = new ArrayList<>();
            result.header().unknowns().forEach(unknown -> told.add("UNKNOWN"));
            TwoSystems.findings(result).stream().map(QuirkHandlingTest::told).forEach(told::add);
            return told;
        }
    }

    private static String told(Finding finding) {
        return finding.type() + " " + finding.reference();
    }

    private record Handling(String passage, String without, String... told) {}

    private static Map<String, Handling> handlings() {
        Map<String, Handling> all = new LinkedHashMap<>();
        all.put(
                "orders that were put away",
                new Handling(
                        "      FROM rmworder_archive\n)",
                        "      FROM rmworder_archive WHERE 1 = 0\n)",
                        "UNEXPECTED 01550090",
                        "UNEXPECTED 01550091",
                        "UNKNOWN"));
        all.put(
                "visits that were put away",
                new Handling(
                        "u_task_ref FROM visit_archive",
                        "u_task_ref FROM visit_archive WHERE 1 = 0",
                        "UNEXPECTED 2901",
                        "UNKNOWN"));
        all.put(
                "an order put away while its visit was left",
                new Handling(
                        "LEFT JOIN rmworder_archive a ON a.rmworder_sid = v.reference_sid",
                        "LEFT JOIN rmworder_archive a ON a.rmworder_sid = 0",
                        "DIFFERENT 2901",
                        "DIFFERENT 2911",
                        "INCONSISTENT 01550090",
                        "INCONSISTENT 01550091"));
        all.put(
                "an order entered twice",
                new Handling(
                        "CASE WHEN o.time_entered > 1 THEN 'repeated row'\n                WHEN",
                        "CASE WHEN",
                        "MISSING 01550088"));
        all.put(
                "a visit entered twice",
                new Handling(
                        "CASE WHEN w.time_entered > 1 THEN 'repeated row'\n            WHEN",
                        "CASE WHEN",
                        "MISSING 2891"));
        all.put(
                "a target revised in a text",
                new Handling("BETWEEN '1950' AND '2999'", "BETWEEN '9998' AND '9999'", "DIFFERENT 2921"));
        all.put(
                "a text that says none with the year 1900",
                new Handling("BETWEEN '1950' AND '2999'", "BETWEEN '1900' AND '2999'", "DIFFERENT 2951"));
        all.put(
                "visits of other entities",
                new Handling(
                        "TRIM(v.reference_table) = 'UHOrder' THEN 1 ELSE 0 END",
                        "1 = 1 THEN 1 ELSE 0 END",
                        "MISSING 2642"));
        all.put(
                "completion on 1900-01-01 and 0001-01-01",
                new Handling(
                        "YEAR(o.completed) >= 1950 THEN 'closed job'",
                        "o.completed IS NOT NULL THEN 'closed job'",
                        "UNEXPECTED 01550015",
                        "UNEXPECTED 01550016"));
        all.put(
                "completion of a visit's order on 1900-01-01 and 0001-01-01",
                new Handling(
                        "YEAR(COALESCE(o.completed, a.completed)) >= 1950",
                        "COALESCE(o.completed, a.completed) IS NOT NULL",
                        "UNEXPECTED 2151",
                        "UNEXPECTED 2161"));
        all.put(
                "visits on 1900-01-01",
                new Handling(
                        "CAST(v.visit_prop_appointment AS date) NOT IN ('1900-01-01', '0001-01-01')",
                        "CAST(v.visit_prop_appointment AS date) IS NOT NULL",
                        "MISSING 2611"));
        all.put(
                "targets on 1900-01-01 and 0001-01-01",
                new Handling(
                        "CASE WHEN CAST(j.due AS date) NOT IN ('1900-01-01', '0001-01-01') THEN j.due END AS target_date",
                        "j.due AS target_date",
                        "DIFFERENT 01550024",
                        "DIFFERENT 01550025"));
        all.put(
                "ends on 1900-01-01",
                new Handling(
                        "CASE WHEN CAST(v.visit_prop_end AS date) NOT IN ('1900-01-01', '0001-01-01') THEN v.visit_prop_end",
                        "CASE WHEN v.visit_prop_end IS NOT NULL THEN v.visit_prop_end",
                        "DIFFERENT 2521"));
        all.put(
                "a duration where the end is missing",
                new Handling(
                        "ELSE DATEADD(MINUTE, v.visit_prop_duration, v.visit_prop_appointment)",
                        "ELSE v.visit_prop_end",
                        "DIFFERENT 2511",
                        "DIFFERENT 2521"));
        all.put(
                "minutes in one table, seconds in the other",
                new Handling(
                        "DATEDIFF(MINUTE, b.ends_at, b.expected_completion) = 0",
                        "b.ends_at = b.expected_completion",
                        "MISSING 2592",
                        "UNEXPECTED 2591"));
        all.put(
                "an order that says which visit is current",
                new Handling(
                        "ORDER BY s.is_not_expected,",
                        "ORDER BY",
                        "MISSING 2531",
                        "MISSING 2581",
                        "MISSING 2592",
                        "UNEXPECTED 2532",
                        "UNEXPECTED 2582",
                        "UNEXPECTED 2591"));
        all.put(
                "outcomes of other visits",
                new Handling(
                        "CASE WHEN COALESCE(TRIM(v.visit_outcome), '') = '' THEN 0 ELSE 1 END AS has_outcome",
                        "0 AS has_outcome",
                        "MISSING 2621"));
        all.put(
                "tasks out of order",
                new Handling(
                        "SELECT MIN(f.task_no)",
                        "SELECT MAX(f.task_no)",
                        "DIFFERENT 01550037",
                        "DIFFERENT 01550039",
                        "DIFFERENT 01550040",
                        "DIFFERENT 2381"));
        all.put(
                "visits for a second trade",
                new Handling(
                        "PARTITION BY s.wo_ref, COALESCE(s.trade, ''),", "PARTITION BY s.wo_ref,", "UNEXPECTED 2392"));
        all.put("members who are at risk", new Handling(" OR CAST(m.at_risk AS int) = 1", "", "DIFFERENT 2701"));
        all.put(
                "alert codes entered twice",
                new Handling(
                        "LISTAGG(DISTINCT TRIM(a.alert_code), ',')",
                        "LISTAGG(TRIM(a.alert_code), ',')",
                        "DIFFERENT 2711"));
        all.put(
                "requests that have an order's reference",
                new Handling(
                        "WHERE r.rq_ref = j.rq_ref",
                        "WHERE r.rq_ref = j.wo_ref",
                        "DIFFERENT 01550068",
                        "DIFFERENT 01550072",
                        "DIFFERENT 01550073",
                        "DIFFERENT 01550099"));
        all.put(
                "numbers that only the household has",
                new Handling(
                        "CONCAT(TRIM(c.con_phone1), TRIM(c.con_phone2), TRIM(c.con_phone3)) <> ''",
                        "1 = 0",
                        "DIFFERENT 2741",
                        "DIFFERENT 2751"));
        all.put(
                "visits without an order in the working table",
                new Handling(
                        "LEFT JOIN rmworder o ON",
                        "JOIN rmworder o ON",
                        "UNEXPECTED 2901",
                        "UNEXPECTED 2911",
                        "UNKNOWN"));
        return all;
    }
}
