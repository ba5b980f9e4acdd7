package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.migrator.CommandRun;

/** H2 closes its database by itself in the middle of a run: the program ends, in one line, and the next run goes on. */
class ClosedH2Test {
    @Test
    void theProgramEndsAndTheNextRunGoesOn(@TempDir Path folder) throws Exception {
        MovedCouncil council = MovedCouncil.generate(50, 6, folder.resolve("council"));
        council.correct();
        council.inChunksOf(10);
        NewSystem system = council.system();
        system.execute("create trigger closing before insert on appointments for each row call '"
                + Closing.class.getName() + "'");
        system.execute("comment on table appointments is '%s'".formatted(council.lateAppointment()));

        CommandRun closed = Halted.toItsEnd(council, "migrate");

        assertThat(closed.exit()).as(closed.text()).isEqualTo(3);
        assertThat(closed.err().strip())
                .isEqualTo("rollcall: the load stopped: the target refused it (SQL state 90108, error 90108). What was"
                        + " committed is in the target and in the ledger; H2 ran out of memory: give this program more"
                        + " (JAVA_TOOL_OPTIONS=-Xmx2g), then run the same command to go on");
        List<String> committed = council.rows();
        assertThat(committed).hasSizeBetween(1, council.expected().size() - 1);
        assertThat(council.count("rollcall.credit where outcome = 'LOADED'")).isEqualTo(committed.size());
        system.execute("drop trigger closing");
        CommandRun resumed = CommandRun.of("migrate", council.plan());

        assertThat(resumed.exit()).as(resumed.text()).isZero();
        assertThat(council.held()).isEqualTo(council.expected());
        assertThat(council.posted()).isEqualTo(council.fates("fate"));
        assertThat(council.rows()).containsAll(committed);
    }

    /** Says at the row that the table's comment names that memory has run out: H2 closes its database at that. */
    public static final class Closing extends CommentedTrigger {
        @Override
        protected void act(List<String> words) throws SQLException {
            throw new SQLException("out of memory", "90108", 90108);
        }
    }
}
