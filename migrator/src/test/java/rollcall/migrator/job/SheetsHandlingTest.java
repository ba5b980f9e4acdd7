package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.CouncilSpec;
import rollcall.fixtures.SheetsCouncil;
import rollcall.migrator.extract.ExtractFailed;

/** The sample plan handles what is odd in its sheets: each handling, taken out of it, is noticed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SheetsHandlingTest {
    /** A small council in whose sheets each of these is at least once, on a record that is moved. */
    private static final CouncilSpec SHOWS_ALL = CouncilSpec.of(100, 105);

    private Path folder = Path.of("");
    private CouncilFolder whole = new CouncilFolder(folder);

    @BeforeAll
    void generate(@TempDir Path fresh) {
        folder = fresh;
        whole = SheetsCouncil.generate(SHOWS_ALL, fresh.resolve("whole"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
        nothing                          | plan.yaml               | plan:                                       | plan:                   | right
        the charset                      | plan.yaml               | charset: windows-1252                       | charset: UTF-8          | refused
        another charset                  | plan.yaml               | charset: windows-1252                       | charset: ISO-8859-1     | refused
        a delimiter                      | plan.yaml               | delimiter: ";"                              | delimiter: ","          | refused
        a tab                            | plan.yaml               | delimiter: tab                              | delimiter: ","          | refused
        another name of a header         | plan.yaml               | [Works Order, WO Ref., Order No]            | [Works Order, Order No] | refused
        what a file is known to lack     | plan.yaml               | , without: [property, contractor]           | ''                      | refused
        a table's way to write dates     | plan.yaml               | visits-booked.csv, dates: d/M/yyyy H:mm     | visits-booked.csv, dates: M/d/yyyy H:mm | refused
        a file's way to write dates      | plan.yaml               | delimiter: ";", dates: dd/MM/yyyy HH:mm:ss  | delimiter: ";"          | wrong
        a file                           | plan.yaml               | - { file: ../exports/AVP.csv, without: [property, contractor] } | # | wrong
        lost zeros of visits' orders     | legacy/appointments.sql | LPAD(works_order, 8, '0')                   | works_order             | wrong
        lost zeros of orders             | legacy/jobs.sql         | LPAD(order_no, 8, '0')                      | order_no                | wrong
        lost zeros of households         | legacy/contacts.sql     | (home, TRIM(LEADING '0' FROM home))         | (home)                  | wrong
        places compared by letters       | legacy/jobs.sql         | UPPER(REGEXP_REPLACE(CONCAT(address, '/', postcode), '[^A-Za-z0-9/]', '')) | CONCAT(address, '/', postcode) | wrong
        two homes of one address         | legacy/jobs.sql         | homes = 1 THEN home                         | homes > 0 THEN home     | wrong
        the contractor of its own sheet  | legacy/jobs.sql         | THEN 'AVP' ELSE                             | THEN NULL ELSE          | wrong
        rows without a number            | legacy/jobs.sql         | , source_row)                               | , 'none')               | wrong
        visits without a number          | legacy/appointments.sql | COALESCE(visit_no, source_row) AS reference | visit_no AS reference   | wrong
        an order entered twice           | legacy/jobs.sql         | copy_number AS copy_number                  | 1 AS copy_number        | wrong
        a visit entered twice            | legacy/appointments.sql | copy_number AS copy_number                  | 1 AS copy_number        | wrong
        what another entity is           | legacy/appointments.sql | COALESCE(entity, 'UHOrder') AS entity       | 'UHOrder' AS entity     | wrong
        rebooked visits                  | legacy/appointments.sql | THEN current_visit END                      | THEN NULL END           | wrong
        the end of the order's visit     | legacy/appointments.sql | ORDER BY expected DESC,                     | ORDER BY                | wrong
        the contact cell                 | legacy/contacts.sql     | contact AS contact                          | NULL AS contact         | wrong
        """)
    void eachHandlingTakenOutIsNoticed(String handling, String file, String from, String to, String outcome)
            throws Exception {
        MovedCouncil council = new MovedCouncil(copy(handling));
        council.correct();
        Path edited = council.plan().resolve(file);
        if (!outcome.equals("right")) {
            String text = Files.readString(edited);
            assertThat(text).contains(from);
            Files.writeString(edited, text.replace(from, to));
        }

        assertThat(outcome(council)).isEqualTo(outcome);
    }

    /** Whether the mover refuses, moves something wrong, or all as the truth has it. */
    private static String outcome(MovedCouncil council) throws Exception {
        try {
            boolean clean = Program.migrate(council.plan()).exitCode() == 0;
            boolean isSorted = SheetsTruthTest.records(council.posted()).equals(council.fates("fate"))
                    && SheetsTruthTest.totals(council.posted()).values().stream()
                            .allMatch("rejected"::equals);
            return clean && isSorted && council.held().equals(council.expected()) ? "right" : "wrong";
        } catch (ExtractFailed refused) {
            return "refused";
        }
    }

    private CouncilFolder copy(String name) throws IOException {
        Path into = folder.resolve(name.replaceAll("\\W", "-"));
        try (Stream<Path> files = Files.walk(whole.root())) {
            for (Path file : files.toList()) {
                Path to = into.resolve(whole.root().relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
        return new CouncilFolder(into);
    }
}
