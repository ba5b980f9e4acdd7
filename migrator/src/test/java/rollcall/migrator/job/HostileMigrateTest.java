package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rollcall.fixtures.hostile.Attack;
import rollcall.fixtures.hostile.HardText;
import rollcall.fixtures.hostile.Hostile;
import rollcall.fixtures.hostile.Read;
import rollcall.migrator.CommandRun;
import rollcall.migrator.extract.Kind;

/** Migrate on a plan whose jobs come as a CSV file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileMigrateTest {
    private static final HardText JOBS = new HardText(Kind.JOBS.columns(), 40, row -> "%08d".formatted(14_665 + row));
    private static final Pattern REFUSAL = Pattern.compile("(?s).*?(jobs\\.csv[ :].*)");

    /** Just under what a row may hold. */
    private static final String LONG = "no heating\n".repeat(90_000) + ".";

    private Optional<MovedCouncil> made = Optional.empty();
    private String plan = "";

    @BeforeAll
    void generate(@TempDir Path shared) throws IOException {
        MovedCouncil council = MovedCouncil.generate(60, 7, shared.resolve("council"));
        council.correct();
        plan = Files.readString(council.plan().resolve("plan.yaml"));
        made = Optional.of(council);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "CUT_ANYWHERE",
                "LAST_LINE_END_LOST",
                "BYTE_OF_ANOTHER_CHARSET",
                "BLOCK_OF_NULS",
                "QUOTE_ADDED",
                "QUOTE_REMOVED",
                "CELL_TOO_FEW",
                "CELL_OF_TEN_MEGABYTES",
                "HEADER_MISSING",
                "SECOND_HEADER",
                "EMPTY"
            })
    void aFileThatIsRefusedEndsMigrateInOneLineAndNothingIsWritten(Attack attack) throws Exception {
        MovedCouncil council = made.orElseThrow();
        Hostile hostile = Hostile.of(attack, 3, JOBS);
        jobsFrom(hostile);
        String before = council.dump();

        CommandRun ran = CommandRun.of("migrate", council.plan());

        assertThat(ran.exit()).as(ran.text()).isEqualTo(3);
        assertThat(ran.text()).doesNotContain("\tat ", "Exception", HardText.NAME);
        Matcher refusal = REFUSAL.matcher(ran.err().strip());
        assertThat(refusal.matches()).as(ran.err()).isTrue();
        String message = refusal.group(1).replaceAll("\\s*\\n\\s*", " ");
        assertThat(hostile.objection(new Read(List.of(), Optional.of(message)))).isEmpty();
        assertThat(council.dump()).as("the new system").isEqualTo(before);
    }

    @Test
    void aFileThatIsWholeIsMovedAsTheDatabaseIsAndALongTextArrivesWhole(@TempDir Path folder) throws Exception {
        MovedCouncil council = made.orElseThrow().copyInto(folder.resolve("copy"));
        List<String> expected = council.expected();
        String job = expected.stream()
                .filter(it -> it.startsWith("job|"))
                .findFirst()
                .orElseThrow();
        Path file = Files.createDirectories(council.folder().exports()).resolve("jobs.csv");
        Files.writeString(file, exported(council, job.split("\\|")[1]));
        Files.writeString(
                council.plan().resolve("plan.yaml"),
                plan.replace("jobs: legacy/jobs.sql", "jobs: { file: ../exports/jobs.csv, charset: UTF-8 }"));

        CommandRun ran = CommandRun.of("migrate", council.plan());

        assertThat(ran.exit()).as(ran.text()).isZero();
        List<String> held = new ArrayList<>(council.held());
        assertThat(held.removeIf(it -> it.contains(LONG))).as("the long text").isTrue();
        expected.remove(job);
        assertThat(held).isEqualTo(expected);
    }

    private void jobsFrom(Hostile hostile) throws IOException {
        Path root = made.orElseThrow().folder().root();
        Files.write(Files.createDirectories(root.resolve("exports")).resolve("jobs.csv"), hostile.bytes());
        Files.writeString(
                root.resolve("plan/plan.yaml"),
                plan.replace(
                        "jobs: legacy/jobs.sql",
                        "jobs: { file: ../exports/jobs.csv, charset: %s, delimiter: \"%s\" }"
                                .formatted(
                                        hostile.declared().name(),
                                        hostile.delimiter() == '\t' ? "\\\\t" : hostile.delimiter())));
    }

    /** What the plan's own query yields, as CSV; one job's problem is a long text. */
    private static String exported(MovedCouncil council, String longest) throws IOException, SQLException {
        StringBuilder csv = new StringBuilder();
        try (Connection connection =
                        DriverManager.getConnection(council.folder().legacyUrl(), "sa", "");
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(Files.readString(council.plan().resolve("legacy/jobs.sql")))) {
            int columns = rows.getMetaData().getColumnCount();
            List<String> cells = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                cells.add(rows.getMetaData().getColumnLabel(i));
            }
            csv.append(String.join(",", cells)).append("\r\n");
            while (rows.next()) {
                cells.clear();
                for (int i = 1; i <= columns; i++) {
                    String text = Optional.ofNullable(rows.getString(i)).orElse("");
                    if (rows.getMetaData().getColumnLabel(i).equalsIgnoreCase("problem")
                            && rows.getString("reference").strip().equals(longest)) {
                        text = LONG;
                    }
                    cells.add('"'
                            + text.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:)", "$1T$2")
                                    .replace("\"", "\"\"")
                            + '"');
                }
                csv.append(String.join(",", cells)).append("\r\n");
            }
        }
        return csv.toString();
    }
}
