package rollcall.migrator.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import rollcall.fixtures.Council;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.CouncilSpec;
import rollcall.fixtures.Databases;
import rollcall.migrator.MigrateCommand;
import rollcall.migrator.RehearseCommand;
import rollcall.reconciler.Exits;

class RehearsalTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private CouncilFolder council = new CouncilFolder(Path.of(""));

    @BeforeEach
    void generate(@TempDir Path folder) {
        council = Council.generate(CouncilSpec.of(500, 11), folder.resolve("council"));
    }

    @Test
    void withHurriedCodeTablesItNamesTheCodesAndLeavesBothSystemsAsTheyWere() throws Exception {
        Map<String, String> before = digests();
        Path json = council.root().resolve("rehearsal.json");

        int exit = rehearse("--json", json.toString());

        assertThat(exit).isEqualTo(1);
        assertThat(digests()).isEqualTo(before);
        assertThat(out.toString())
                .containsPattern("trade 'D33' has no new code in codes/trade.csv: \\d+ appointments?")
                .containsPattern("priority 'Z' has no new code in codes/priority.csv: \\d+ appointments?")
                .containsPattern("contractor 'AEP' has no new code in codes/contractor.csv: \\d+ appointments?")
                .contains("Migrate would refuse this plan:")
                .containsPattern("codes/trade.csv: trade 'D33' is not decided, and \\d+ live rows have it")
                .contains("codes/signed.csv: the code tables are not signed")
                .contains("EXCEPTIONS Sample council: legacy against new")
                .contains("A partial rehearsal, in a copy on H2.");
        assertThat(err.toString()).isEmpty();
        assertThat(json).content().contains("\"verdict\":\"EXCEPTIONS\"");
    }

    @Test
    void withCorrectedCodeTablesEveryAppointmentIsAccountedForAgainAndAgainEvenBesideALoadedTarget() throws Exception {
        council.correct();
        assertThat(rehearse()).isZero();
        assertThat(out.toString()).contains("ACCOUNTED_FOR").doesNotContain("would refuse");
        assertThat(run(new MigrateCommand(), council.plan().toString())).isZero();
        Map<String, String> before = digests();

        assertThat(rehearse()).isZero();

        assertThat(digests()).isEqualTo(before);
    }

    @Test
    void aLiveVisitWhoseYearHasTwoDigitsIsMissingAndNotTakenForOneThatIsNotBooked() throws Exception {
        council.correct();
        String visit =
                "(select min(visit_sid) from visit where visit_prop_appointment > timestamp '2026-10-20 00:00:00'"
                        + " and trim(reference_table) = 'UHOrder' and coalesce(trim(visit_outcome), '') = ''"
                        + " and reference_sid in (select rmworder_sid from rmworder where wo_status = '200' and completed is null))";
        try (Connection legacy = Databases.open(council.legacyUrl());
                var statement = legacy.createStatement()) {
            assertThat(statement.executeUpdate(
                            "update visit set visit_prop_appointment = dateadd(year, -2000, visit_prop_appointment) where visit_sid = "
                                    + visit))
                    .isEqualTo(1);
        }

        assertThat(rehearse()).isEqualTo(1);

        assertThat(out.toString()).containsPattern("starts_at '002[67]-..-..T..:..:..' is not a date after 1950");
    }

    @Test
    void anEmptyCopyOfTheSchemaThatSomebodyMadeIsLoadedOnceAndThenRefused() throws Exception {
        council.correct();
        String url = "jdbc:h2:file:" + council.root().resolve("copy")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
        try (Connection copy = Databases.open(url);
                Connection hub = Databases.open(council.targetUrl())) {
            copyRegister(hub, copy);
        }
        Map<String, String> before = digests();

        assertThat(rehearse("--into", url)).isZero();
        assertThat(out.toString()).contains("Rehearsed in " + url);
        assertThat(digests()).isEqualTo(before);

        assertThat(rehearse("--into", url)).isEqualTo(2);
        assertThat(err.toString()).contains("table 'work_orders' has rows; give an empty copy");
    }

    @Test
    void thePlansOwnDatabaseIsNeverRehearsedInto() throws Exception {
        Map<String, String> before = digests();

        assertThat(rehearse("--into", council.targetUrl())).isEqualTo(2);

        assertThat(err.toString()).contains("is the plan's own connection 'target'");
        assertThat(digests()).isEqualTo(before);
    }

    @Test
    void aTargetThatIsNoH2FileNeedsAnEmptyCopy() throws Exception {
        edit(
                "plan.yaml",
                "(?s)url: jdbc:h2:file:\\$\\{plan}/../target/hub[^\\n]*",
                "url: jdbc:postgresql://nowhere/hub");

        assertThat(rehearse()).isEqualTo(2);

        assertThat(err.toString()).contains("give an empty copy of the new system's schema with --into URL");
    }

    @Test
    void aTargetQueryThatYieldsRowsOfAnEmptyTargetEstablishesNothing() throws Exception {
        edit(
                "reconcile/target.sql",
                "LEFT JOIN \\$\\{target}.property_class p",
                "RIGHT JOIN \\${target}.property_class p");

        assertThat(rehearse()).isEqualTo(3);

        assertThat(err.toString())
                .isEqualToNormalizingNewlines(
                        "rollcall: target.sql yields rows before anything is loaded; it must read only what is loaded, through ${target}\n");
    }

    private int rehearse(String... options) {
        return run(
                new RehearseCommand(),
                Stream.concat(Stream.of(council.plan().toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    private int run(Object command, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine commandLine =
                new CommandLine(command).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return Exits.execute(commandLine, arguments);
    }

    private void edit(String file, String pattern, String replacement) throws IOException {
        Path path = council.plan().resolve(file);
        String before = Files.readString(path);
        String after = before.replaceFirst(pattern, replacement);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(path, after);
    }

    private static void copyRegister(Connection hub, Connection copy) throws IOException, SQLException {
        Databases.createHub(copy);
        try (var rows = hub.createStatement().executeQuery("select id, property_reference, uprn from property_class");
                var insert = copy.prepareStatement(
                        "insert into property_class (id, property_reference, uprn) values (?, ?, ?)")) {
            while (rows.next()) {
                for (int i = 1; i <= 3; i++) {
                    insert.setObject(i, rows.getObject(i));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private Map<String, String> digests() throws Exception {
        Map<String, String> digests = new TreeMap<>();
        for (String part : List.of("legacy", "target")) {
            try (Stream<Path> files = Files.walk(council.root().resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                    digests.put(file.toString(), HexFormat.of().formatHex(digest));
                }
            }
        }
        return digests;
    }
}
