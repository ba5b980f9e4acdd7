package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import rollcall.fixtures.CouncilFolder;
import rollcall.migrator.CodesCommand;
import rollcall.migrator.CommandRun;
import rollcall.migrator.extract.Extraction;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.LegacyRow;
import rollcall.migrator.extract.LegacyRows;
import rollcall.migrator.extract.SealedExtract;
import rollcall.reconciler.Exits;
import rollcall.reconciler.ReconcileCommand;
import rollcall.reconciler.table.TableFile;

/** A hurried council: its rejected rows as files, corrected by hand, and loaded again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayTest {
    private MovedCouncil original = new MovedCouncil(new CouncilFolder(Path.of("")));
    private MovedCouncil council = original;
    private Path rejects = Path.of("");

    @BeforeAll
    void migrateInAHurry(@TempDir Path shared) throws Exception {
        original = MovedCouncil.generate(200, 1, shared.resolve("original"));
        assertThat(Program.load(original.plan()).exitCode()).isEqualTo(1);
        sign(original);
        council = original;
        assertThat(rejects().exit()).isEqualTo(1);
    }

    @BeforeEach
    void copy(@TempDir Path folder) throws Exception {
        council = original.copyInto(folder.resolve("council"));
        rejects = council.plan().resolve(".rollcall/rejects");
    }

    @ParameterizedTest
    @ValueSource(strings = {".xlsx", ".csv"})
    void theFilesHoldEachRejectedRowAsItWasSealedAndNothingElse(String ending) throws Exception {
        List<String> rejected = council.query(
                "", "select population, reference, occurrence from rollcall.balance where outcome = 'REJECTED'");
        SealedExtract extract =
                Extraction.newest(council.plan().resolve(".rollcall")).orElseThrow();
        for (Kind kind : Kind.values()) {
            List<List<String>> expected = new ArrayList<>();
            try (LegacyRows rows = extract.rows(kind)) {
                while (rows.hasNext()) {
                    LegacyRow row = rows.next();
                    Identity identity = row.identity();
                    if (rejected.contains(
                            "|%s|%s|%d".formatted(kind.word(), identity.reference(), identity.occurrence()))) {
                        expected.add(extract.columns(kind).stream()
                                .map(it -> row.value(it).orElse(""))
                                .toList());
                    }
                }
            }
            assertThat(expected).isNotEmpty();
            TableFile written = TableFile.read(rejects.resolve("rejects-" + kind.word() + ending));
            assertThat(written.header()).isEqualTo(extract.columns(kind));
            assertThat(written.lines()).extracting(TableFile.Line::cells).isEqualTo(expected);
        }
        TableFile reasons = TableFile.read(rejects.resolve("reasons" + ending));
        assertThat(reasons.header())
                .containsExactly("population", "reference", "occurrence", "column", "rule", "reason", "line", "job");
        assertThat(reasons.lines()).hasSize((int) council.count("""
                        rollcall.reason r join rollcall.balance b on b.population = r.population
                            and b.reference = r.reference and b.occurrence = r.occurrence and b.run_id = r.run_id
                        """));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(rejects)))
                .isEqualTo("rwx------");
    }

    @Test
    void correctedJobsAreLoadedWithWhatWaitedForThemAndStayLoaded() throws Exception {
        Path file = rejects.resolve("rejects-jobs.xlsx");
        List<String> jobs = correct(file, "trade", "D33", "PL");
        long waiting = council.count("""
                (select distinct r.population, r.reference from rollcall.reason r join rollcall.balance b
                    on b.population = r.population and b.reference = r.reference and b.run_id = r.run_id
                where r.job in ('%s') and r.population = 'contacts')
                """.formatted(String.join("', '", jobs)));

        CommandRun replay = rejects("--replay", file.toString());

        assertThat(replay.exit()).isEqualTo(1);
        assertThat(council.query(
                        "",
                        "select legacy_reference, trade_code from work_orders where legacy_reference in ('%s')"
                                .formatted(String.join("', '", jobs))))
                .hasSize(jobs.size())
                .allSatisfy(it -> assertThat(it).endsWith(newCode("PL")));
        assertThat(council.count(
                        "rollcall.balance where population = 'contacts' and outcome = 'LOADED' and detail like "
                                + "'its job was corrected by hand on 20__-__-__: trade'"))
                .isEqualTo(waiting)
                .isPositive();
        assertThat(replay.out())
                .contains(jobs.get(0) + ": trade 'D33' → 'PL'")
                .contains("Loaded: " + jobs.size() + " " + Kind.JOBS.word(jobs.size()) + ", ")
                .contains("accept-corrected.csv");
        assertThat(council.query("", "select kind from rollcall.run order by run_id"))
                .containsExactly("|rehearse", "|replay");
        assertThat(council.count("rollcall.replay where run_id = 2 and length(file_sha256) = 64"))
                .isEqualTo(1);
        assertThat(rejects.resolve("replayed")).isDirectoryContaining("glob:**-rejects-jobs.xlsx");
        Path kept;
        try (Stream<Path> files = Files.list(rejects.resolve("replayed"))) {
            kept = files.findFirst().orElseThrow();
        }
        String once = council.dump();

        CommandRun again = rejects("--replay", kept.toString());

        assertThat(council.dump()).isEqualTo(once);
        assertThat(again.told()).contains("in the new system already: " + jobs.size());

        MigrationResult migrated = Program.load(council.plan());

        assertThat(council.dump()).isEqualTo(once);
        assertThat(migrated.balance().holds()).isTrue();
        assertThat(migrated.found().changed()).isZero();

        Path query = council.plan().resolve("legacy/jobs.sql");
        Files.writeString(
                query,
                Files.readString(query)
                        .replace(
                                "wo.date_due AS target_date",
                                "CASE WHEN wo.wo_ref = '%s' THEN NULL ELSE wo.date_due END AS target_date"
                                        .formatted(jobs.get(0))));
        assertThat(Program.load(council.plan()).found().changed()).isEqualTo(1);
    }

    @Test
    void theCheckerFindsWhatWasCorrectedAndSaysSoUntilSomebodyAcceptsIt() throws Exception {
        Path file = rejects.resolve("rejects-jobs.csv");
        List<String> jobs = correct(file, "trade", "D33", "PL");
        rejects("--replay", file.toString());
        Path visits = rejects.resolve("rejects-appointments.csv");
        correct(visits, "trade", "D33", "PL");
        rejects("--replay", visits.toString());

        String json = reconcile();

        List<String> told = findings(json, jobs);
        assertThat(told)
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it)
                        .contains("\"class\":\"DIFFERENT\"")
                        .contains("\"cause\":\"CORRECTED\"")
                        .contains("corrected by hand on "));

        TableFile proposed = TableFile.read(rejects.resolve("accept-corrected.csv"));
        List<List<String>> accepted = new ArrayList<>();
        proposed.lines().forEach(it -> {
            List<String> cells = new ArrayList<>(it.cells());
            cells.set(4, "A. Manager");
            accepted.add(cells);
        });
        TableFile.write(council.plan().resolve("accepted.csv"), proposed.header(), accepted);
        assertThat(findings(reconcile(), jobs)).isEmpty();
    }

    @Test
    void allThatIsWrongWithAFileIsToldAtOnceAndNothingIsLoaded() throws Exception {
        Path file = rejects.resolve("rejects-jobs.csv");
        TableFile table = TableFile.read(file);
        List<List<String>> rows = new ArrayList<>();
        table.lines().forEach(it -> rows.add(new ArrayList<>(it.cells())));
        rows.get(0).set(0, "99999999");
        rows.add(rows.get(2));
        String loaded = reference("LOADED");
        rows.add(new ArrayList<>(rows.get(1)));
        rows.get(rows.size() - 1).set(0, loaded);
        String excluded = reference("EXCLUDED");
        rows.add(new ArrayList<>(rows.get(1)));
        rows.get(rows.size() - 1).set(0, excluded);
        TableFile.write(file, table.header(), rows);
        String before = council.dump();
        List<TableFile.Line> last = TableFile.read(file).lines().reversed();

        CommandRun ran = rejects("--replay", file.toString());

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err().lines())
                .containsExactlyInAnyOrder(
                        "rejects-jobs.csv line 2: reference \"99999999\" is not in the extract; a key cannot be changed, put it back as it was",
                        "rejects-jobs.csv line %d: reference \"%s\" stands here once more than among the rejected records; keep one row for each"
                                .formatted(last.get(2).number(), rows.get(2).get(0)),
                        "rejects-jobs.csv line %d: reference \"%s\" was not rejected: it is in the new system already; correct it there"
                                .formatted(last.get(1).number(), loaded),
                        "rejects-jobs.csv line %d: reference \"%s\" was not rejected but is excluded (closed job); take the row out"
                                .formatted(last.get(0).number(), excluded));
        assertThat(council.dump()).isEqualTo(before);
        assertThat(rejects.resolve("replayed")).doesNotExist();
    }

    @Test
    void unknownAndMissingColumnsAreRefusedWithTheNearest() throws Exception {
        Path file = rejects.resolve("rejects-appointments.csv");
        TableFile table = TableFile.read(file);
        List<String> header = new ArrayList<>(table.header());
        header.set(header.indexOf("starts_at"), "start_at");
        TableFile.write(
                file, header, table.lines().stream().map(TableFile.Line::cells).toList());

        CommandRun ran = rejects("--replay", file.toString());

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err().lines())
                .containsExactly(
                        "rejects-appointments.csv line 1: column \"start_at\" is not one of the extract of appointments; did you mean \"starts_at\"?",
                        "rejects-appointments.csv line 1: lacks column \"starts_at\"; put it back as it was written, for a blank cell is a blank value");
    }

    @Test
    void anUnchangedFileLoadsNothingAndSaysSo() throws Exception {
        String before = council.dump();

        CommandRun ran =
                rejects("--replay", rejects.resolve("rejects-jobs.xlsx").toString());

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.told())
                .contains("Nothing was loaded: no cell of the file is corrected, and no code table was changed");
        assertThat(council.dump()).isEqualTo(before);
    }

    @Test
    void aDryRunTellsAndWritesNothing() throws Exception {
        Path file = rejects.resolve("rejects-jobs.csv");
        List<String> jobs = correct(file, "trade", "D33", "PL");
        String before = council.dump();

        CommandRun ran = rejects("--replay", file.toString(), "--dry-run");

        assertThat(ran.told())
                .contains("trade 'D33' → 'PL'")
                .contains("Dry run, nothing is written. " + jobs.size() + " " + Kind.JOBS.word(jobs.size())
                        + " would be loaded");
        assertThat(council.dump()).isEqualTo(before);
        assertThat(rejects.resolve("replayed")).doesNotExist();
    }

    @Test
    void whatMayBeAPersonsIsNeverShown() throws Exception {
        Path file = rejects.resolve("rejects-contacts.csv");
        correct(file, "request_phone", "*", "020 7946 0999");
        correct(file, "request_name", "*", "Mx Ada Quirk");

        CommandRun ran = rejects("--replay", file.toString());

        assertThat(ran.out()).contains("request_name changed; request_phone changed");
        assertThat(ran.out() + ran.err()).doesNotContain("0999").doesNotContain("Quirk");
    }

    @Test
    void aCorrectionTakesNoRecordOutOfTheMove() throws Exception {
        Path file = rejects.resolve("rejects-jobs.csv");
        List<String> jobs = correct(file, "trade", "D33", "D33", "status", "700");

        CommandRun ran = rejects("--replay", file.toString());

        assertThat(ran.told())
                .contains(
                        "so corrected it would be excluded (cancelled job), and a correction takes no record out of the move");
        assertThat(council.count("rollcall.balance where outcome = 'REJECTED' and reference in ('%s')"
                        .formatted(String.join("', '", jobs))))
                .isPositive();
        assertThat(council.count("rollcall.run")).isEqualTo(1);
    }

    @Test
    void nothingIsLoadedUntilThePlanSaysThatTenantsGetNoMessages() throws Exception {
        Path file = rejects.resolve("rejects-jobs.csv");
        correct(file, "trade", "D33", "PL");
        Path plan = council.plan().resolve("plan.yaml");
        Files.writeString(plan, Files.readString(plan).replaceAll("(?m)^messages:\\n(  .*\\n)+", ""));
        String before = council.dump();

        CommandRun ran = rejects("--replay", file.toString());

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err().lines())
                .hasSize(2)
                .allSatisfy(it -> assertThat(it).startsWith("plan.yaml: messages: does not say how the "));
        assertThat(council.dump()).isEqualTo(before);
        assertThat(rejects("--replay", file.toString(), "--dry-run").exit()).isEqualTo(1);
    }

    @Test
    void nothingIsLoadedByACodeTableThatIsNotAsItWasSigned() throws Exception {
        Path file = rejects.resolve("rejects-jobs.xlsx");
        Path trades = council.plan().resolve("codes/trade.csv");
        Files.writeString(trades, Files.readString(trades) + "D33,Locksmith,,LK,map,A. Newcomer,2026-10-16\n");
        String before = council.dump();

        CommandRun ran = rejects("--replay", file.toString());

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("trade 'D33' is decided (map to LK) and not signed; sign it");
        assertThat(council.dump()).isEqualTo(before);
    }

    @Test
    void aCodeThatIsOnlyProposedLetsNoRowThrough() throws Exception {
        Path file = rejects.resolve("rejects-jobs.xlsx");
        Path trades = council.plan().resolve("codes/trade.csv");
        Files.writeString(trades, Files.readString(trades) + "D33,Locksmith,,LK,,,\n");
        String before = council.dump();

        assertThat(rejects("--replay", file.toString()).out()).contains("trade 'D33' has no new code");

        assertThat(council.dump()).isEqualTo(before);
    }

    @Test
    void whatASpreadsheetDoesToNumbersInCsvIsRefused() throws Exception {
        Path file = rejects.resolve("rejects-jobs.csv");
        TableFile table = TableFile.read(file);
        List<List<String>> rows = rows(table, row -> true);
        int property = table.header().indexOf("property");
        List<String> zeros = rows.stream()
                .filter(it -> it.get(property).startsWith("0"))
                .findFirst()
                .orElseThrow();
        zeros.set(property, zeros.get(property).replaceFirst("^0+", ""));
        TableFile.write(file, table.header(), rows);

        CommandRun ran = rejects("--replay", file.toString());

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualTo(
                        "rejects-jobs.csv line %d: property has lost its leading zeros or its last digits, as spreadsheets do to a .csv; put them back, or correct the .xlsx%n"
                                .formatted(TableFile.read(file)
                                        .lines()
                                        .get(rows.indexOf(zeros))
                                        .number()));
    }

    @Test
    void aRowThatHasBecomeLikeALoadedOneIsNotTakenForIt() throws Exception {
        String visit = council.query("", """
                        select min(legacy_appointment_reference) from appointments where time_of_day_name = 'MORNING' or time_of_day_name = 'AM'
                        """).get(0).substring(1);
        Path query = council.plan().resolve("legacy/appointments.sql");
        String columns =
                "reference, entity, job, job_key, job_status, job_completed, starts_at, ends_at, duration_minutes,"
                        + " outcome, slot, trade, superseded_by, copy_number";
        Files.writeString(
                query, """
                with told as (%s)
                select %s from told
                union all
                select %s from told where reference = %s
                """.formatted(Files.readString(query), columns, columns.replace("slot", "'??' as slot"), visit));
        Program.load(council.plan());
        rejects();
        Path file = rejects.resolve("rejects-appointments.csv");
        correct(file, "slot", "??", "AM");

        CommandRun ran = rejects("--replay", file.toString());

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .contains("reference \"" + visit
                        + "\" is like a record that is in the new system already, and the rejected one stands nowhere");
    }

    @Test
    void rowsThatComeBackUnderEachOthersKeysAreRefused() throws Exception {
        Path file = rejects.resolve("rejects-jobs.csv");
        TableFile table = TableFile.read(file);
        int contractor = table.header().indexOf("contractor");
        List<List<String>> rows = new ArrayList<>();
        table.lines().forEach(it -> rows.add(new ArrayList<>(it.cells())));
        List<List<String>> two = rows.stream()
                .filter(it -> it.get(contractor).equals("AEP"))
                .limit(2)
                .toList();
        two.forEach(it -> it.set(contractor, "H01"));
        String first = two.getFirst().getFirst();
        String last = two.getLast().getFirst();
        two.getFirst().set(0, last);
        two.getLast().set(0, first);
        TableFile.write(file, table.header(), rows);

        CommandRun ran = rejects("--replay", file.toString());

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err().lines())
                .hasSize(2)
                .anyMatch(it -> it.contains(
                        "reference \"%s\" has come back with the cells of reference \"%s\"".formatted(first, last)))
                .anyMatch(it -> it.contains(
                        "reference \"%s\" has come back with the cells of reference \"%s\"".formatted(last, first)));
    }

    @Test
    void aReferenceThatEndsInANoBreakSpaceIsFoundAgain() throws Exception {
        Path query = council.plan().resolve("legacy/appointments.sql");
        Files.writeString(
                query,
                Files.readString(query)
                        .replace("SELECT visit_sid AS reference", "SELECT CONCAT(visit_sid, CHAR(160)) AS reference"));
        Program.load(council.plan());
        rejects();
        Path file = rejects.resolve("rejects-appointments.xlsx");
        List<String> visits = correct(file, "slot", "EV", "PM");

        assertThat(rejects("--replay", file.toString()).out()).contains("Loaded: " + visits.size() + " appointment");
    }

    @Test
    void editedFilesAreNeverWrittenOver() throws Exception {
        Path file = rejects.resolve("rejects-jobs.csv");
        correct(file, "trade", "D33", "PL");
        String edited = Files.readString(file);

        CommandRun ran = rejects();

        assertThat(rejects.resolve("rejects-jobs-edited-1.csv")).hasContent(edited);
        assertThat(Files.readString(file)).isNotEqualTo(edited);
        assertThat(ran.told())
                .contains("rejects-jobs.csv had been edited and not replayed; it is kept as rejects-jobs-edited-1.csv");
    }

    @Test
    void theListTellsWhatIsStillRejectedAndWhereItStands() throws Exception {
        council.correct();
        Files.writeString(council.plan().resolve("accepted.csv"), "reference,class,reason,by,until\n");
        Program.load(council.plan());

        CommandRun listed = rejects();

        TableFile reasons = TableFile.read(rejects.resolve("reasons.csv"));
        assertThat(reasons.lines())
                .isNotEmpty()
                .extracting(it -> it.cells().get(5))
                .noneMatch(it -> it.contains("D33"));

        assertThat(listed.exit()).isEqualTo(1);
        assertThat(listed.out()).startsWith("Rejected: ").contains("rejects-jobs.xlsx");
        assertThat(listed.out().lines())
                .allSatisfy(it -> assertThat(it.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void ofTwoRejectedRowsUnderOneReferenceEachKeepsItsPlace() throws Exception {
        Path query = council.plan().resolve("legacy/appointments.sql");
        String like = council.query("", "select min(legacy_appointment_reference) from appointments")
                .get(0)
                .substring(1);
        String visit = """
                select 7001 as reference, entity, job, job_key, job_status, job_completed,
                       timestamp '%s 08:00:00' as starts_at, timestamp '%1$s 12:00:00' as ends_at,
                       duration_minutes, outcome, '%s' as slot, trade, null as superseded_by
                from told where reference = %s
                """;
        Files.writeString(
                query,
                "with told as (" + Files.readString(query)
                        + ") select reference, entity, job, job_key, job_status, job_completed, starts_at, ends_at, "
                        + "duration_minutes, outcome, slot, trade, superseded_by from told union all "
                        + visit.formatted("2026-10-20", "??1", like) + " union all "
                        + visit.formatted("2026-10-21", "??2", like));
        Program.load(council.plan());
        rejects();
        Path file = rejects.resolve("rejects-appointments.xlsx");
        TableFile table = TableFile.read(file);
        assertThat(table.lines())
                .filteredOn(it -> it.cells().get(0).equals("7001"))
                .hasSize(2);

        List<List<String>> one = rows(table, row -> !row.get(0).equals("7001") || row.contains("??2"));
        one.stream().filter(it -> it.contains("??2")).forEach(it -> it.set(it.indexOf("??2"), "AM"));
        TableFile.write(file, table.header(), one);
        assertThat(rejects("--replay", file.toString()).err())
                .contains("reference \"7001\" stands for 2 rejected records; keep a row for each, in their order");

        List<List<String>> both = rows(table, row -> true);
        both.stream().filter(it -> it.contains("??2")).forEach(it -> it.set(it.indexOf("??2"), "AM"));
        java.util.Collections.reverse(both);
        TableFile.write(file, table.header(), both);
        rejects("--replay", file.toString());

        assertThat(council.query(
                        "", "select cast(date as date) from appointments where legacy_appointment_reference = '7001'"))
                .containsExactly("|2026-10-21");
        String once = council.dump();
        Program.load(council.plan());
        assertThat(council.dump()).isEqualTo(once);
    }

    @Test
    void withoutAMigrationThereIsNothingToList(@TempDir Path folder) throws Exception {
        council = MovedCouncil.generate(5, 1, folder);

        CommandRun ran = rejects();

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.err()).contains("nothing has been extracted from legacy yet");
        assertThatThrownBy(() -> council.count("rollcall.run")).hasMessageContaining("not found");
    }

    private String newCode(String trade) throws Exception {
        return Files.readAllLines(council.plan().resolve("codes/trade.csv")).stream()
                .map(it -> it.split(",", -1))
                .filter(it -> it[0].equals(trade))
                .map(it -> it[3])
                .findFirst()
                .orElseThrow();
    }

    private String reference(String outcome) throws Exception {
        return council.query(
                        "",
                        "select min(reference) from rollcall.balance where population = 'jobs' and outcome = '%s' and (detail is null or detail = 'closed job')"
                                .formatted(outcome))
                .get(0)
                .substring(1);
    }

    private static List<List<String>> rows(TableFile table, java.util.function.Predicate<List<String>> wanted) {
        return new ArrayList<>(table.lines().stream()
                .map(TableFile.Line::cells)
                .filter(wanted)
                .<List<String>>map(ArrayList::new)
                .toList());
    }

    /** Puts a value into the cells of a column that hold another ({@code *}: any), and more, by column; gives the references. */
    private static List<String> correct(Path file, String column, String before, String after, String... more)
            throws Exception {
        TableFile table = TableFile.read(file);
        List<String> corrected = new ArrayList<>();
        List<List<String>> rows = rows(table, it -> true);
        Map<String, String> others = new HashMap<>();
        for (int i = 0; i < more.length; i += 2) {
            others.put(more[i], more[i + 1]);
        }
        for (List<String> row : rows) {
            int cell = table.header().indexOf(column);
            if (before.equals("*") || row.get(cell).equals(before)) {
                corrected.add(row.get(0));
                row.set(cell, after);
                others.forEach((name, value) -> row.set(table.header().indexOf(name), value));
            }
        }
        TableFile.write(file, table.header(), rows);
        assertThat(corrected).isNotEmpty();
        return corrected;
    }

    private String reconcile() throws Exception {
        Path json = council.folder().root().resolve("result.json");
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new ReconcileCommand());
        command.setOut(new PrintWriter(out));
        Exits.execute(command, council.plan().toString(), "--json", json.toString());
        return Files.readString(json);
    }

    /** What a result says of these jobs. */
    private static List<String> findings(String json, List<String> jobs) {
        List<String> findings = new ArrayList<>();
        tools.jackson.databind.JsonNode root =
                tools.jackson.databind.json.JsonMapper.shared().readTree(json);
        root.get("exceptions").forEach(it -> {
            if (jobs.contains(it.get("job").asString())) {
                findings.add(it.toString());
            }
        });
        return findings;
    }

    /** What is decided in a hurry is signed in a hurry. */
    static void sign(MovedCouncil council) {
        CommandLine command = new CommandLine(new CodesCommand()).setOut(new PrintWriter(new StringWriter()));
        assertThat(Exits.execute(command, council.plan().toString(), "--sign", "H. Ferreira, head of repairs"))
                .isZero();
    }

    private CommandRun rejects(String... options) {
        return CommandRun.of("rejects", council.plan(), options);
    }
}
