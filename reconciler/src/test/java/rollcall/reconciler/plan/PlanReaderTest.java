package rollcall.reconciler.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.plan.DatabaseConnection.SnapshotMode;
import rollcall.reconciler.plan.ReconciliationPlan.CsvSide;
import rollcall.reconciler.plan.ReconciliationPlan.LedgerPlan;
import rollcall.reconciler.plan.ReconciliationPlan.QuerySide;
import rollcall.reconciler.plan.Scope.Decision;
import rollcall.reconciler.side.Column;

class PlanReaderTest {
    private final Path folder;
    private final PlanFolder plan;

    PlanReaderTest(@TempDir Path folder) {
        this.folder = folder;
        plan = PlanFolder.in(folder);
    }

    @Test
    void aPlanWithoutFaultIsReadWhole() throws PlanFaults {
        Plan read = plan.read();

        String slashes = folder.toString().replace('\\', '/');
        DatabaseConnection legacy = new DatabaseConnection(
                "legacy", "jdbc:h2:file:" + slashes + "/legacy;IFEXISTS=TRUE", "reader", "a-secret", "public");
        DatabaseConnection target =
                new DatabaseConnection("target", "jdbc:h2:file:" + slashes + "/target;IFEXISTS=TRUE", "sa", "", "hub");
        assertThat(read.name()).isEqualTo("Sample council");
        assertThat(read.zone()).isEqualTo(ZoneId.of("Europe/London"));
        assertThat(read.asOf()).contains(LocalDateTime.of(2026, 10, 16, 18, 0));
        assertThat(read.connections()).isEqualTo(Map.of("legacy", legacy, "target", target));
        assertThat(read.scope())
                .isEqualTo(new Scope(
                        Map.of("open job", Decision.MOVE),
                        Map.of("open job", new Scope.Signature("A Manager", LocalDate.of(2026, 9, 1)))));
        assertThat(read.accepted())
                .containsExactly(new Accepted(
                        2,
                        Population.APPOINTMENTS,
                        "300",
                        ExceptionClass.MISSING,
                        "keyed by hand",
                        "A Manager",
                        Optional.of(LocalDate.of(2026, 12, 31))));
        assertThat(read.codes()).isEqualTo(Map.of("status", new CodeTable("status", Map.of("200", "80"))));
        ReconciliationPlan reconciliation = read.reconciliations().getFirst();
        assertThat(read.reconciliations()).hasSize(1);
        assertThat(reconciliation.name()).isEqualTo("legacy against new");
        assertThat(reconciliation.slug()).isEqualTo("legacy-against-new");
        assertThat(reconciliation.source())
                .isEqualTo(new QuerySide(
                        legacy,
                        folder.resolve("reconcile/source.sql"),
                        "select 'jobs' population, wo_ref reference from rmworder where created < ${as-of}"));
        assertThat(reconciliation.census()).isPresent();
        assertThat(reconciliation.contact()).isPresent();
        assertThat(reconciliation.ledger()).contains(new LedgerPlan(target, "rollcall"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2_000, 1_000_000})
    void aLimitOfRowsPerSecondIsThatConnectionsAlone(int rows) throws PlanFaults {
        Plan read = plan.replacing("schema: hub", "schema: hub\n    rows-per-second: " + rows)
                .read();

        assertThat(read.connections().get("target"))
                .extracting(DatabaseConnection::rowsPerSecond)
                .isEqualTo(OptionalInt.of(rows));
        assertThat(read.connections().get("legacy"))
                .extracting(DatabaseConnection::rowsPerSecond)
                .isEqualTo(OptionalInt.empty());
    }

    @Test
    void threeMistakesAreToldAtOnceEachWithItsLine() {
        plan.replacing("zone: Europe/London", "zone: Europe/Londn")
                .replacing("ledger: { connection: target }", "ledger: { conection: target }")
                .with("scope.csv", "kind,decision,owner,decided_on\nopen job,move,,\nclosed job,mov,,\n");

        assertThat(String.join("\n", plan.faults())).isEqualTo("""
                plan.yaml line 2: zone "Europe/Londn" is not a time zone; did you mean "Europe/London"?
                plan.yaml line 24: reconcile 1: ledger: unknown key "conection"; did you mean "connection"?
                scope.csv line 3: decision "mov" is not move, exclude or count; expected one of them, or blank while undecided""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plan: Sample council | plan: | line 1: plan is missing",
                "plan: Sample council | plan: [a] | line 1: plan is a list; expected a text",
                "zone: Europe/London | zone: Nowhere at all | line 2: zone \"Nowhere at all\" is not a time zone; expected for example Europe/London",
                "as-of: 2026-10-16T18:00 | as-of: 16/10/2026 | line 3: as-of \"16/10/2026\" is not a date and time; expected for example 2026-10-16T18:00",
                "scope: scope.csv | scop: scope.csv | line 13: unknown key \"scop\"; did you mean \"scope\"?",
                "scope: scope.csv | zone: UTC | line 13: key \"zone\" stands twice, first in line 2; remove one of them",
                "scope: scope.csv | scope: scoop.csv | line 13: scope \"scoop.csv\" does not exist in the plan's folder; did you mean \"scope.csv\"?",
                "scope: scope.csv | scope: codes | line 13: scope \"codes\" is a folder; expected a file",
                "user: sa | user: { name: sa } | line 11: connections: target: user is a mapping; expected a text",
                "password: ${env:LEGACY_PASSWORD} | password: hunter2 | line 8: password stands in the plan itself; write ${env:NAME}, set NAME in the environment, and change the password",
                "password: ${env:LEGACY_PASSWORD} | password: ${env:NO_SUCH} | line 8: password: environment variable NO_SUCH is not set; set it before this command",
                "/target;IFEXISTS=TRUE | /target;PASSWORD=hunter2 | line 10: url holds a password; write password: ${env:NAME} beside it instead",
                "url: jdbc:h2:file:${plan}/target;IFEXISTS=TRUE | url: postgres://there | line 10: url is not a JDBC URL; expected for example jdbc:postgresql://host:5432/database",
                "${plan}/target | ${plna}/target | line 10: url: unknown placeholder ${plna}; expected ${plan} or ${env:NAME}",
                "schema: hub | schemer: hub | line 12: connections: target: unknown key \"schemer\"; did you mean \"schema\"?",
                "schema: hub | rows-per-second: 0 | line 12: rows-per-second '0' is not from 1 to 1000000 rows; leave it out to read as fast as can be",
                "schema: hub | rows-per-second: -5 | line 12: rows-per-second '-5' is not from 1 to 1000000 rows; leave it out to read as fast as can be",
                "schema: hub | rows-per-second: 1000001 | line 12: rows-per-second '1000001' is not from 1 to 1000000 rows; leave it out to read as fast as can be",
                "schema: hub | rows-per-second: 2.5 | line 12: connections: target: rows-per-second \"2.5\" is not a whole number",
                "schema: hub | files: exports | line 12: connections: target: files is a text; expected a mapping (indented \"key: value\" lines)",
                "codes: { status: | codes: { statuses: | line 15: codes: unknown key \"statuses\"; did you mean \"status\"?",
                "source: { connection: legacy | source: { connection: legcy | line 20: connection \"legcy\" is not one of connections:; did you mean \"legacy\"?",
                "source: { connection: legacy, query: reconcile/source.sql } | source: reconcile/source.sql | line 20: reconcile 1: source is a text; expected a mapping (indented \"key: value\" lines)",
                "reconcile/census.sql | reconcile/cencus.sql | line 22: reconcile 1: census: query \"reconcile/cencus.sql\" does not exist in the plan's folder; did you mean \"census.sql\"?",
                "source: { connection: legacy, query: reconcile/source.sql } | source: { csv: scope.csv, charset: utf8mb4 } | line 20: charset \"utf8mb4\" is unknown; expected UTF-8 or windows-1252",
                "source: { connection: legacy, query: reconcile/source.sql } | source: { csv: scope.csv, delimiter: \"::\" } | line 20: delimiter \"::\" is not one character; expected \",\" or \";\" or tab",
                "source: { connection: legacy, query: reconcile/source.sql } | source: { csv: scope.csv, columns: { refrence: kind } } | line 20: reconcile 1: source: columns: unknown key \"refrence\"; did you mean \"reference\"?",
            })
    void eachMistakeInPlanYamlIsNamedWithItsLine(String right, String wrong, String fault) {
        plan.replacing(right, wrong);

        assertThat(plan.faults()).contains("plan.yaml " + fault);
    }

    @Test
    void aSidesOwnValuesAreReadIntoItsQueryAndIntoNoOther() throws PlanFaults {
        plan.with(
                "reconcile/one.sql",
                "SELECT * FROM ${target}.rows WHERE c = ${contractor} OR d = ${contractor} -- ${as-of}");
        plan.replacing(
                "query: reconcile/source.sql }", "query: reconcile/one.sql, with: { contractor: AEP 01.x_y-z } }");

        assertThat(plan.read().reconciliations().getFirst().source())
                .isInstanceOfSatisfying(
                        QuerySide.class,
                        it -> assertThat(it.sql())
                                .isEqualTo("SELECT * FROM ${target}.rows WHERE c = 'AEP 01.x_y-z' OR d = 'AEP 01.x_y-z'"
                                        + " -- ${as-of}"));

        plan.replacing("reconcile/target.sql }", "reconcile/one.sql }");
        assertThat(plan.faults())
                .containsExactly(
                        "reconcile/one.sql line 1: unknown placeholder ${contractor}; expected as-of or target");
    }

    @Test
    void aValueThatCannotStandInAQueryOrThatNoQueryNamesIsAFault() {
        plan.replacing(
                "query: reconcile/source.sql }",
                "query: reconcile/source.sql, with: { contractor: \"A'P\", Area: E1, target: hub, ward: 7 } }");

        assertThat(plan.faults())
                .containsExactly(
                        "plan.yaml line 20: with: contractor \"A'P\" cannot stand in a query; expected letters, digits,"
                                + " blanks and _ . -",
                        "plan.yaml line 20: with: \"Area\" is no name for a value; expected small letters, digits and -,"
                                + " and not target or as-of",
                        "plan.yaml line 20: with: \"target\" is no name for a value; expected small letters, digits and -,"
                                + " and not target or as-of",
                        "reconcile/source.sql: does not name ${ward}, which a side of the plan puts into it; name it, or"
                                + " take it out of with:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "with: { contractor: \"A'P\" } | line 20: with: contractor \"A'P\" cannot stand in a query; expected letters, digits, blanks and _ . -",
                "with: { contractor: [ AVP ] } | line 20: reconcile 1: source: with: contractor is a list; expected a text",
                "with: { contractor: } | line 20: reconcile 1: source: with: contractor is missing",
                "with: contractor | line 20: reconcile 1: source: with is a text; expected a mapping (indented \"key: value\" lines)",
                "with: [ contractor ] | line 20: reconcile 1: source: with is a list; expected a mapping (indented \"key: value\" lines)",
                "wiht: { contractor: AVP } | line 20: reconcile 1: source: unknown key \"wiht\"; did you mean \"with\"?",
            })
    void aFaultyValueOfAQueryIsToldOnceAndNotOfTheQueryToo(String with, String fault) {
        plan.with("reconcile/one.sql", "SELECT * FROM rows WHERE c = ${contractor}");
        plan.replacing("query: reconcile/source.sql }", "query: reconcile/one.sql, " + with + " }");

        assertThat(plan.faults()).containsExactly("plan.yaml " + fault);
    }

    @Test
    void aQueryWhoseValueNobodyGivesIsToldWhereWithIsEmptyToo() {
        plan.with("reconcile/one.sql", "SELECT * FROM rows WHERE c = ${contractor}");
        plan.replacing("query: reconcile/source.sql }", "query: reconcile/one.sql, with: }");

        assertThat(plan.faults())
                .containsExactly(
                        "reconcile/one.sql line 1: unknown placeholder ${contractor}; expected as-of or target");
    }

    @Test
    void dataThatIsNotThereIsNoFaultOfThePlanByItselfAndIsToldWithItsFaults() throws PlanFaults {
        plan.replacing("{ connection: legacy, query: reconcile/source.sql }", "{ csv: visits.csv }");
        assertThat(plan.read().reconciliations().getFirst().source().file()).hasFileName("visits.csv");

        plan.replacing("scope: scope.csv", "scope: scoop.csv");
        assertThat(plan.faults())
                .containsExactly(
                        "plan.yaml line 13: scope \"scoop.csv\" does not exist in the plan's folder; did you mean \"scope.csv\"?",
                        "plan.yaml line 20: reconcile 1: source: csv \"visits.csv\" does not exist in the plan's folder");
    }

    @Test
    void aFolderInThePlaceOfDataIsLikeDataThatIsNotThere() throws PlanFaults {
        plan.replacing("{ connection: legacy, query: reconcile/source.sql }", "{ csv: codes }");
        assertThat(plan.read().reconciliations().getFirst().source().file()).hasFileName("codes");

        plan.replacing("scope: scope.csv", "scope: codes");
        assertThat(plan.faults())
                .containsExactly(
                        "plan.yaml line 13: scope \"codes\" is a folder; expected a file",
                        "plan.yaml line 20: reconcile 1: source: csv \"codes\" is a folder; expected a file");
    }

    @Test
    void connectionsUnderAWrongNameAreOneFaultAndNotOneForEachThatNamesThem() {
        plan.replacing("connections:", "conections:");
        assertThat(plan.faults())
                .containsExactly("plan.yaml line 4: unknown key \"conections\"; did you mean \"connections\"?");

        plan.replacing("conections:", "x: y\nnothing:");
        assertThat(plan.faults())
                .contains("plan.yaml line 1: connections is missing")
                .hasSize(3);
    }

    @Test
    void silenceTowardsTenantsIsReadAndEachFaultOfItNamed() throws PlanFaults {
        plan.replacing("scope: scope.csv", """
                messages:
                  - { system: legacy, suppressed: "texts off", confirmed_by: "A. Person, digital", confirmed_on: 2026-10-14 }
                  - { system: new system, suppressed: "feed off", confirmed_by: "B. Person", confirmed_on: 2026-10-15 }
                scope: scope.csv""");
        assertThat(plan.read().messages())
                .containsExactly(
                        new Suppression(
                                "legacy", "texts off", "A. Person, digital", Optional.of(LocalDate.of(2026, 10, 14))),
                        new Suppression(
                                "new system", "feed off", "B. Person", Optional.of(LocalDate.of(2026, 10, 15))));

        plan.replacing("system: new system", "system: legacy")
                .replacing("confirmed_on: 2026-10-14", "confirmed_on: last week")
                .replacing("suppressed: \"feed off\", ", "");
        assertThat(plan.faults())
                .containsExactly(
                        "plan.yaml line 14: confirmed_on \"last week\" is not a date; expected for example 2026-10-14",
                        "plan.yaml line 15: system \"legacy\" stands twice under messages; keep one entry",
                        "plan.yaml line 15: messages 2: suppressed is missing");
    }

    @Test
    void aPasswordIsNeverRepeatedInAFault() {
        plan.replacing("${env:LEGACY_PASSWORD}", "hunter2")
                .replacing("/target;IFEXISTS=TRUE", "/target;password=hunter2");

        assertThat(plan.faults()).hasSize(2).noneMatch(it -> it.contains("hunter2"));
    }

    @Test
    void aPlanThatComparesNothingIsRefused() {
        plan.replacing("reconcile:\n", "reconcile: []\nmigrate2:\n");

        assertThat(plan.faults())
                .contains(
                        "plan.yaml line 18: reconcile names nothing to compare; expected at least one entry with name:, source: and target:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "connection: target, query: reconcile/source.sql | connection: target, query: reconcile/target.sql | true",
                "connection: legacy, query: reconcile/source.sql | connection: copy, query: reconcile/target.sql | true",
                "connection: legacy, query: reconcile/source.sql | connection: target, query: reconcile/target.sql | false",
                "connection: legacy, query: reconcile/source.sql | connection: other, query: reconcile/target.sql | false",
                "connection: legacy, query: reconcile/source.sql | connection: schema, query: reconcile/target.sql | false",
                "connection: legacy, query: reconcile/source.sql | connection: legacy, query: reconcile/census.sql | false",
                "csv: scope.csv | csv: scope.csv | true",
                "csv: scope.csv | csv: ./scope.csv | true",
                "csv: scope.csv | csv: accepted.csv | false",
                "csv: scope.csv | csv: scope.csv, columns: { reference: new_reference } | false"
            })
    void whatWouldBeComparedWithItselfIsRefused(String source, String target, boolean isRefused) {
        String query = "select 'jobs' population, ref reference from work_orders";
        plan.with("reconcile/source.sql", query)
                .with("reconcile/target.sql", query)
                .replacing("connections:\n", """
                        connections:
                          copy: { url: "jdbc:h2:file:${plan}/legacy;IFEXISTS=TRUE", user: another }
                          other: { url: "jdbc:h2:file:${plan}/other;IFEXISTS=TRUE" }
                          schema: { url: "jdbc:h2:file:${plan}/legacy;IFEXISTS=TRUE", schema: hub }
                        """)
                .replacing("source: { connection: legacy, query: reconcile/source.sql }", "source: { " + source + " }")
                .replacing("target: { connection: target, query: reconcile/target.sql }", "target: { " + target + " }");

        assertThat(plan.faults().stream().anyMatch(it -> it.contains("it would be compared with itself")))
                .isEqualTo(isRefused);
    }

    @Test
    void twoReconciliationsOfOneNameAreRefused() {
        plan.replacing("migrate:\n  source: legacy\n", "").with("more", "");
        plan.replacing(
                "    ledger: { connection: target }",
                "  - name: Legacy against NEW\n    source: { csv: scope.csv }\n    target: { csv: accepted.csv }");

        assertThat(plan.faults())
                .containsExactly(
                        "plan.yaml line 22: name \"Legacy against NEW\" makes the same file name as \"legacy against new\"; give each reconciliation its own");
    }

    @Test
    void yamlThatIsNestedWithoutEndIsNamedWithItsLine() {
        plan.replacing("zone: Europe/London", "zone: " + "[".repeat(20_000));

        assertThat(plan.faults())
                .hasSize(1)
                .first()
                .asString()
                .matches("plan.yaml line \\d+: is nested more than 50 deep; check the brackets there");
    }

    @Test
    void brokenYamlIsNamedWithItsLine() {
        plan.replacing("    user: sa", "   user: sa");

        assertThat(plan.faults()).hasSize(1).first().asString().startsWith("plan.yaml line 11: is not YAML: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing\n",
                "- a\n- b\n",
                "just text",
                "a: &a [*a]\n",
                "? [a]\n: b\n",
                "\u0000",
                "a: b\n---\nc: d\n"
            })
    void noContentMakesTheReaderThrowAnythingButFaults(String content) {
        plan.with("plan.yaml", content);

        assertThat(plan.faults()).isNotEmpty().allMatch(it -> it.startsWith("plan.yaml"));
    }

    @Test
    void aFolderWithoutPlanIsToldInOneLine() {
        Path empty = folder.resolve("codes");
        Path none = folder.resolve("nowhere");

        assertThatThrownBy(() -> PlanReader.read(empty, Map.of()))
                .isInstanceOf(PlanFaults.class)
                .hasMessage(empty + ": holds no plan.yaml; name the folder that holds it");
        assertThatThrownBy(() -> PlanReader.read(none, Map.of()))
                .isInstanceOf(PlanFaults.class)
                .hasMessage(none + ": no such folder; name the folder that holds plan.yaml");
        assertThatThrownBy(() -> PlanReader.read(folder.resolve("plan.yaml"), Map.of()))
                .isInstanceOf(PlanFaults.class)
                .hasMessageContaining("name the plan's folder");
    }

    @Test
    void aCsvSideIsReadWithItsColumns() throws PlanFaults {
        plan.replacing(
                "source: { connection: legacy, query: reconcile/source.sql }",
                "source: { csv: scope.csv, charset: windows-1252, delimiter: \";\", columns: { reference: Ref } }");

        assertThat(plan.read().reconciliations().getFirst().source())
                .isEqualTo(new CsvSide(
                        folder.resolve("scope.csv"),
                        java.nio.charset.Charset.forName("windows-1252"),
                        ';',
                        Map.of("reference", "Ref")));
    }

    @Test
    void aCsvSideMayNameEachColumnThatThereIs() {
        String columns = Arrays.stream(Column.values())
                .map(it -> it.word() + ": header " + it.ordinal())
                .collect(Collectors.joining(", "));
        plan.replacing(
                "source: { connection: legacy, query: reconcile/source.sql }",
                "source: { csv: scope.csv, columns: { " + columns + " } }");

        assertThat(plan.faults()).isEmpty();
    }

    @Test
    void aPlaceholderThatNothingFillsIsNamedWithTheLineOfTheQuery() {
        plan.with("reconcile/target.sql", "select 1\nfrom ${target}.a\nwhere b < ${as_of}\n");

        assertThat(plan.faults())
                .containsExactly("reconcile/target.sql line 3: unknown placeholder ${as_of}; did you mean \"as-of\"?");
    }

    @Test
    void anEmptyQueryAndAContactQueryWithoutReferenceAreRefused() {
        plan.with("reconcile/census.sql", " \n").with("reconcile/contact.sql", "select 1");

        assertThat(plan.faults())
                .containsExactly(
                        "plan.yaml line 23: query has no ? for the job reference; expected for example: where wo_ref = ?",
                        "reconcile/census.sql: is empty; expected a query");
    }

    @Test
    void migrateIsBoundInTheSamePassAndItsFaultsComeWithTheOthers() {
        plan.replacing("zone: Europe/London", "zone: Mars");

        assertThatThrownBy(() -> PlanReader.read(folder, Map.of("LEGACY_PASSWORD", ""), node -> {
                    node.onlyKeys("target");
                    return node.child("load").number("chunk", 500);
                }))
                .isInstanceOf(PlanFaults.class)
                .extracting(it -> ((PlanFaults) it).faults())
                .isEqualTo(List.of(
                        "plan.yaml line 2: zone \"Mars\" is not a time zone; expected for example Europe/London",
                        "plan.yaml line 17: migrate: unknown key \"source\"; expected target",
                        "plan.yaml line 17: migrate: load is missing"));
    }

    @Test
    void aPartWithoutFaultComesWithThePlan() throws PlanFaults {
        Bound<String> bound = PlanReader.read(
                folder,
                Map.of("LEGACY_PASSWORD", ""),
                node -> node.text("source") + " of " + node.root().text("plan"));

        assertThat(bound.part()).isEqualTo("legacy of Sample council");
        assertThat(bound.plan().name()).isEqualTo("Sample council");
    }

    @Test
    void aPartThatStumblesOverAStandInLeavesTheFaultsKnownSoFar() {
        plan.replacing("migrate:\n", "migrat:\n");

        assertThatThrownBy(() -> PlanReader.read(folder, Map.of("LEGACY_PASSWORD", ""), node -> {
                    throw new IllegalStateException(node.text("source"));
                }))
                .isInstanceOf(PlanFaults.class)
                .hasMessage("plan.yaml line 16: unknown key \"migrat\"; did you mean \"migrate\"?");
    }

    @Test
    void aPlanWithAByteOrderMarkIsReadAndOneThatIsNotUtf8IsRefused() throws PlanFaults {
        plan.replacing("plan: Sample council", "\uFEFFplan: Sample council");
        assertThat(plan.read().name()).isEqualTo("Sample council");

        plan.with("plan.yaml", "plan: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(plan.faults())
                .containsExactly("plan.yaml: is not UTF-8; save it as UTF-8 (in Excel: \"CSV UTF-8\")");
    }

    @Test
    void aConnectionSaysHowItsQueriesSeeOneMoment() throws PlanFaults {
        plan.replacing("user: reader", "user: reader\n    snapshot: read-twice")
                .replacing("schema: hub", "schema: hub\n    snapshot: one");

        assertThat(plan.read().connections().values())
                .extracting(DatabaseConnection::name, DatabaseConnection::snapshot)
                .containsExactlyInAnyOrder(tuple("legacy", SnapshotMode.READ_TWICE), tuple("target", SnapshotMode.ONE));

        plan.replacing("snapshot: one", "snapshot: twice");
        assertThat(plan.faults())
                .containsExactly("plan.yaml line 14: snapshot \"twice\" is neither one nor read-twice;"
                        + " leave it out to take what the database gives");
    }
}
