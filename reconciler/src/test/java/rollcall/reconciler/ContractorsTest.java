package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import rollcall.fixtures.Council;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.CouncilSpec;
import rollcall.fixtures.Databases;
import rollcall.fixtures.truth.TruthRow;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.finding.Tally;

/** The new system against each contractor's own diary, as that contractor exports it. */
class ContractorsTest {
    private static final List<String> CONTRACTORS =
            List.of("Avonpark", "Purley", "South Circular", "Hollins", "Aldgate");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CouncilFolder council;

    ContractorsTest(@TempDir Path folder) {
        council = Council.generate(CouncilSpec.of(500, 4), folder.resolve("council"));
        Council.truthIntoTarget(council.root());
    }

    @Test
    void eachContractorHasWhatIsBookedWithItAndWhatIsOverOrAnothersIsNoException() throws Exception {
        long compared = 0;
        for (String contractor : CONTRACTORS) {
            try (Result result = Findings.run(council, "new system against " + contractor)) {
                assertThat(result.header().unknowns()).as(contractor).isEmpty();
                assertThat(TwoSystems.findings(result)).as(contractor).isEmpty();
                Tally tally = TwoSystems.tally(result, Population.APPOINTMENTS);
                assertThat(tally.matched()).as(contractor).isPositive();
                compared += tally.matched();
            }
        }
        assertThat(compared).isEqualTo(bookedWithContractors());
        assertThat(run()).isZero();
    }

    @Test
    void anExportThatNobodyHasBroughtLeavesOnlyItsOwnComparisonUnknown() throws IOException {
        Files.delete(council.diaries().resolve("purley.csv"));

        assertThat(run()).isEqualTo(3);
        assertThat(verdicts())
                .containsExactly("ACCOUNTED_FOR", "UNKNOWN", "ACCOUNTED_FOR", "ACCOUNTED_FOR", "ACCOUNTED_FOR");
        assertThat(out.toString()).contains("purley.csv: there is no such file; bring it");
    }

    @Test
    void anExportThatEndsInTheMiddleOfALineLeavesOnlyItsOwnComparisonUnknown() throws IOException {
        Path file = council.diaries().resolve("hollins.csv");
        String whole = Files.readString(file, StandardCharsets.UTF_8);
        Files.writeString(file, whole.substring(0, whole.length() - 9), StandardCharsets.UTF_8);

        assertThat(run()).isEqualTo(3);
        assertThat(verdicts())
                .containsExactly("ACCOUNTED_FOR", "ACCOUNTED_FOR", "ACCOUNTED_FOR", "UNKNOWN", "ACCOUNTED_FOR");
    }

    @Test
    void aContractorThatNoneOfThemIsAboutMakesAllOfThemUnknown() throws SQLException {
        try (Connection target = Databases.open(council.targetUrl());
                Statement statement = target.createStatement()) {
            statement.execute("insert into contractors (reference, name) values ('NEW', 'New Contractor')");
            assertThat(statement.executeUpdate("update work_orders set contractor_reference = 'NEW' where id ="
                            + " (select min(work_order_id) from appointments)"))
                    .isEqualTo(1);
        }
        assertThat(run()).isEqualTo(3);
        assertThat(verdicts()).containsOnly("UNKNOWN").hasSize(5);
        assertThat(out.toString()).contains("kind 'appointment of an unknown contractor' is");
    }

    private int run() {
        return Exits.execute(
                new CommandLine(new Auditor())
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true)),
                "reconcile",
                council.contractorsPlan().toString());
    }

    private List<String> verdicts() {
        Matcher verdict = Pattern.compile("(?m)^([A-Z_]+) Sample council's contractors: new system against ")
                .matcher(out.toString());
        return verdict.results().map(it -> it.group(1)).toList();
    }

    private long bookedWithContractors() throws IOException {
        try (Stream<TruthRow> rows = TruthRow.of(council.truth().resolve("appointments.csv"))) {
            return rows.filter(it -> it.loaded() && !it.text("contractor").startsWith("H0"))
                    .count();
        }
    }
}
