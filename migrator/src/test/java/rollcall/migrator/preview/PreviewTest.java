package rollcall.migrator.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import rollcall.fixtures.Council;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.CouncilSpec;
import rollcall.fixtures.SheetsCouncil;
import rollcall.migrator.CommandRun;

/** A hurried council, looked at before anything is moved. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreviewTest {
    private CouncilFolder council = new CouncilFolder(Path.of(""));

    @BeforeAll
    void generate(@TempDir Path shared) {
        council = Council.generate(CouncilSpec.of(100, 1), shared.resolve("council"));
    }

    @Test
    void aJobIsShownWithItsAppointmentsAndContactRuleByRule() throws Exception {
        List<String> truth = truth("jobs", "loaded").getFirst();
        String job = truth.getFirst();

        CommandRun ran = preview(job);

        assertThat(ran.exit()).isZero();
        assertThat(ran.out())
                .startsWith("From legacy, as of ")
                .contains("\njob " + job + ", line ")
                .contains(": to be loaded")
                .containsPattern("  kind of job +open job")
                .containsPattern("  priority +priority: '\\w+' → '\\d+'")
                .containsPattern("  reference        '" + job + "' +reference +'" + job + "'")
                .contains("\ncontact " + job + ", line ");
        assertThat(ran.out().lines()).allSatisfy(it -> assertThat(it.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void rowsOfExportedFilesAreShownToo(@TempDir Path exported) {
        CouncilFolder sheets = SheetsCouncil.generate(CouncilSpec.of(60, 1), exported.resolve("council"));

        CommandRun ran = preview(sheets, "-n", "2", "--seed", "1");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out()).startsWith("From legacy, as of ");
    }

    @Test
    void aVisitOfAJobThatStandsTwiceIsLoadedIfEitherRowIs(@TempDir Path folder) throws Exception {
        CouncilFolder twice = Council.generate(CouncilSpec.of(100, 1), folder.resolve("council"));
        String job = truth("jobs", "loaded").getFirst().getFirst();
        Path query = twice.plan().resolve("legacy/jobs.sql");
        String columns =
                "property, status, completed, priority, raised, target_date, revised_target, trade, contractor,"
                        + " problem, task_text, copy_number";
        Files.writeString(
                query, """
                with told as (%s)
                select reference, %s from told
                union all
                select reference, %s from told where reference = '%s'
                """.formatted(Files.readString(query), columns, columns.replaceFirst("property", "'!no'"), job));

        assertThat(preview(twice, job).out())
                .containsPattern("\njob " + job + ", line \\d+ of the extract: rejected")
                .containsPattern("\njob " + job + ", occurrence 2, line \\d+ of the extract: to be loaded")
                .containsPattern("\ncontact " + job + ", line \\d+ of the extract: to be loaded");
    }

    @Test
    void noPersonalValueIsShownUnlessItIsAskedFor() throws Exception {
        String name = "";
        String reference = "";
        for (List<String> contact : truth("contacts", "loaded")) {
            if (contact.size() > 2 && contact.get(2).contains(" ")) {
                reference = contact.get(0);
                name = contact.get(2);
                break;
            }
        }
        assertThat(name).isNotEmpty();

        CommandRun shaped = preview(reference);
        CommandRun shown = preview(reference, "--show-personal");

        assertThat(shaped.out())
                .doesNotContain(name)
                .doesNotContain(name.split(" ", -1)[1])
                .contains("(a value of ");
        assertThat(shown.told()).contains(name.split(" ", -1)[1]);
    }

    @Test
    void theWorstAreTheRejectedWithTheirReasons() throws Exception {
        CommandRun ran = preview("--worst", "-n", "5");

        assertThat(ran.out()).contains(", the worst first").contains(": rejected\n");
        assertThat(Stream.of(ran.out().split("\n\n", -1)).filter(it -> it.contains(" of the extract: ")))
                .hasSize(5)
                .allSatisfy(it -> assertThat(it).contains(": rejected").contains("  because "));
        assertThat(ran.out().lines()).allSatisfy(it -> assertThat(it.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void theSameSeedChoosesTheSameRowsAndIsPrinted() throws Exception {
        CommandRun one = preview("-n", "3", "--seed", "7");
        CommandRun same = preview("-n", "3", "--seed", "7");
        CommandRun other = preview("-n", "3", "--seed", "8");

        assertThat(one.out())
                .contains("at random (--seed 7)")
                .isEqualTo(same.out())
                .isNotEqualTo(other.out());
        assertThat(one.out().lines().filter(it -> it.contains(" of the extract: ")))
                .hasSize(3);
        assertThat(preview("-n", "1").out()).containsPattern("at random \\(--seed \\d+\\)");
    }

    @Test
    void nothingIsWrittenNowhere() throws Exception {
        List<String> before = tree();
        String hub = hub();

        preview("--worst");

        assertThat(tree()).isEqualTo(before);
        assertThat(hub()).isEqualTo(hub);
        assertThat(preview("--sealed-extract").exit()).isEqualTo(3);
    }

    @Test
    void aReferenceThatIsNowhereIsWrongUsage() throws Exception {
        CommandRun ran = preview("no-such");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("reference \"no-such\" is in no extract");
    }

    private List<List<String>> truth(String population, String fate) throws Exception {
        List<List<String>> found = new ArrayList<>();
        try (var parser = org.apache.commons.csv.CSVParser.parse(
                council.truth().resolve(population + ".csv"),
                java.nio.charset.StandardCharsets.UTF_8,
                org.apache.commons.csv.CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            for (var row : parser) {
                if (row.get("hurried_fate").equals(fate)) {
                    found.add(
                            List.of(row.get("reference"), fate, population.equals("contacts") ? row.get("name") : ""));
                }
            }
        }
        return found;
    }

    /** All files beside the locks that a program holds while it runs. */
    private List<String> tree() throws Exception {
        try (Stream<Path> files = Files.walk(council.plan())) {
            return files.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .filter(it -> !it.endsWith("lock"))
                    .sorted()
                    .toList();
        }
    }

    private String hub() throws Exception {
        StringBuilder all = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(council.targetUrl(), "sa", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("script")) {
            while (rows.next()) {
                all.append(rows.getString(1)).append('\n');
            }
        }
        return all.toString();
    }

    private CommandRun preview(String... options) {
        return preview(council, options);
    }

    private static CommandRun preview(CouncilFolder council, String... options) {
        return CommandRun.of("preview", council.plan(), options);
    }
}
