package rollcall.migrator.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rollcall.fixtures.hostile.Attack;
import rollcall.fixtures.hostile.HardText;
import rollcall.fixtures.hostile.Hostile;
import rollcall.fixtures.hostile.Read;
import rollcall.fixtures.hostile.Tally;
import rollcall.migrator.extract.ExportedTables.Readable;
import rollcall.migrator.extract.ExtractSource.CsvFile;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.DatabaseConnection.SnapshotMode;
import rollcall.reconciler.plan.ExportedFiles;
import rollcall.reconciler.plan.ExportedFiles.Export;
import rollcall.reconciler.plan.ExportedFiles.Table;

/**
 * Exports with one fault each, by every way in: each row comes out with each of its values, or the file is refused with the
 * line of the fault. What must come out is known from what was done to the file. {@code -Dhostile.seed=N} does one again.
 *
 * <p>What no reader can tell comes out as it stands, and {@link Attack} says so of each: a line lost, a line twice, a file
 * that ends earlier at a line's end, a figure changed, two cells or two headers in each other's place.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileCsvTest {
    private static final HardText JOBS = new HardText(Kind.JOBS.columns(), 200, row -> "%08d".formatted(14_665 + row));

    private final Tally tally = new Tally();

    @ParameterizedTest
    @EnumSource
    void everyRowComesOutOrTheFileIsRefusedWithItsLine(Attack attack, @TempDir Path folder) throws Exception {
        for (long seed : Tally.seeds(8, 10_000).toArray()) {
            Hostile hostile = Hostile.of(attack, seed, JOBS);
            Path file = Files.write(folder.resolve("jobs.csv"), hostile.bytes());
            Read asKind = asKind(hostile, file);
            Read asExport = asExport(hostile, file);
            tally.count("file of one kind", attack, asKind);
            tally.count("exported file", attack, asExport);
            assertThat(hostile.objection(asKind)).as("a file of one kind").isEmpty();
            assertThat(hostile.objection(asExport)).as("an exported file").isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSealedHoldsEveryRowOrNothingIsSealed(Attack attack, @TempDir Path folder) throws Exception {
        for (long seed : Tally.seeds(1, 500).toArray()) {
            Hostile hostile = Hostile.of(attack, seed, JOBS);
            Path file = Files.write(folder.resolve("jobs.csv"), hostile.bytes());
            Path work = folder.resolve("work-" + seed);
            Read read = sealed(hostile, file, work);
            tally.count("sealed", attack, read);
            if (attack != Attack.HEADER_ONLY || read.refusal().isEmpty()) {
                assertThat(hostile.objectionInAnyOrder(read)).isEmpty();
            }
            assertThat(Extraction.newest(work).isPresent())
                    .isEqualTo(read.refusal().isEmpty());
            assertThat(left(work)).as("what is left of a refused extract").isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLaidOutAsATableHoldsEveryRow(Attack attack, @TempDir Path folder) throws Exception {
        for (long seed : Tally.seeds(1, 500).toArray()) {
            Hostile hostile = Hostile.of(attack, seed, JOBS);
            Path file = Files.write(folder.resolve("jobs.csv"), hostile.bytes());
            Read read = laidOut(hostile, file, folder.resolve("work"));
            tally.count("table of H2", attack, read);
            if (attack != Attack.HEADER_ONLY || read.refusal().isEmpty()) {
                assertThat(hostile.objection(read)).isEmpty();
            }
        }
    }

    private static Read asKind(Hostile hostile, Path file) {
        List<List<String>> rows = new ArrayList<>();
        try (CsvRows reader = CsvRows.open(Kind.JOBS, source(hostile, file))) {
            List<Integer> places =
                    JOBS.columns().stream().map(reader.columns()::indexOf).toList();
            for (Optional<List<String>> row = reader.next(); row.isPresent(); row = reader.next()) {
                List<String> cells = row.get();
                rows.add(places.stream().map(cells::get).toList());
            }
            return Read.of(rows);
        } catch (ExtractFailed refused) {
            return Read.refused(refused);
        }
    }

    private static Read asExport(Hostile hostile, Path file) {
        Table table = table(hostile, file);
        List<List<String>> rows = new ArrayList<>();
        try (ExportedRows reader = ExportedRows.open(table, table.files().getFirst())) {
            for (Optional<List<String>> row = reader.next(); row.isPresent(); row = reader.next()) {
                rows.add(row.get());
            }
            return Read.of(rows);
        } catch (ExtractFailed refused) {
            return Read.refused(refused);
        }
    }

    private static CsvFile source(Hostile hostile, Path file) {
        return new CsvFile(file, hostile.declared(), hostile.delimiter(), Map.of());
    }

    private static Table table(Hostile hostile, Path file) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        JOBS.columns().forEach(it -> columns.put(it, List.of(it)));
        Export export = new Export(file, hostile.declared(), hostile.delimiter(), List.of(), Set.of());
        return new Table("jobs", columns, Set.of(), List.of("reference"), List.of(export));
    }

    private static Read sealed(Hostile hostile, Path file, Path work) throws Exception {
        Map<Kind, ExtractSource> sources = Map.of(
                Kind.JOBS, source(hostile, file),
                Kind.APPOINTMENTS, oneRow(Kind.APPOINTMENTS, file),
                Kind.CONTACTS, oneRow(Kind.CONTACTS, file));
        try {
            SealedExtract extract = Extraction.extract(
                    LegacyDatabase.at("jdbc:h2:mem:unused"),
                    sources,
                    LocalDateTime.of(2026, 10, 16, 18, 0),
                    work,
                    Progress.NONE);
            List<List<String>> rows = new ArrayList<>();
            try (LegacyRows all = extract.rows(Kind.JOBS)) {
                all.forEachRemaining(row -> rows.add(JOBS.columns().stream()
                        .map(it -> row.value(it).orElse(""))
                        .toList()));
            }
            return Read.of(rows);
        } catch (ExtractFailed refused) {
            return Read.refused(refused);
        }
    }

    private static CsvFile oneRow(Kind kind, Path beside) throws Exception {
        List<String> columns = kind.columns();
        Path file = beside.resolveSibling(kind.word() + ".csv");
        Files.writeString(file, String.join(",", columns) + "\n1" + ",".repeat(columns.size() - 1) + "\n");
        return new CsvFile(file, StandardCharsets.UTF_8, ',', Map.of());
    }

    /** What is in a work folder but sealed extracts and its lock. */
    private static List<Path> left(Path work) throws Exception {
        try (Stream<Path> tree = Files.walk(work)) {
            return tree.filter(Files::isRegularFile)
                    .filter(it -> String.valueOf(it.getFileName()).matches("run-.*|tables.*|.*\\.part.*"))
                    .toList();
        }
    }

    private static Read laidOut(Hostile hostile, Path file, Path work) throws Exception {
        DatabaseConnection legacy = new DatabaseConnection(
                "exports",
                "",
                "",
                "",
                "public",
                SnapshotMode.ONE,
                Optional.of(new ExportedFiles(work, List.of(table(hostile, file)))));
        try (ExtractFolder folder = ExtractFolder.open(work);
                Readable readable = ExportedTables.readable(legacy, folder, Progress.NONE);
                Connection connection = DriverManager.getConnection(
                        readable.database().url(), readable.database().user(), "");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "select " + String.join(", ", JOBS.columns()) + " from jobs order by _rowid_")) {
            List<List<String>> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= JOBS.columns().size(); column++) {
                    row.add(Optional.ofNullable(found.getString(column)).orElse(""));
                }
                rows.add(row);
            }
            return Read.of(rows);
        } catch (ExtractFailed refused) {
            return Read.refused(refused);
        }
    }

    @AfterAll
    void print() {
        System.out.println("Hostile CSV, by the mover: " + tally);
    }
}
