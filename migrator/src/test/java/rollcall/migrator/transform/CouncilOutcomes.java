package rollcall.migrator.transform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import rollcall.fixtures.CouncilFolder;
import rollcall.migrator.extract.Extraction;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.LegacyRow;
import rollcall.migrator.extract.LegacyRows;
import rollcall.migrator.extract.SealedExtract;
import rollcall.migrator.plan.MigrationPlan;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.Bound;
import rollcall.reconciler.plan.PlanReader;

/** Extracts a generated council by its own plan and sends every row through the rules. */
record CouncilOutcomes(SealedExtract sealed, List<LegacyRow> rows, Transformation rules) {

    static CouncilOutcomes of(CouncilFolder council) throws Exception {
        Bound<MigrationPlan> bound = PlanReader.read(council.plan(), Map.of(), MigrationPlan::bind);
        MigrationPlan migration = bound.part();
        SealedExtract sealed = Extraction.extract(
                Optional.ofNullable(bound.plan().connections().get(migration.source()))
                        .orElseThrow(),
                migration.extracts(),
                bound.plan().asOf().orElseThrow(),
                bound.plan().workFolder(),
                Progress.NONE);
        List<LegacyRow> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            try (LegacyRows rows = sealed.rows(kind)) {
                rows.forEachRemaining(all::add);
            }
        }
        Set<String> register = register(council);
        return new CouncilOutcomes(
                sealed, all, Transformation.of(bound.plan().scope(), migration.codes(), register::contains));
    }

    /** Puts the corrected code tables over the plan's. */
    static void correct(CouncilFolder council) throws Exception {
        try (Stream<Path> tables = Files.list(council.corrected().resolve("codes"))) {
            for (Path table : tables.toList()) {
                Files.copy(
                        table,
                        council.plan().resolve("codes").resolve(String.valueOf(table.getFileName())),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    Map<Identity, Outcome> outcomes() {
        return outcomes(rules);
    }

    /** The references of the jobs that may be loaded. */
    Set<String> acceptedJobs() {
        Set<String> jobs = new HashSet<>();
        outcomes().forEach((identity, outcome) -> {
            if (identity.kind() == Kind.JOBS && outcome instanceof Outcome.Accepted) {
                jobs.add(identity.reference());
            }
        });
        return jobs;
    }

    /** The records that come out otherwise without this rule. */
    List<Identity> changedWithout(Class<? extends Rule> rule) {
        Map<Identity, Outcome> with = outcomes();
        Map<Identity, Outcome> without = outcomes(rules.without(rule));
        return with.keySet().stream()
                .filter(it -> !Objects.equals(with.get(it), without.get(it)))
                .toList();
    }

    private Map<Identity, Outcome> outcomes(Transformation transformation) {
        Map<Identity, Outcome> outcomes = new LinkedHashMap<>();
        rows.forEach(row -> outcomes.put(row.identity(), transformation.apply(row)));
        return outcomes;
    }

    private static Set<String> register(CouncilFolder council) throws Exception {
        Set<String> references = new HashSet<>();
        try (Connection hub = DriverManager.getConnection(council.targetUrl() + ";IFEXISTS=TRUE", "sa", "");
                Statement statement = hub.createStatement();
                ResultSet properties = statement.executeQuery("select property_reference from property_class")) {
            while (properties.next()) {
                references.add(properties.getString(1));
            }
        }
        return references;
    }
}
