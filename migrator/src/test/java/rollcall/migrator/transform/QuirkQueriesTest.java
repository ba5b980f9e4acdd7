package rollcall.migrator.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.SmallCouncil;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.LegacyRow;

/**
 * What the mover's queries do about each quirk of legacy: taken out, exactly the small council's records that show the quirk
 * come out otherwise, are gone or are new. A + is a record's second row.
 */
class QuirkQueriesTest {
    private final CouncilFolder council;

    QuirkQueriesTest(@TempDir Path folder) throws Exception {
        council = SmallCouncil.into(folder.resolve("small"));
        CouncilOutcomes.correct(council);
    }

    @Test
    void withoutTheHandlingOfAQuirkExactlyItsRecordsComeOutOtherwise() throws Exception {
        Map<Identity, String> right = outcomes();
        SoftAssertions softly = new SoftAssertions();
        for (Map.Entry<String, Handling> handling : handlings().entrySet()) {
            Handling it = handling.getValue();
            Path file = council.plan().resolve("legacy").resolve(it.file());
            String query = Files.readString(file);
            String without = query.replace(it.passage(), it.without());
            assertThat(without).as(handling.getKey()).isNotEqualTo(query);
            Files.writeString(file, without);
            softly.assertThat(String.join(" ", changed(right, outcomes())))
                    .as(handling.getKey())
                    .isEqualTo(it.changed());
            Files.writeString(file, query);
        }
        softly.assertAll();
    }

    /** The records that one of the two has otherwise than the other, or not at all. */
    private static List<String> changed(Map<Identity, String> before, Map<Identity, String> after) {
        TreeSet<String> changed = new TreeSet<>();
        List<Identity> all = new ArrayList<>(before.keySet());
        all.addAll(after.keySet());
        for (Identity identity : all) {
            if (!Objects.equals(before.get(identity), after.get(identity))) {
                changed.add(identity.kind().word().charAt(0)
                        + identity.reference().replaceFirst("^015500", "")
                        + (identity.occurrence() > 1 ? "+" : ""));
            }
        }
        return List.copyOf(changed);
    }

    /** Contacts and appointments hang on the jobs, which the load looks up: here each is as its own row says. */
    private Map<Identity, String> outcomes() throws Exception {
        CouncilOutcomes run = CouncilOutcomes.of(council);
        Map<Identity, String> outcomes = new LinkedHashMap<>();
        for (LegacyRow row : run.rows()) {
            outcomes.put(row.identity(), run.rules().apply(row).toString());
        }
        return outcomes;
    }

    private record Handling(String file, String passage, String without, String changed) {}

    private static Map<String, Handling> handlings() {
        Map<String, Handling> all = new LinkedHashMap<>();
        all.put(
                "orders that were put away",
                new Handling(
                        "jobs.sql",
                        "      FROM rmworder_archive",
                        "      FROM rmworder_archive WHERE 1 = 0",
                        "j90 j91"));
        all.put(
                "whom to reach about orders that were put away",
                new Handling(
                        "contacts.sql",
                        "      FROM rmworder_archive",
                        "      FROM rmworder_archive WHERE 1 = 0",
                        "c90 c91"));
        all.put(
                "visits that were put away",
                new Handling(
                        "appointments.sql",
                        "      FROM visit_archive",
                        "      FROM visit_archive WHERE 1 = 0",
                        "a2901"));
        all.put(
                "an order put away, wherever its visits are",
                new Handling(
                        "appointments.sql",
                        "FROM rmworder_archive wo WHERE wo.rmworder_sid = placed.archived_sid",
                        "FROM rmworder_archive wo WHERE wo.rmworder_sid = 0",
                        "a2901 a2911"));
        all.put(
                "an order entered twice",
                new Handling(
                        "jobs.sql",
                        "ORDER BY wo.wo_ref) AS copy_number",
                        "ORDER BY wo.wo_ref) * 0 + 1 AS copy_number",
                        "j88+"));
        all.put(
                "whom to reach about an order entered twice",
                new Handling("contacts.sql", "home.copy_number AS copy_number", "1 AS copy_number", "c88+"));
        all.put(
                "a visit entered twice",
                new Handling(
                        "appointments.sql", "       copy_number AS copy_number", "       1 AS copy_number", "a2891+"));
        all.put(
                "a target revised in a text",
                new Handling("jobs.sql", "wo.u_revised_due AS revised_target", "NULL AS revised_target", "j92"));
        all.put(
                "tasks out of order",
                new Handling(
                        "jobs.sql",
                        "wo.wo_ref ORDER BY task.task_no, task.task_ref) AS trade",
                        "wo.wo_ref ORDER BY task.task_ref) AS trade",
                        "j37 j38"));
        all.put(
                "a visit that names no task, and tasks out of order",
                new Handling(
                        "appointments.sql",
                        "ordered.wo_ref ORDER BY task.task_no, task.task_ref",
                        "ordered.wo_ref ORDER BY task.task_ref",
                        "a2381"));
        all.put(
                "a visit for a second trade",
                new Handling(
                        "appointments.sql",
                        "PARTITION BY stands, wo_ref, trade",
                        "PARTITION BY stands, wo_ref",
                        "a2392 a2402"));
        all.put(
                "minutes in one table, seconds in the other",
                new Handling(
                        "appointments.sql",
                        "DATEDIFF(MINUTE, told_end, expected_completion) = 0",
                        "told_end = expected_completion",
                        "a2591 a2592"));
        all.put(
                "an order that says which visit is current",
                new Handling(
                        "appointments.sql",
                        "ORDER BY expected DESC, ",
                        "ORDER BY ",
                        "a2531 a2532 a2581 a2582 a2591 a2592"));
        all.put(
                "rows whose order is missing",
                new Handling(
                        "appointments.sql",
                        "  FROM ranked",
                        "  FROM ranked WHERE wo_ref IS NOT NULL OR entity <> 'UHOrder' OR outcome <> ''",
                        "a2652"));
        all.put(
                "rows whose property is missing",
                new Handling(
                        "jobs.sql",
                        "  FROM wo\n",
                        "  FROM wo JOIN property home ON home.prop_ref = wo.prop_ref\n",
                        "j66"));
        all.put(
                "rows whose contractor is missing",
                new Handling(
                        "jobs.sql",
                        "  FROM wo\n",
                        "  FROM wo JOIN supplier firm ON firm.sup_ref = wo.sup_ref\n",
                        "j42 j43"));
        all.put(
                "rows whose task is missing",
                new Handling(
                        "jobs.sql",
                        "  FROM wo\n",
                        "  FROM wo JOIN rmtask line ON line.wo_ref = wo.wo_ref AND line.task_no = 1\n",
                        "j36 j37"));
        all.put(
                "members who are at risk",
                new Handling("contacts.sql", " OR CAST(member.at_risk AS int) = 1", "", "c70"));
        return all;
    }
}
