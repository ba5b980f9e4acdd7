package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rollcall.fixtures.server.Database;
import rollcall.fixtures.server.Engine;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.FieldDifference;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.DatabaseConnection.SnapshotMode;
import rollcall.reconciler.side.Fetches;

/** What must make no difference makes none: the same rows give the same report, byte for byte. */
class MetamorphicTest {
    private final Path folder;
    private final long seed = Long.getLong("engine.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final List<ComparableRow> legacy = RandomRows.someRows(random, 300);
    private final List<ComparableRow> there = RandomRows.bent(legacy, random);
    private final SameRows rows;

    MetamorphicTest(@TempDir Path folder) {
        this.folder = folder;
        this.rows = new SameRows(folder);
        System.out.println("MetamorphicTest -Dengine.seed=" + seed);
    }

    @Test
    void neitherTheOrderNorTheMemoryMatters() throws Exception {
        String expected = rows.ofFiles(legacy, there, 1 << 24);
        assertThat(expected).contains("MISSING", "DIFFERENT", "INVISIBLE", "DUPLICATED", "UNEXPECTED");

        for (long budget : new long[] {1, 500, 20_000, 1 << 24}) {
            Collections.shuffle(legacy, random);
            Collections.shuffle(there, random);
            assertThat(rows.ofFiles(legacy, there, budget))
                    .as("seed %d budget %d", seed, budget)
                    .isEqualTo(expected);
        }
        Comparator<ComparableRow> byKey = Comparator.comparing((ComparableRow it) -> it.value("population"))
                .thenComparing(it -> it.value("reference"));
        legacy.sort(byKey);
        there.sort(byKey);
        assertThat(rows.ofFiles(legacy, there, 1 << 24))
                .as("sorted, seed %d", seed)
                .isEqualTo(expected);
        there.sort(byKey.reversed());
        assertThat(rows.ofFiles(legacy, there, 500))
                .as("backwards, seed %d", seed)
                .isEqualTo(expected);
    }

    @Test
    void filesAndDatabasesOfWhateverCollationGiveTheSameReport() throws Exception {
        String expected = rows.ofFiles(legacy, there, 1 << 20);
        Database postgres = Engine.POSTGRES.database(folder.resolve("postgres"));
        for (String collation : List.of("\"C\"", "\"en-x-icu\"", "\"und-x-icu\"")) {
            assertSame(postgres, "varchar(100) COLLATE " + collation, expected);
        }
        Database mariaDb = Engine.MARIADB.database(folder.resolve("mariadb"));
        for (String collation : List.of("utf8mb4_bin", "utf8mb4_general_ci", "utf8mb4_unicode_ci")) {
            assertSame(mariaDb, "varchar(100) CHARACTER SET utf8mb4 COLLATE " + collation, expected);
        }
        Database h2 = Engine.H2.database(folder.resolve("h2"));
        for (String type : List.of("varchar(100)", "varchar_ignorecase(100)")) {
            assertSame(h2, type, expected);
        }
    }

    /** Backwards too. */
    private void assertSame(Database database, String text, String expected) throws Exception {
        for (String order : List.of("", "ORDER BY reference DESC")) {
            assertThat(rows.ofTables(database, text, legacy, there, order, connection(database, OptionalInt.empty())))
                    .as("%s %s %s seed %d", database.url(), text, order, seed)
                    .isEqualTo(expected);
        }
    }

    /** One row, seven, or as many as without a limit are fetched at a time, several times each, and nothing is lost in between. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void howManyRowsAreFetchedAtOnceDoesNotMatter(Engine engine) throws Exception {
        Database database = engine.database(folder.resolve("fetched"));
        assertSameByFetchesOf(1, OptionalInt.of(19), 24, database);
        assertSameByFetchesOf(7, OptionalInt.of(79), 60, database);
        assertSameByFetchesOf(Fetches.STANDARD, OptionalInt.empty(), 2 * Fetches.STANDARD + 500, database);
    }

    private void assertSameByFetchesOf(int size, OptionalInt pace, int count, Database database) throws Exception {
        assertThat(Throttle.of(pace).fetchSize(Fetches.STANDARD)).isEqualTo(size);
        List<ComparableRow> here = RandomRows.someRows(random, count);
        List<ComparableRow> bent = RandomRows.bent(here, random);
        assertThat(List.of(here.size(), bent.size()))
                .allSatisfy(it -> assertThat(it).isGreaterThan(2 * size));
        assertThat(rows.ofTables(database, "varchar(100)", here, bent, "", connection(database, pace)))
                .as("%s by %d, seed %d", database.url(), size, seed)
                .isEqualTo(rows.ofFiles(here, bent, 1 << 20));
    }

    private static DatabaseConnection connection(Database database, OptionalInt rowsPerSecond) {
        return new DatabaseConnection(
                "both",
                database.url(),
                database.user(),
                database.password(),
                "public",
                SnapshotMode.AS_IT_CAN,
                rowsPerSecond,
                Optional.empty());
    }

    /** Seen from the other side what is missing is unexpected, what is doubled is missing, and values change places. */
    @Test
    void sidesThatAreSwappedGiveTheMirrorImage() {
        List<ComparableRow> one = plain();
        List<ComparableRow> other = plain();

        Map<String, String> here = facts(one, other);
        Map<String, String> back = facts(other, one);

        Map<String, String> mirrored = new TreeMap<>();
        back.forEach((reference, fact) -> mirrored.put(reference, mirrored(fact)));
        assertThat(here).as("seed %d", seed).isEqualTo(mirrored);
        assertThat(String.join(" ", here.values()))
                .as("seed %d", seed)
                .contains("MISSING ", "UNEXPECTED ", "DUPLICATED ", "LACKING ", "DIFFERENT ");
    }

    private List<ComparableRow> plain() {
        List<ComparableRow> plain = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ComparableRow row = ComparableRow.anAppointment("R" + i, "J" + i)
                    .with("slot", random.nextInt(5) == 0 ? "PM" : "AM")
                    .with("property", random.nextInt(9) == 0 ? "P" : "P" + i);
            int times = random.nextInt(6);
            for (int copy = 0; copy < (times == 0 ? 0 : times == 1 ? 2 : 1); copy++) {
                plain.add(row);
            }
        }
        return plain;
    }

    private Map<String, String> facts(List<ComparableRow> legacyRows, List<ComparableRow> rowsThere) {
        try (Result result = new TwoFiles(folder)
                .legacy(legacyRows)
                .target(RandomRows.shown(rowsThere))
                .run()) {
            assertThat(result.header().unknowns()).isEmpty();
            Map<String, String> facts = new TreeMap<>();
            for (Finding finding : TwoSystems.findings(result)) {
                boolean isPartly = finding.type() == ExceptionClass.MISSING
                        && finding.also().stream().anyMatch(it -> it.type() == ExceptionClass.MISSING);
                String fields = finding.fields().stream()
                        .map(it -> it.name() + ":" + it.source() + ">" + it.target())
                        .collect(Collectors.joining(","));
                facts.put(
                        finding.reference(),
                        (isPartly ? "LACKING" : finding.type().name()) + " " + fields);
            }
            return facts;
        }
    }

    private static String mirrored(String fact) {
        String type = fact.substring(0, fact.indexOf(' '));
        String fields = fact.substring(fact.indexOf(' ') + 1).replaceAll("([^:,]+):([^>,]*)>([^,]*)", "$1:$3>$2");
        return switch (type) {
            case "MISSING" -> "UNEXPECTED ";
            case "UNEXPECTED" -> "MISSING ";
            case "DUPLICATED" -> "LACKING " + fields;
            case "LACKING" -> "DUPLICATED " + fields;
            default -> type + " " + fields;
        };
    }

    /** PostgreSQL's own full outer join over the same rows, a key's rows numbered in no particular order being one each. */
    @Test
    void aFullOuterJoinFindsTheSame() throws Exception {
        List<ComparableRow> one = firstOfEachKey(legacy);
        List<ComparableRow> other = firstOfEachKey(there);
        Database database = Engine.POSTGRES.database(folder.resolve("join"));
        SameRows.keep(database, "legacy_held", "varchar(100) COLLATE \"C\"", ComparableRow.COLUMNS, one);
        SameRows.keep(database, "there_held", "varchar(100) COLLATE \"C\"", SameRows.columnsThere(), other);

        Map<String, String> joined = joined(database);

        Map<String, String> found = new TreeMap<>();
        TreeSet<String> told = new TreeSet<>();
        try (Result result = new TwoFiles(folder).legacy(one).target(other).run()) {
            for (Finding finding : TwoSystems.findings(result)) {
                finding.also().forEach(it -> told.add(it.population().word() + " " + it.reference() + " " + it.type()));
                if (finding.type() != ExceptionClass.INCONSISTENT) {
                    String key = finding.population().word() + " " + finding.reference();
                    told.add(key + " " + finding.type());
                    found.put(
                            key,
                            finding.type() + " "
                                    + finding.fields().stream()
                                            .map(FieldDifference::name)
                                            .collect(Collectors.joining(",")));
                }
            }
        }
        assertThat(joined).as("seed %d", seed).containsAllEntriesOf(found);
        joined.forEach((key, fact) ->
                assertThat(told).as("seed %d", seed).contains(key + " " + fact.substring(0, fact.indexOf(' '))));
    }

    private static List<ComparableRow> firstOfEachKey(List<ComparableRow> rows) {
        Map<String, ComparableRow> first = new LinkedHashMap<>();
        rows.forEach(it -> first.putIfAbsent(it.value("population") + " " + it.value("reference"), it));
        return List.copyOf(first.values());
    }

    private static Map<String, String> joined(Database database) throws SQLException {
        List<String> columns = ComparableRow.COLUMNS.stream()
                .filter(it -> !List.of("population", "reference", "live").contains(it))
                .toList();
        String differing = columns.stream()
                .map(it -> List.of(
                                        "starts_at",
                                        "ends_at",
                                        "raised",
                                        "target_date",
                                        "vulnerable",
                                        "awaabs",
                                        "phone_present")
                                .contains(it)
                        ? "CASE WHEN l.%1$s IS DISTINCT FROM t.%1$s THEN '%1$s' END".formatted(it)
                        : "CASE WHEN nullif(l.%1$s, '') IS DISTINCT FROM nullif(t.%1$s, '') THEN '%1$s' END"
                                .formatted(it))
                .collect(Collectors.joining(", "));
        String sql = """
                SELECT coalesce(l.population, t.population) AS population, coalesce(l.reference, t.reference) AS reference,
                       CASE WHEN t.population IS NULL THEN 'MISSING'
                            WHEN l.population IS NULL THEN 'UNEXPECTED'
                            WHEN l.live AND NOT (t.live AND t.visible) THEN 'INVISIBLE'
                            ELSE 'DIFFERENT' END AS class,
                       CASE WHEN l.population IS NULL OR t.population IS NULL THEN '' ELSE concat_ws(',', %s) END AS columns
                  FROM legacy_held l
                  FULL OUTER JOIN there_held t ON t.population = l.population AND t.reference = l.reference
                """.formatted(differing);
        Map<String, String> joined = new TreeMap<>();
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                String type = rows.getString("class");
                String columnsThere = rows.getString("columns");
                if (!type.equals("DIFFERENT") || !columnsThere.isEmpty()) {
                    joined.put(
                            rows.getString("population") + " " + rows.getString("reference"),
                            type + " " + columnsThere);
                }
            }
        }
        return joined;
    }
}
