package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import rollcall.reconciler.plan.PlanFolder;

/** The command in this process, over CSV sides. */
class ExplainCommandTest {
    private static final String SOURCE = """
            population,reference,job,starts_at,ends_at,live,kind
            jobs,01551932,01551932,,,true,open job
            appointments,300122,01551932,2026-10-19T12:00,2026-10-19T18:00,true,live visit
            appointments,300123,01551932,2026-10-19T08:00,2026-10-19T12:00,true,live visit
            """;
    private static final String TARGET = """
            population,reference,job,starts_at,ends_at,live,visible,target_id
            jobs,01551932,01551932,,,true,true,1
            appointments,300122,01551932,2026-10-19T12:00,2026-10-19T18:00,true,true,3
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path folder;
    private final PlanFolder plan;

    ExplainCommandTest(@TempDir Path folder) {
        this.folder = folder;
        plan = PlanFolder.in(folder)
                .with("plan.yaml", """
                        plan: Sample council
                        zone: Europe/London
                        as-of: 2026-10-16T18:00
                        scope: scope.csv
                        reconcile:
                          - name: legacy against new
                            source: { csv: source.csv }
                            target: { csv: target.csv }
                        """)
                .with("scope.csv", "kind,decision\nopen job,move\nlive visit,move\n")
                .with("source.csv", SOURCE)
                .with("target.csv", TARGET);
    }

    @Test
    void itsExitCodeIsHowTheRecordStands() {
        assertThat(run("explain", "300122")).as("never compared").isEqualTo(3);
        assertThat(run("reconcile")).isEqualTo(1);
        assertThat(run("explain", "300123")).as("an open exception").isEqualTo(1);
        assertThat(out.toString()).contains("OPEN: MISSING");
        assertThat(run("explain", "300122")).as("nothing open").isZero();
        assertThat(run("explain", "999")).as("not found").isEqualTo(3);
        assertThat(run("explain", " ")).as("no reference").isEqualTo(2);
        assertThat(run("explain", "300122", "--only", "nothing")).isEqualTo(2);
        plan.with("target.csv", "population,reference\n\"jobs,1\n");
        assertThat(run("explain", "300122")).as("a side unread").isEqualTo(3);
    }

    @Test
    void forMachinesItGoesIntoAFileBesideThePageOrInItsPlace() {
        run("reconcile");
        assertThat(run(
                        "explain",
                        "300123",
                        "--json",
                        folder.resolve("life.json").toString()))
                .isEqualTo(1);
        assertThat(folder.resolve("life.json")).content().contains("\"standing\":\"OPEN\"", "\"class\":\"MISSING\"");
        out.getBuffer().setLength(0);
        assertThat(run("explain", "300123", "--json", "-")).isEqualTo(1);
        assertThat(out.toString()).startsWith("{\"asked\":\"300123\"").doesNotContain("Told here");
    }

    private int run(String command, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = command;
        arguments[1] = folder.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Exits.execute(
                new CommandLine(new Auditor())
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true)),
                arguments);
    }
}
