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

    private static final String PLAN = """
            plan: Sample council
            zone: Europe/London
            as-of: 2026-10-16T18:00
            scope: scope.csv
            reconcile:
              - name: legacy against new
                source: { csv: source.csv }
                target: { csv: target.csv }
            """;
    private static final String ACCEPTED = """
            reference,class,reason,by,until,columns,cause
            300122,DIFFERENT,agreed by phone,A. Manager,,starts_at,
            300123,MISSING,agreed by phone,A. Manager,,,UNEXPLAINED
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path folder;
    private final PlanFolder plan;

    ExplainCommandTest(@TempDir Path folder) {
        this.folder = folder;
        plan = PlanFolder.in(folder)
                .with("plan.yaml", PLAN)
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
    void whatSomebodyHasAcceptedExcusesNoLossThatHasComeSince() {
        String moved = TARGET.replace("300122,01551932,2026-10-19T12:00", "300122,01551932,2026-10-19T13:00");
        plan.with("target.csv", moved)
                .with("plan.yaml", PLAN + "accepted: accepted.csv\n")
                .with("accepted.csv", ACCEPTED);
        assertThat(run("explain", "300123")).as("accepted, and never compared").isEqualTo(3);
        assertThat(run("reconcile")).isZero();
        assertThat(told("300122")).isEqualTo("0 ACCEPTED by name as DIFFERENT: accepted.csv line 2.");
        assertThat(told("300123")).isEqualTo("0 ACCEPTED by name as MISSING: accepted.csv line 3.");

        plan.with("target.csv", moved.replace("true,true,3", "false,true,3"));
        assertThat(told("300122")).as("cancelled since").startsWith("1 LOST: ");
        plan.with("target.csv", moved.replaceAll("appointments.*\n", ""));
        assertThat(told("300122")).as("deleted since").startsWith("1 LOST: ");
        assertThat(told("300123")).as("as it was").startsWith("0 ACCEPTED ");

        plan.with("accepted.csv", ACCEPTED.replaceAll("300123.*\n", ""));
        assertThat(told("300123")).as("accepted no more").startsWith("1 LOST: ");
        plan.with("target.csv", moved.replace("true,true,3", "false,true,3"));
        assertThat(run("reconcile")).isEqualTo(1);
        assertThat(told("300122")).startsWith("1 OPEN: INVISIBLE");
        plan.with("accepted.csv", ACCEPTED);
        assertThat(told("300123")).as("accepted, and told before that").startsWith("1 OPEN: MISSING");
    }

    /** How the record that is asked for stands, behind the exit code. */
    private String told(String reference) {
        out.getBuffer().setLength(0);
        int exit = run("explain", reference);
        return exit + " "
                + out.toString()
                        .lines()
                        .map(String::strip)
                        .filter(it -> it.matches("(ACCEPTED|LOST|OPEN|CLEAR|UNKNOWN)\\b.*"))
                        .findFirst()
                        .orElse("");
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
