package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.damage.Expected;
import rollcall.fixtures.damage.Inflicted;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.FieldDifference;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanReader;
import rollcall.reconciler.plan.ReconciliationPlan;

/** Holds what a reconciliation finds in a damaged council against what must be found. */
final class Findings {
    /** The new system against each contractor's own diary. */
    static final List<String> CONTRACTORS = List.of(
            "new system against Avonpark",
            "new system against Purley",
            "new system against South Circular",
            "new system against Hollins",
            "new system against Aldgate");

    /** Those that an undamaged council passes. */
    static final List<String> RECONCILIATIONS = Stream.concat(
                    Stream.of("legacy against new", "new system against new scheduler"), CONTRACTORS.stream())
            .toList();

    private static final String MORE = "…";

    private Findings() {}

    static Result run(CouncilFolder council, String reconciliation) throws Exception {
        for (Path folder : List.of(council.plan(), council.schedulerPlan(), council.contractorsPlan())) {
            Plan plan = PlanReader.read(folder, Map.of());
            for (ReconciliationPlan each : plan.reconciliations()) {
                if (each.name().equals(reconciliation)) {
                    return Reconciliation.run(plan, each, plan.asOf().orElseThrow(), plan.workFolder(), Progress.NONE);
                }
            }
        }
        throw new AssertionError("no plan has a reconciliation '" + reconciliation + "'");
    }

    /** Each in its class, for its cause, in its columns; nothing else; and the verdict that follows. Tells how, in short. */
    static String assertAsExpected(CouncilFolder council, List<Inflicted> done) throws Exception {
        Set<String> reconciliations = done.stream()
                .flatMap(it -> it.expected().stream())
                .map(Expected::reconciliation)
                .collect(Collectors.toCollection(TreeSet::new));
        reconciliations.add("legacy against new");
        if (CONTRACTORS.stream().anyMatch(reconciliations::contains)) {
            reconciliations.addAll(CONTRACTORS);
        }
        List<String> told = new ArrayList<>();
        for (String reconciliation : reconciliations) {
            List<Expected> expected = done.stream()
                    .flatMap(it -> it.expected().stream())
                    .filter(it -> it.isFound() && it.reconciliation().equals(reconciliation))
                    .toList();
            String what = done.stream()
                            .map(it -> it.defect() + " " + it.mode())
                            .distinct()
                            .toList() + " in " + reconciliation;
            try (Result result = run(council, reconciliation)) {
                String where = reconciliation.equals("legacy against new") ? "" : " in \"" + reconciliation + "\"";
                compare(what, TwoSystems.findings(result), expected).forEach(it -> told.add(it + where));
                boolean isUnknown = expected.stream().anyMatch(it -> it.cause().equals("NO_CREDIT"));
                assertThat(result.header().verdict())
                        .as(what)
                        .isEqualTo(
                                isUnknown
                                        ? Verdict.UNKNOWN
                                        : expected.isEmpty() ? Verdict.ACCOUNTED_FOR : Verdict.EXCEPTIONS);
            }
        }
        return String.join("; ", told);
    }

    /** Each in its class, for its cause, in its columns, and nothing else. */
    static List<String> compare(String what, List<Finding> findings, List<Expected> expected) {
        Map<String, Finding> found = new HashMap<>();
        findings.forEach(it -> assertThat(found.put(name(it), it))
                .as("%s: %s is told once", what, name(it))
                .isNull());
        // Both lists whole would be thousands of lines.
        List<String> wantedNames = expected.stream()
                .map(it -> it.type() + " " + it.population() + " " + it.reference())
                .toList();
        assertThat(findings.stream().filter(it -> !wantedNames.contains(named(it))))
                .as("%s: found, and nothing of it was done", what)
                .isEmpty();
        assertThat(findings.stream().map(Findings::named))
                .as("%s: done, and not found", what)
                .containsAll(wantedNames)
                .hasSameSizeAs(wantedNames);
        TreeSet<String> told = new TreeSet<>();
        for (Expected it : expected) {
            Finding finding = findings.stream()
                    .filter(each -> name(each).equals(it.population() + " " + it.reference()))
                    .findFirst()
                    .orElseThrow();
            if (!it.cause().isEmpty()) {
                assertThat(finding.cause())
                        .as("%s: cause of %s", what, name(finding))
                        .isEqualTo(it.cause());
            }
            Set<String> columns =
                    finding.fields().stream().map(FieldDifference::name).collect(Collectors.toSet());
            Set<String> wanted = new HashSet<>(it.columns());
            if (wanted.remove(MORE)) {
                assertThat(columns).as("%s: columns of %s", what, name(finding)).containsAll(wanted);
            } else if (!wanted.isEmpty()) {
                assertThat(columns).as("%s: columns of %s", what, name(finding)).isEqualTo(wanted);
            }
            told.add(told(finding, it));
        }
        return List.copyOf(told);
    }

    private static String told(Finding finding, Expected expected) {
        String columns = expected.columns().isEmpty() ? "" : " (" + String.join(", ", expected.columns()) + ")";
        String cause = finding.cause().equals("UNEXPLAINED") ? "" : ", " + finding.cause();
        return "%s %s%s%s".formatted(finding.population().word().replaceAll("s$", ""), finding.type(), cause, columns);
    }

    private static String name(Finding finding) {
        return finding.population().word() + " " + finding.reference();
    }

    private static String named(Finding finding) {
        return finding.type() + " " + name(finding);
    }
}
