package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.fixtures.Council;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.CouncilSpec;
import rollcall.fixtures.Defects;
import rollcall.fixtures.damage.Inflicted;
import rollcall.reconciler.Reconciliation.Legacy;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanReader;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.report.JsonReport;
import rollcall.reconciler.seal.Seal;
import rollcall.reconciler.seal.SealUnusable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A damaged council of 700 homes: what is read from its seal is what is read from legacy, or it is UNKNOWN. */
class SealTest {
    private static final long SEED = 11;
    private static final LocalDateTime NOW = LocalDateTime.of(2026, 10, 16, 18, 5, 9);
    private static final Map<String, String> KEY = Map.of("SEAL_KEY", "correct horse battery staple");
    private static final String KEYED = "seal: { key: \"${env:SEAL_KEY}\", keep: 2 }\n";

    @TempDir
    private static Path template = Path.of("");

    private final CouncilFolder council;

    SealTest(@TempDir Path folder) {
        council = new CouncilFolder(folder.resolve("council"));
    }

    @BeforeAll
    static void aDamagedCouncil() throws Exception {
        CouncilFolder made = Council.generate(CouncilSpec.of(900, SEED), template.resolve("council"));
        Council.truthIntoTarget(template.resolve("council"));
        Council.truthIntoLedger(template.resolve("council"));
        copy(made.corrected(), made.plan());
        Defects.inflict(template.resolve("council"), Inflicted.each(1), SEED);
        Path plan = made.plan().resolve("plan.yaml");
        Files.writeString(
                plan, Files.readString(plan).replace("    ledger: { connection: target, schema: rollcall }", ""));
    }

    @BeforeEach
    void aCopyOfIt() throws IOException {
        copy(template.resolve("council"), council.root());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", KEYED})
    void theResultFromTheSealIsTheResultFromLegacyByteForByte(String seal) throws Exception {
        planSays(seal);
        Plan plan = plan();
        String live = json(plan, Legacy.LIVE);
        forgetHistory();
        Seal taken = take(plan);
        removeLegacy();

        assertThat(taken.isEncrypted()).isEqualTo(!seal.isEmpty());
        assertThat(json(plan, Legacy.SEALED)).isEqualTo(live);
        try (Result result = run(plan, Legacy.SEALED)) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.EXCEPTIONS);
            assertThat(result.header().readings().getFirst())
                    .isEqualTo("Legacy's rows come from the seal of Fri 16 Oct 2026, 18:05"
                            + " (0001-legacy-against-new). Legacy was read in one moment.");
            assertThat(TwoSystems.findings(result))
                    .filteredOn(it -> it.type().name().equals("MISSING"))
                    .isNotEmpty()
                    .allSatisfy(it -> assertThat(result.contacts().of(it.job())).isPresent());
            assertThat(result.contacts().notes()).isEmpty();
        }
    }

    @Test
    void aBitFlippedAnywhereIsUnknown() throws Exception {
        for (String seal : List.of("", KEYED)) {
            planSays(seal);
            Plan plan = plan();
            Path folder = take(plan).folder();
            Random random = new Random(SEED);
            for (Path file : files(folder)) {
                byte[] whole = Files.readAllBytes(file);
                List<Integer> places = new ArrayList<>(List.of(0, whole.length - 1));
                random.ints(4, 0, whole.length).forEach(places::add);
                for (int place : places) {
                    byte[] flipped = whole.clone();
                    flipped[place] ^= (byte) (1 << random.nextInt(8));
                    Files.write(file, flipped);
                    assertUnknown(plan, "seed %d, %s byte %d".formatted(SEED, file.getFileName(), place), "seal");
                }
                Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 1));
                assertUnknown(plan, file + " without its last byte", "seal");
                Files.delete(file);
                assertUnknown(plan, "without " + file, "seal");
                Files.write(file, whole);
            }
            try (Result result = run(plan, Legacy.SEALED)) {
                assertThat(result.header().verdict()).isEqualTo(Verdict.EXCEPTIONS);
            }
        }
    }

    @Test
    void theKeyMustBeTheOneWithWhichItWasSealed() throws Exception {
        planSays(KEYED);
        take(plan());

        assertUnknown(plan(Map.of()), "not set", "environment variable SEAL_KEY is not set");
        assertUnknown(
                plan(Map.of("SEAL_KEY", "another horse altogether")),
                "wrong",
                "does not open with the key in environment variable SEAL_KEY");
        planSays("");
        assertUnknown(plan(Map.of()), "no key in the plan", "is encrypted, and plan.yaml gives no key");
    }

    @Test
    void nothingPersonalCanBeReadInAnEncryptedSeal() throws Exception {
        planSays("");
        Path plain = take(plan()).folder();
        planSays(KEYED);
        Path encrypted = take(plan()).folder();

        assertThat(Files.readString(plain.resolve("contact.rows"), StandardCharsets.ISO_8859_1))
                .contains("House, ");
        for (Path file : files(encrypted)) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("House, ");
        }
    }

    @Test
    void aSealOfAnotherPlanOrReconciliationIsRefused() throws Exception {
        Path folder = take(plan()).folder();
        Path file = council.plan().resolve("plan.yaml");
        Files.writeString(file, Files.readString(file).replace("plan: Sample council", "plan: Another council"));
        assertUnknown(plan(), "another plan", "in plan \"Sample council\", not of");

        Files.writeString(
                file,
                Files.readString(file)
                        .replace("plan: Another council", "plan: Sample council")
                        .replace("name: legacy against new", "name: legacy, against new!"));
        Files.move(folder, folder.resolveSibling("0007-legacy-against-new"));
        assertUnknown(plan(), "another reconciliation", "is of \"legacy against new\" in plan");
    }

    @Test
    void withoutASealItIsUnknown() throws Exception {
        assertUnknown(plan(), "none", "there is no seal of \"legacy against new\"");
    }

    @Test
    void codesAndScopeApplyToASealAsTheyAreNow() throws Exception {
        take(plan());
        removeLegacy();
        Path scope = council.plan().resolve("scope.csv");
        Files.writeString(scope, Files.readString(scope).replace("live visit,move", "live visit,exclude"));
        Path codes = council.plan().resolve("codes/status.csv");
        Files.writeString(codes, Files.readString(codes).replaceAll("(?m)^200,.*\\R", ""));

        try (Result result = run(plan(), Legacy.SEALED)) {
            assertThat(TwoSystems.tally(result, rollcall.reconciler.finding.Population.APPOINTMENTS)
                            .matched())
                    .isZero();
            assertThat(TwoSystems.findings(result))
                    .anySatisfy(it -> assertThat(it.fields())
                            .anySatisfy(field -> assertThat(field.source()).isEqualTo("200 (no mapping)")));
        }
    }

    @Test
    void onlyTheNewestStayAndOnlyTheirOwnerMayReadThem() throws Exception {
        planSays(KEYED);
        Plan plan = plan();
        for (int i = 0; i < 3; i++) {
            take(plan);
        }

        Path seals = council.plan().resolve(".rollcall/seal");
        try (Stream<Path> all = Files.list(seals)) {
            assertThat(all.map(it -> it.getFileName().toString()))
                    .containsExactlyInAnyOrder("0002-legacy-against-new", "0003-legacy-against-new");
        }
        Path newest = seals.resolve("0003-legacy-against-new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(newest)))
                .isEqualTo("rwx------");
        for (Path file : files(newest)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aSealThatCannotBeTakenLeavesNothingAndTheOlderOnesStand() throws Exception {
        Plan plan = plan();
        take(plan);
        Files.writeString(council.plan().resolve("reconcile/contact.sql"), "SELECT gone FROM nowhere WHERE x = ?");

        assertThatThrownBy(() -> take(plan())).hasMessageContaining("a seal without them would be of no use");
        try (Stream<Path> all = Files.list(council.plan().resolve(".rollcall/seal"))) {
            assertThat(all.map(it -> it.getFileName().toString())).containsExactly("0001-legacy-against-new");
        }

        planSays(KEYED);
        assertThatThrownBy(() -> take(plan(Map.of("SEAL_KEY", "short"))))
                .isInstanceOf(SealUnusable.class)
                .hasMessage("environment variable SEAL_KEY holds a key that is too short;"
                        + " set it to a passphrase of at least 12 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "census"})
    void aQueryThatHasChangedSinceIsUnknownUntilItsOlderTextIsBack(String use) throws Exception {
        Path seal = take(plan()).folder();
        Path sql = council.plan().resolve("reconcile/" + use + ".sql");
        String older = Files.readString(sql);
        Files.writeString(sql, older + "-- changed\n");

        Path copy = seal.resolve(use + ".sql");
        assertUnknown(
                plan(),
                "changed",
                ("was taken with another text of reconcile/%s.sql: put the older text back, of which a copy is %s,"
                                + " or run 'seal' again while legacy can be read")
                        .formatted(use, copy));

        Files.copy(copy, sql, StandardCopyOption.REPLACE_EXISTING);
        assertThat(sql).hasContent(older);
        assertThat(verdict()).isEqualTo(Verdict.EXCEPTIONS);
    }

    @Test
    void lineEndsAndTrailingBlanksAreNoOtherQuery() throws Exception {
        take(plan());
        for (String use : List.of("source", "census", "contact")) {
            Path sql = council.plan().resolve("reconcile/" + use + ".sql");
            Files.writeString(sql, Files.readString(sql).replace("\n", " \t\r\n") + "\r\n\r\n");
        }
        try (Result result = run(plan(), Legacy.SEALED)) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.EXCEPTIONS);
            assertThat(result.header().notes()).noneMatch(it -> it.contains("has changed"));
        }
    }

    @Test
    void aContactQueryThatHasChangedSinceIsTold() throws Exception {
        Path seal = take(plan()).folder();
        Path sql = council.plan().resolve("reconcile/contact.sql");
        Files.writeString(sql, Files.readString(sql) + "-- changed\n");

        try (Result result = run(plan(), Legacy.SEALED)) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.EXCEPTIONS);
            assertThat(result.header().notes())
                    .contains(
                            "reconcile/contact.sql has changed since the seal was taken: whom to phone is as its older"
                                    + " text yields it, of which a copy is " + seal.resolve("contact.sql") + ".");
        }
    }

    private Verdict verdict() throws Exception {
        try (Result result = run(plan(), Legacy.SEALED)) {
            return result.header().verdict();
        }
    }

    private void assertUnknown(Plan plan, String what, String told) {
        try (Result result = run(plan, Legacy.SEALED)) {
            assertThat(result.header().verdict()).as(what).isEqualTo(Verdict.UNKNOWN);
            assertThat(result.header().unknowns())
                    .as(what)
                    .singleElement()
                    .asString()
                    .contains(told);
        }
    }

    private void planSays(String seal) throws IOException {
        Path file = council.plan().resolve("plan.yaml");
        Files.writeString(file, Files.readString(file).replace(KEYED, "").strip() + "\n" + seal);
    }

    private Plan plan() throws Exception {
        return plan(KEY);
    }

    private Plan plan(Map<String, String> environment) throws Exception {
        return PlanReader.read(council.plan(), environment);
    }

    private static Seal take(Plan plan) throws Exception {
        return Seal.take(plan, what(plan), plan.asOf().orElseThrow(), NOW, Progress.NONE);
    }

    private static ReconciliationPlan what(Plan plan) {
        return plan.reconciliations().getFirst();
    }

    private static Result run(Plan plan, Legacy legacy) {
        return Reconciliation.run(
                plan, what(plan), legacy, plan.asOf().orElseThrow(), plan.workFolder(), Progress.NONE);
    }

    /** The result as JSON without the run's own name and without how it was read. */
    private static String json(Plan plan, Legacy legacy) {
        try (Result result = run(plan, legacy)) {
            StringWriter text = new StringWriter();
            JsonReport.write(result.header(), result.findings(), text);
            ObjectNode json = (ObjectNode) new JsonMapper().readTree(text.toString());
            json.remove(List.of("run", "read"));
            return json.toString();
        }
    }

    private void forgetHistory() throws IOException {
        for (Path file : files(council.plan().resolve(".rollcall/history"))) {
            Files.delete(file);
        }
    }

    private void removeLegacy() throws IOException {
        for (Path file : files(council.root().resolve("legacy"))) {
            Files.delete(file);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path there = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(file, there, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
