package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.fixtures.server.CommitCutter;
import rollcall.fixtures.server.CommitCutter.Cut;
import rollcall.fixtures.server.Engine;
import rollcall.migrator.CommandRun;
import rollcall.migrator.PlanConnection;

/** A chunk's commit fails, or nobody is told what came of it: its rows and its credits are there, or neither. */
class CutCommitTest {
    private static final int CHUNK = 10;

    @ParameterizedTest
    @ValueSource(strings = {"POSTGRES", "MARIADB"})
    void theConnectionIsLostAtACommitAndTheNextRunFindsOutWhatCameOfIt(Engine engine, @TempDir Path folder)
            throws Exception {
        long unheard = creditsAfter(Cut.BEFORE, council(engine, folder.resolve("before")));
        long untold = creditsAfter(Cut.AFTER, council(engine, folder.resolve("after")));

        assertThat(untold - unheard).as("the last chunk may be a short one").isBetween(1L, (long) CHUNK);
    }

    /** How many credits stand when the run has ended at a commit that was cut; the next run must make up for it. */
    private static long creditsAfter(Cut cut, MovedCouncil council) throws Exception {
        PlanConnection connection = new PlanConnection(council.plan(), "target");
        NewSystem system = council.system();
        try (CommitCutter network = new CommitCutter(system.database(), cut, 14)) {
            connection.is(network.over(system.database()), system.schema());

            CommandRun lost = CommandRun.of("migrate", council.plan());

            assertThat(network.hasCut()).as(lost.text()).isTrue();
            endsInOneLine(lost);
            assertThat(lost.err()).contains("run the same command", "to go on");
        }
        List<String> committed = council.rows();
        long credits = council.count("rollcall.credit");
        wholeChunks(council, committed);
        connection.is(system.database(), system.schema());
        resumesRight(council, committed);
        return credits;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "raise exception 'full' using errcode = '53100'",
                "perform pg_terminate_backend(pg_backend_pid())"
            })
    void whatIsRefusedNowhereButAtTheCommitTakesTheWholeChunkBack(String refusal, @TempDir Path folder)
            throws Exception {
        MovedCouncil council = council(Engine.POSTGRES, folder);
        NewSystem system = council.system();
        List<String> appointments = council.expected().stream()
                .filter(it -> it.startsWith("appointment|"))
                .toList();
        String last = appointments.get(appointments.size() - 5).split("\\|", -1)[1];
        system.execute("""
                create function refusing() returns trigger language plpgsql as $$
                begin
                    if new.reference = '%s' then %s; end if;
                    return null;
                end $$""".formatted(last, refusal));
        ledgerOf(council);
        system.execute("create constraint trigger refusing after insert on rollcall.credit"
                + " deferrable initially deferred for each row execute function refusing()");

        endsInOneLine(CommandRun.of("migrate", council.plan()));

        List<String> committed = council.rows();
        wholeChunks(council, committed);
        system.execute("drop trigger refusing on rollcall.credit");
        resumesRight(council, committed);
    }

    /** Has a run make the ledger, and end at its first job. */
    private static void ledgerOf(MovedCouncil council) throws Exception {
        council.system().execute("""
                create function full_up() returns trigger language plpgsql as $$
                begin
                    raise exception 'full' using errcode = '53100';
                end $$""");
        council.system()
                .execute("create trigger full_up before insert on work_orders for each row execute function full_up()");
        endsInOneLine(CommandRun.of("migrate", council.plan()));
        council.system().execute("drop trigger full_up on work_orders");
    }

    private static MovedCouncil council(Engine engine, Path folder) throws Exception {
        MovedCouncil council =
                MovedCouncil.generate(40, 6, folder.resolve("council")).on(engine);
        council.correct();
        council.inChunksOf(CHUNK);
        return council;
    }

    private static void endsInOneLine(CommandRun ran) {
        assertThat(ran.exit()).as(ran.text()).isEqualTo(3);
        assertThat(ran.err().strip()).startsWith("rollcall: the load stopped: ").hasLineCount(1);
    }

    private static void wholeChunks(MovedCouncil council, List<String> committed) throws Exception {
        assertThat(committed).hasSizeBetween(1, council.expected().size() - 1);
        assertThat(council.count("rollcall.credit where outcome = 'LOADED'")).isEqualTo(committed.size());
    }

    private static void resumesRight(MovedCouncil council, List<String> committed) throws Exception {
        CommandRun resumed = CommandRun.of("migrate", council.plan());

        assertThat(resumed.exit()).as(resumed.text()).isZero();
        assertThat(council.held()).isEqualTo(council.expected());
        assertThat(council.posted()).isEqualTo(council.fates("fate"));
        assertThat(council.rows()).containsAll(committed);
        assertThat(council.count("rollcall.credit")).isEqualTo(council.count("rollcall.debit"));
    }
}
