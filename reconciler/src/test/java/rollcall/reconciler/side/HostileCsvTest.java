package rollcall.reconciler.side;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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
import rollcall.reconciler.Progress;
import rollcall.reconciler.csv.CsvRows;
import rollcall.reconciler.csv.TextBytes;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.DatabaseConnection.SnapshotMode;
import rollcall.reconciler.plan.ExportedFiles;
import rollcall.reconciler.plan.ExportedFiles.Export;
import rollcall.reconciler.plan.ExportedFiles.Table;
import rollcall.reconciler.plan.ReconciliationPlan.CsvSide;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.SpillFolder;

/**
 * Exports with one fault each, as the checker reads them: each row with each of its values, or the file is refused with the
 * line of the fault. What must come out is known from what was done to the file. {@code -Dhostile.seed=N} does one again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileCsvTest {
    private static final HardText VISITS = new HardText(
            List.of(
                    "reference",
                    "population",
                    "job",
                    "property",
                    "uprn",
                    "status",
                    "priority",
                    "trade",
                    "contractor",
                    "slot",
                    "alerts",
                    "description"),
            200,
            row -> "%08d".formatted(row + 1));
    private static final Map<String, String> SAME =
            VISITS.columns().stream().collect(Collectors.toMap(Function.identity(), Function.identity()));

    private final Tally tally = new Tally();

    @ParameterizedTest
    @EnumSource
    void everyRowComesOutOrTheFileIsRefusedWithItsLine(Attack attack, @TempDir Path folder) throws Exception {
        try (SpillFolder spill = SpillFolder.in(folder.resolve("spill"))) {
            for (long seed : Tally.seeds(8, 10_000).toArray()) {
                Hostile hostile = Hostile.of(attack, seed, VISITS);
                Path file = Files.write(folder.resolve("visits.csv"), hostile.bytes());
                Read asSide = asSide(hostile, file, spill, CsvRows.ROOM);
                Read asExport = asExport(table(hostile, file));
                tally.count("side", attack, asSide);
                assertThat(asSide)
                        .as("%s, as it was read letter by letter", hostile)
                        .isEqualTo(plainly(hostile, file));
                tally.count("exported file", attack, asExport);
                assertThat(hostile.objection(asSide)).as("a side").isEmpty();
                Read inPieces = asSide(hostile, file, spill, TextBytes.LEAST_ROOM + (int) seed % 100);
                assertThat(hostile.objection(inPieces)).as("a side, in pieces").isEmpty();
                if (attack != Attack.HEADER_ONLY || asExport.refusal().isEmpty()) {
                    assertThat(hostile.objection(asExport))
                            .as("an exported file")
                            .isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLaidOutAsATableHoldsEveryRow(Attack attack, @TempDir Path folder) throws Exception {
        for (long seed : Tally.seeds(1, 500).toArray()) {
            Hostile hostile = Hostile.of(attack, seed, VISITS);
            Path file = Files.write(folder.resolve("visits.csv"), hostile.bytes());
            Read read = laidOut(table(hostile, file), folder);
            tally.count("table of H2", attack, read);
            if (attack != Attack.HEADER_ONLY || read.refusal().isEmpty()) {
                assertThat(hostile.objection(read)).isEmpty();
            }
        }
    }

    private static Read plainly(Hostile hostile, Path file) throws Exception {
        CsvSide side = new CsvSide(file, hostile.declared(), hostile.delimiter(), SAME);
        return PlainReader.read(side, "visits.csv", VISITS.columns());
    }

    private static Read asSide(Hostile hostile, Path file, SpillFolder spill, int room) throws Exception {
        CsvSide side = new CsvSide(file, hostile.declared(), hostile.delimiter(), SAME);
        Collected rows = new Collected(new RowSorter(spill, "visits", 1 << 20));
        try {
            CsvReader.read(side, rows, Progress.NONE.begin("reading", -1), room);
            return Read.of(rows.taken);
        } catch (SideFailure refused) {
            return Read.refused(refused);
        }
    }

    /** Keeps the texts of each record. */
    private static final class Collected extends Intake {
        private final List<List<String>> taken = new ArrayList<>();

        Collected(RowSorter rows) {
            super("visits.csv", rows);
        }

        @Override
        Set<Column> allowed() {
            return RowIntake.OF_SOURCE;
        }

        @Override
        void begin(Set<Column> columns) {}

        @Override
        void take(Cells cells) throws SideFailure {
            List<String> row = new ArrayList<>();
            for (String column : VISITS.columns()) {
                row.add(cells.text(Column.named(column)));
            }
            taken.add(row);
        }
    }

    private static Read asExport(Table table) {
        List<List<String>> rows = new ArrayList<>();
        try {
            new ExportReader(table, table.files().getFirst())
                    .read((line, values) ->
                            rows.add(values.stream().map(it -> it.orElse("")).toList()));
            return Read.of(rows);
        } catch (SideFailure refused) {
            return Read.refused(refused);
        }
    }

    private static Table table(Hostile hostile, Path file) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        VISITS.columns().forEach(it -> columns.put(it, List.of(it)));
        Export export = new Export(file, hostile.declared(), hostile.delimiter(), List.of(), Set.of());
        return new Table("visits", columns, Set.of(), List.of("reference"), List.of(export));
    }

    private static Read laidOut(Table table, Path folder) throws Exception {
        DatabaseConnection exports = new DatabaseConnection(
                "exports",
                "",
                "",
                "",
                "public",
                SnapshotMode.ONE,
                Optional.of(new ExportedFiles(folder, List.of(table))));
        try (Snapshot snapshot = Snapshot.open(exports);
                ResultSet found = snapshot.prepare(
                                "select " + String.join(", ", VISITS.columns()) + " from visits order by _rowid_")
                        .executeQuery()) {
            List<List<String>> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= VISITS.columns().size(); column++) {
                    row.add(Optional.ofNullable(found.getString(column)).orElse(""));
                }
                rows.add(row);
            }
            return Read.of(rows);
        } catch (SideFailure refused) {
            return Read.refused(refused);
        }
    }

    @AfterAll
    void print() {
        System.out.println("Hostile CSV, by the checker: " + tally);
    }
}
