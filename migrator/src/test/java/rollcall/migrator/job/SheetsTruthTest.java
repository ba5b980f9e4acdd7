package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.fixtures.CouncilSpec;
import rollcall.fixtures.SheetsCouncil;
import rollcall.fixtures.truth.TruthRow;

/** What stood in the sheets stands in the new system, column by column, as the truth has it for what sheets can carry. */
class SheetsTruthTest {
    private static final Predicate<String> IS_NO_RECORD = it -> it.matches(".*( line \\d+| Total: \\d+)");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20_261_016, 77})
    void everyRecordComesOutAsTheTruthSays(long seed, @TempDir Path folder) throws Exception {
        MovedCouncil council = new MovedCouncil(SheetsCouncil.generate(CouncilSpec.of(500, seed), folder));
        council.correct();

        MigrationResult moved = Program.migrate(council.plan());

        assertThat(moved.exitCode()).as(Program.report(moved)).isZero();
        assertThat(moved.extract().folder().resolve("seal.properties"))
                .content()
                .as("files have no moment of their own")
                .contains("snapshot=files\n");
        assertThat(records(council.posted())).isEqualTo(council.fates("fate"));
        assertThat(totals(council.posted()))
                .hasSize(5)
                .allSatisfy((name, fate) -> assertThat(fate).isEqualTo("rejected"));
        assertThat(council.held()).hasSizeGreaterThan(350).isEqualTo(council.expected());
        assertThat(emails(council)).isEqualTo(expectedEmails(folder)).isNotEmpty();
    }

    /** What the ledger says of records. */
    static Map<String, String> records(Map<String, String> posted) {
        Map<String, String> records = new TreeMap<>(posted);
        records.keySet().removeIf(IS_NO_RECORD);
        return records;
    }

    /** What the ledger says of the totals below the tables: two of orders, with their contacts, and one of visits. */
    static Map<String, String> totals(Map<String, String> posted) {
        Map<String, String> totals = new TreeMap<>(posted);
        totals.keySet().removeIf(IS_NO_RECORD.negate());
        return totals;
    }

    private static Map<String, String> emails(MovedCouncil council) throws Exception {
        Map<String, String> emails = new TreeMap<>();
        for (String line : council.query("", """
                select w.legacy_reference, c."value" from person_communication c join person p on p.id = c.person_id
                join work_orders w on w.id = p.work_order_id where c.channel = 'email'
                """)) {
            String[] parts = line.split("\\|", -1);
            emails.put(parts[1], parts[2]);
        }
        return emails;
    }

    private static Map<String, String> expectedEmails(Path folder) throws Exception {
        Map<String, String> expected = new TreeMap<>();
        try (Stream<TruthRow> contacts = TruthRow.of(folder.resolve("truth/contacts.csv"));
                Stream<TruthRow> emails = TruthRow.of(folder.resolve("truth/emails.csv"))) {
            emails.filter(it -> it.maybe("emails").isPresent())
                    .forEach(it -> expected.put(it.text("reference"), it.text("emails")));
            expected.keySet()
                    .retainAll(contacts.filter(TruthRow::loaded)
                            .map(it -> it.text("reference"))
                            .toList());
        }
        return expected;
    }
}
