package rollcall.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.CouncilSpec;
import rollcall.fixtures.Databases;
import rollcall.fixtures.SheetsCouncil;

/** What each command does where an exported file that the plan names is not there, or is no file that can be read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MissingExportTest {
    private static final String FILE = "visits-booked.csv";
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private CouncilFolder fresh = new CouncilFolder(Path.of(""));
    private CouncilFolder moved = new CouncilFolder(Path.of(""));

    /** What was done to a file. */
    private enum Fault {
        MISSING(
                "there is no such file; bring it",
                "is not there; export it again, or correct plan.yaml",
                (file, header) -> {}),
        UNREADABLE(
                "cannot be read (FileSystemException); check its rights",
                "cannot be read (FileSystemException); check its rights",
                (file, header) -> Files.createSymbolicLink(file, file)),
        FOLDER(
                "is a folder; bring the file itself",
                "is a folder; put the exported file there",
                (file, header) -> Files.createDirectory(file)),
        EMPTY(
                "is empty; expected a line with the columns' names",
                "is empty; expected a header line; export it again",
                (file, header) -> Files.createFile(file)),
        HEADER_ONLY(
                "has a header and no row; export it again",
                "holds no row under its header; export it again",
                (file, header) -> Files.writeString(file, header + "\r\n"));

        /** How the checker tells it. */
        private final String checker;
        /** How the mover tells it. */
        private final String mover;

        private final Doing doing;

        Fault(String checker, String mover, Doing doing) {
            this.checker = checker;
            this.mover = mover;
            this.doing = doing;
        }

        /** Puts something into the place of a file that had this header. */
        @FunctionalInterface
        private interface Doing {
            void to(Path file, String header) throws IOException;
        }
    }

    @BeforeAll
    void generate(@TempDir Path shared) {
        fresh = SheetsCouncil.generate(CouncilSpec.of(60, 3), shared.resolve("fresh"));
        fresh.correct();
        moved = SheetsCouncil.generate(CouncilSpec.of(60, 3), shared.resolve("moved"));
        new Road(moved).migrate();
    }

    @BeforeEach
    void bring() throws IOException {
        for (CouncilFolder council : List.of(fresh, moved)) {
            Path kept = council.root().resolve("kept.csv");
            if (!Files.exists(kept)) {
                Files.copy(council.exports().resolve(FILE), kept);
            }
            Files.deleteIfExists(council.exports().resolve(FILE));
            Files.copy(kept, council.exports().resolve(FILE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLoadedExtractedOrSealedAndTheRefusalNamesTheFile(Fault fault) throws Exception {
        befall(fault, fresh);
        List<String> target = held(fresh);

        for (String command : List.of("migrate", "rehearse", "codes", "preview")) {
            CommandRun ran = CommandRun.of(command, fresh.plan());
            assertThat(ran.exit()).as(command + ran.text()).isEqualTo(3);
            assertThat(ran.err()).as(command).contains(FILE + " " + fault.mover).doesNotContain("\tat ");
        }
        CommandRun sealed = CommandRun.of("seal", fresh.plan());
        assertThat(sealed.exit()).isEqualTo(3);
        assertThat(sealed.err()).contains("is not sealed: " + FILE + ": " + fault.checker);

        assertThat(held(fresh)).isEqualTo(target);
        assertThat(left(fresh.plan().resolve(".rollcall/extract"))).isEmpty();
        assertThat(left(fresh.plan().resolve(".rollcall/seal"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsComparedIsUnknownAndWhatNeedsNoLegacyGoesOn(Fault fault) throws IOException {
        befall(fault, moved);
        String plan = Files.readString(moved.plan().resolve("plan.yaml"));
        String reference = Files.readAllLines(moved.truth().resolve("appointments.csv"))
                .get(1)
                .split(",", -1)[0];

        CommandRun checked = CommandRun.of("check", moved.plan());
        assertThat(checked.exit()).as(checked.text()).isEqualTo(3);
        assertThat(checked.text().replaceAll("\\s+", " "))
                .contains("connection 'exports': " + FILE + ": " + fault.checker);
        for (String command : List.of("reconcile", "explain")) {
            CommandRun ran = command.equals("explain")
                    ? CommandRun.of(command, moved.plan(), reference)
                    : CommandRun.of(command, moved.plan());
            assertThat(ran.exit()).as(command + ran.text()).isEqualTo(3);
            assertThat(ran.told()).as(command).contains(FILE + ": " + fault.checker);
        }
        CommandRun again = CommandRun.of("migrate", moved.plan());
        assertThat(again.exit()).as(again.text()).isEqualTo(3);
        assertThat(again.err()).contains(FILE + " " + fault.mover);
        for (String[] command : new String[][] {{"ledger"}, {"rejects"}, {"undo", "1", "--dry-run"}}) {
            CommandRun ran = CommandRun.of(command[0], moved.plan(), Arrays.copyOfRange(command, 1, command.length));
            assertThat(ran.exit()).as(command[0] + ran.text()).isZero();
        }
        assertThat(moved.plan().resolve("plan.yaml")).content().isEqualTo(plan);
    }

    /** The mover takes one kind of record out of a file of its own: what does not read legacy does not miss it. */
    @Test
    void aFileOfOneKindThatIsNotThereIsMissedOnlyByWhoReadsLegacy(@TempDir Path folder) throws IOException {
        CouncilFolder council = SheetsCouncil.generate(CouncilSpec.of(20, 3), folder.resolve("council"));
        new Road(council).migrate();
        Path plan = council.plan().resolve("plan.yaml");
        Files.writeString(
                plan,
                Files.readString(plan)
                        .replace(
                                "contacts: legacy/contacts.sql",
                                "contacts: { file: ../exports/contacts.csv, charset: UTF-8 }"));

        assertThat(CommandRun.of("undo", council.plan(), "1", "--dry-run").text())
                .contains("Nothing was changed");
        CommandRun again = CommandRun.of("migrate", council.plan());
        assertThat(again.exit()).as(again.text()).isEqualTo(3);
        assertThat(again.err()).contains("contacts.csv is not there; export it again, or correct plan.yaml");
        assertThat(CommandRun.of("check", council.plan()).err()).contains("contacts.csv is not there");
    }

    private static void befall(Fault fault, CouncilFolder council) throws IOException {
        Path file = council.exports().resolve(FILE);
        String header = Files.readAllLines(file, WINDOWS).getFirst();
        Files.delete(file);
        fault.doing.to(file, header);
    }

    /** All tables and rows of the new system, as statements. */
    private static List<String> held(CouncilFolder council) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Connection target = Databases.open(council.targetUrl());
                Statement statement = target.createStatement();
                ResultSet script = statement.executeQuery("SCRIPT")) {
            while (script.next()) {
                statements.add(script.getString(1));
            }
        }
        return statements;
    }

    private static List<Path> left(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile)
                    .filter(it -> !it.toString().endsWith(".lock"))
                    .toList();
        }
    }
}
