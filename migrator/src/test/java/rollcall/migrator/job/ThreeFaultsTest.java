package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rollcall.fixtures.server.Engine;
import rollcall.migrator.CommandRun;

/**
 * In one chunk of good rows a row that is there already, one with a value that is too long and one that refers to nothing:
 * these are rejected, exit 1, for nothing is wrong with the server.
 */
class ThreeFaultsTest {
    private static final String ALREADY = "there is such a row already";
    private static final String TOO_LONG = "a value is too long";
    private static final String NOWHERE = "it refers to a row that is not there";

    /** A job of the truth, by its line. */
    private record Job(String reference, String property, String raised, String contractor, int length) {
        static Job of(String line) {
            String[] cells = line.split("\\|", -1);
            return new Job(cells[1], cells[2], cells[5], cells[8], cells[9].length());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theThreeAreRejectedWithTheirReasonsAndTheRestGoesIn(Engine engine, @TempDir Path folder) throws Exception {
        MovedCouncil council =
                MovedCouncil.generate(100, 5, folder.resolve("council")).on(engine);
        council.correct();
        List<Job> jobs = council.expected().stream()
                .filter(it -> it.startsWith("job|"))
                .map(Job::of)
                .sorted(Comparator.comparing(Job::length).reversed())
                .toList();
        int longest = jobs.get(0).length();
        Job first =
                jobs.stream().filter(it -> it.length() < longest).findFirst().orElseThrow();
        Job second = jobs.stream()
                .filter(it -> it.length() < longest && !it.contractor().equals(first.contractor()))
                .findFirst()
                .orElseThrow();
        Map<String, String> refused = new TreeMap<>();
        jobs.stream()
                .filter(it -> it.contractor().equals(second.contractor()))
                .forEach(it -> refused.put(it.reference(), NOWHERE));
        jobs.stream().filter(it -> it.length() == longest).forEach(it -> refused.put(it.reference(), TOO_LONG));
        refused.put(first.reference(), ALREADY);
        spoil(council.system(), first, second, first.length());

        CommandRun ran = CommandRun.of("migrate", council.plan());

        assertThat(ran.exit()).as(ran.text()).isEqualTo(1);
        assertThat(ran.err()).isEmpty();
        Map<String, String> told = new TreeMap<>();
        for (String line : council.query(
                "",
                "select reference, detail from rollcall.balance where population = 'jobs' and detail like '%refused it%'")) {
            String[] cells = line.split("\\|", -1);
            assertThat(cells[2])
                    .matches(
                            "the new system refused it: .* \\(table 'work_orders'(, column '\\w+')?, SQL state \\w{5}\\)");
            told.put(cells[1], cells[2].replaceAll(".*refused it: | \\(table.*", ""));
        }
        assertThat(told).isEqualTo(refused).containsValues(ALREADY, TOO_LONG, NOWHERE);
        assertThat(told).hasSizeLessThan(jobs.size());
        assertThat(council.count("rollcall.balance where outcome is null")).isZero();
        List<String> rest = new ArrayList<>(council.expected());
        rest.removeIf(it -> refused.containsKey(it.split("\\|", -1)[it.startsWith("appointment|") ? 2 : 1]));
        List<String> held = new ArrayList<>(council.held());
        held.removeIf(it -> it.endsWith("|staff"));
        assertThat(held).isEqualTo(rest);

        mend(council.system(), second);
        CommandRun mended = CommandRun.of("migrate", council.plan());

        assertThat(mended.exit()).as(mended.text()).isZero();
        assertThat(council.held()).isEqualTo(council.expected());
        assertThat(council.posted()).isEqualTo(council.fates("fate"));
    }

    private static void spoil(NewSystem system, Job first, Job second, int length) throws Exception {
        system.execute("""
                insert into work_orders (status_code, date_raised, property_class_id, legacy_reference, created_by)
                select 80, timestamp '%s', id, 'of staff', 'staff' from property_class where property_reference = '%s'
                """.formatted(first.raised(), first.property()));
        system.execute("create unique index one_job on work_orders (property_class_id, date_raised)");
        system.execute("delete from contractors where reference = '%s'".formatted(second.contractor()));
        widen(system, length);
    }

    private static void mend(NewSystem system, Job second) throws Exception {
        system.execute("delete from work_orders where created_by = 'staff'");
        system.execute(
                "insert into contractors (reference, name) values ('%s', 'Back again')".formatted(second.contractor()));
        widen(system, 4_000);
    }

    private static void widen(NewSystem system, int length) throws Exception {
        system.execute((system.onMariaDb()
                        ? "alter table work_orders modify description_of_work varchar(%d)"
                        : "alter table work_orders alter column description_of_work set data type varchar(%d)")
                .formatted(length));
    }
}
