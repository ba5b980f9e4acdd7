package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import rollcall.reconciler.plan.PlanFolder;

/** The command in this process, over two CSV sides. */
class ReconcileCommandTest {
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
            appointments,300123,01551932,2026-10-19T08:00,2026-10-19T12:00,true,true,2
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path folder;
    private final PlanFolder plan;

    ReconcileCommandTest(@TempDir Path folder) {
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
    void whatAgreesIsAccountedForAndThePagesPathComesLast() {
        assertThat(reconcile()).isZero();
        assertThat(out.toString()).startsWith("ACCOUNTED_FOR Sample council: legacy against new");
        assertThat(out.toString().lines())
                .last()
                .isEqualTo("Report: " + folder.resolve(".rollcall/reports/legacy-against-new.html"));
        assertThat(folder.resolve(".rollcall/reports/legacy-against-new.html"))
                .content()
                .contains("Everything is accounted for");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aLostAppointmentIsAnExceptionInEveryReport() {
        plan.with("target.csv", TARGET.lines().limit(3).reduce("", (text, line) -> text + line + "\n"));

        assertThat(reconcile("--json", in("out.json"), "--csv", in("out.csv"), "--html", in("out.html")))
                .isEqualTo(1);
        assertThat(out.toString())
                .startsWith("EXCEPTIONS Sample council: legacy against new")
                .contains("MISSING appointment 300123, Mon 19 Oct 08:00-12:00, job 01551932")
                .endsWith("Report: " + in("out.html") + System.lineSeparator());
        assertThat(folder.resolve("out.json"))
                .content()
                .contains("\"verdict\":\"EXCEPTIONS\"", "\"reference\":\"300123\"");
        assertThat(folder.resolve("out.csv")).content().contains("MISSING,will not be attended");
        assertThat(folder.resolve("out.html")).content().contains("Appointment 300123");
        assertThat(folder.resolve(".rollcall/reports")).doesNotExist();
    }

    @Test
    void anEmptySideIsUnknown() {
        plan.with("target.csv", TARGET.lines().limit(1).reduce("", (text, line) -> text + line + "\n"));

        assertThat(reconcile()).isEqualTo(3);
        assertThat(out.toString()).startsWith("UNKNOWN Sample council: legacy against new");
    }

    @Test
    void theWorstVerdictOfSeveralDecidesAndEachHasItsFile() {
        plan.with("empty.csv", TARGET.lines().limit(1).reduce("", (text, line) -> text + line + "\n"))
                .replacing(
                        "reconcile:",
                        "reconcile:\n  - name: the empty one\n    source: { csv: source.csv }\n    target: { csv: empty.csv }");

        assertThat(reconcile("--json", in("out.json"))).isEqualTo(3);
        assertThat(folder.resolve("out-the-empty-one.json")).content().contains("\"UNKNOWN\"");
        assertThat(folder.resolve("out-legacy-against-new.json")).content().contains("\"ACCOUNTED_FOR\"");
        assertThat(folder.resolve("out.json")).doesNotExist();
        assertThat(reconcile("--only", "legacy against new", "--json", in("out.json")))
                .isZero();
        assertThat(folder.resolve("out.json")).exists();
    }

    @Test
    void anUnknownNameIsWrongUsageWithTheNearestOne() {
        assertThat(reconcile("--only", "legacy agianst new")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith(
                        "rollcall: --only \"legacy agianst new\" is not a reconciliation of the plan; did you mean \"legacy against new\"?");
    }

    @Test
    void aPlaceWhereNothingCanBeWrittenIsToldBeforeTheComparison() {
        assertThat(reconcile("--json", in("none/out.json"))).isEqualTo(3);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .containsExactly("rollcall: cannot write \"" + in("none/out.json")
                        + "\": its folder does not exist; name a file in another");
    }

    @Test
    void theAsOfOfTheCommandLineOverridesThePlans() {
        assertThat(reconcile("--as-of", "2026-10-20T09:00")).isZero();
        assertThat(out.toString()).contains("as of Tue 20 Oct 2026, 09:00");
        assertThat(reconcile("--as-of", "tomorrow")).isEqualTo(2);
        assertThat(err.toString()).contains("Invalid value for option '--as-of'");
    }

    @Test
    void aSettlingTimeThatIsNoneIsWrongUsageAndOneSecondIsWaited() {
        assertThat(reconcile("--settle", "soon")).isEqualTo(2);
        assertThat(err.toString()).startsWith("rollcall: --settle \"soon\" is not a time of at most a day");
        plan.with("target.csv", TARGET.lines().limit(3).reduce("", (text, line) -> text + line + "\n"));
        assertThat(reconcile("--settle", "1s")).isEqualTo(1);
        assertThat(out.toString()).contains("Read again after 1 s: 0 of 1 exceptions had dissolved.");
    }

    @Test
    void anAsOfBeyondEveryCalendarIsWrongUsage() {
        assertThat(reconcile("--as-of", "+999999999-12-31T23:59")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("rollcall: --as-of \"+999999999-12-31T23:59\" is in no year from 1900 to 9998");
    }

    @Test
    void oneFileForTwoReportsIsWrongUsage() {
        assertThat(reconcile("--json", in("out"), "--csv", in("./out"))).isEqualTo(2);
        assertThat(err.toString()).contains("is named for two reports");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aPlanWithFaultsIsWrong() {
        plan.with("scope.csv", "kind,decision\nopen job,mov\n");

        assertThat(reconcile()).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "scope.csv line 2: decision \"mov\" is not move, exclude or count; expected one of them, or blank while undecided");
        assertThat(folder.resolve(".rollcall")).doesNotExist();
    }

    private String in(String name) {
        return folder.resolve(name).toString();
    }

    private int reconcile(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "reconcile";
        arguments[1] = folder.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Exits.execute(
                new CommandLine(new Auditor())
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true)),
                arguments);
    }
}
