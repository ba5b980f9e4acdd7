package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.migrator.CommandRun;
import rollcall.migrator.job.LaterLegacy.Visit;

/** {@code rollcall ledger}: the books by kind, contractor, trade and day, against the new system's own rows. */
class LedgerCommandTest {

    @Test
    void theBooksAreToldByKindContractorTradeAndDay(@TempDir Path folder) throws Exception {
        MovedCouncil council = MovedCouncil.generate(150, 6, folder.resolve("council"));
        council.correct();
        assertThat(CommandRun.of("ledger", council.plan()).exit())
                .as("nothing migrated yet")
                .isEqualTo(3);
        Program.migrate(council.plan());
        Path file = folder.resolve("books.csv");

        CommandRun told = CommandRun.of("ledger", council.plan(), "--to", file.toString());

        assertThat(told.exit()).as(told.text()).isZero();
        assertThat(told.out().lines()).allMatch(it -> it.length() <= 80);
        assertThat(told.out()).contains("   1  migrate ").contains("Every record has its one outcome.");
        List<String> lines = Files.readAllLines(file);
        // Plumbers' visits, loaded, by the new system's own rows; every code of this table stays as it is but PLU.
        long plumbing = council.count("appointments where trade_code = 'PL'");
        assertThat(plumbing).isPositive();
        assertThat(loaded(lines, "appointments,trade,PL,")).isEqualTo(plumbing);
        for (String day : council.query("", "select distinct cast(date as date) from appointments")) {
            assertThat(loaded(lines, "appointments,day," + day.substring(1) + ","))
                    .as(day)
                    .isEqualTo(
                            council.count("appointments where cast(date as date) = date '" + day.substring(1) + "'"));
        }
        for (String population : List.of("jobs", "appointments")) {
            for (String by : List.of("contractor", "trade")) {
                assertThat(lines.stream()
                                .filter(it -> it.startsWith(population + "," + by + ","))
                                .mapToLong(it -> Long.parseLong(it.split(",", -1)[3]))
                                .sum())
                        .as(population + " by " + by)
                        .isEqualTo(council.count("rollcall.balance where population = '" + population + "'"));
            }
        }
        String contractor = council.query(
                        "",
                        "select w.contractor_reference from appointments a join work_orders w on w.id = a.work_order_id where w.contractor_reference like 'H%' limit 1")
                .get(0)
                .substring(1);
        assertThat(loaded(lines, "appointments,contractor," + contractor + ","))
                .isEqualTo(council.count(
                        "appointments a join work_orders w on w.id = a.work_order_id where w.contractor_reference = '"
                                + contractor + "'"));
    }

    @Test
    void aRecordWithoutAnOutcomeIsUnknownAndTheRunsAreToldInOrder(@TempDir Path folder) throws Exception {
        MovedCouncil council = MovedCouncil.generate(60, 4, folder.resolve("council"));
        council.correct();
        Program.migrate(council.plan());
        LaterLegacy later = new LaterLegacy(council);
        Visit visit = later.visits().get(0);
        later.move(visit, 1);
        later.book(later.visits().get(1), 900002);
        Program.migrate(council.plan());
        CommandRun.of("undo", council.plan(), "2", "--yes");

        String told = CommandRun.of("ledger", council.plan()).out();
        assertThat(told)
                .containsSubsequence(
                        "   1  migrate ",
                        " added",
                        "   2  migrate ",
                        "1 moved",
                        "   3  undo ",
                        "undid run 2: 3 removed");

        council.system().execute("delete from rollcall.credit where run_id = 2");
        CommandRun open = CommandRun.of("ledger", council.plan());

        assertThat(open.exit()).isEqualTo(3);
        assertThat(open.told()).contains("The books do not balance");
    }

    private static long loaded(List<String> lines, String beginning) {
        return lines.stream()
                .filter(it -> it.startsWith(beginning))
                .mapToLong(it -> Long.parseLong(it.split(",", -1)[4]))
                .sum();
    }
}
