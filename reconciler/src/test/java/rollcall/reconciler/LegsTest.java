package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import rollcall.reconciler.finding.Called;
import rollcall.reconciler.plan.PlanFolder;

/** Several comparisons in one plan: legacy against the new system, and the new system against a contractor's export. */
class LegsTest {
    private static final String SOURCE = """
            population,reference,job,priority,starts_at,ends_at,live,kind
            jobs,01551932,01551932,U,,,true,open job
            appointments,300122,01551932,U,2026-10-19T12:00,2026-10-19T18:00,true,live visit
            appointments,300123,01551932,U,2026-10-19T08:00,2026-10-19T12:00,true,live visit
            """;
    private static final String TARGET = """
            population,reference,job,priority,starts_at,ends_at,live,visible,target_id
            jobs,01551932,01551932,3,,,true,true,1
            appointments,300122,01551932,3,2026-10-19T12:00,2026-10-19T18:00,true,true,3
            appointments,300123,01551932,3,2026-10-19T08:00,2026-10-19T12:00,true,true,2
            """;
    private static final String BOOKED = """
            population,reference,job,priority,starts_at,ends_at,live
            appointments,300122,01551932,3,2026-10-19T12:00,2026-10-19T18:00,true
            appointments,300123,01551932,3,2026-10-19T08:00,2026-10-19T12:00,true
            """;
    private static final String DIARY = """
            Visit;WO;Prio;From;To
            300122;01551932;3;2026-10-19 12:00;2026-10-19 18:00
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path folder;
    private final PlanFolder plan;

    LegsTest(@TempDir Path folder) {
        this.folder = folder;
        plan = PlanFolder.in(folder)
                .with("plan.yaml", """
                        plan: Sample council
                        zone: Europe/London
                        as-of: 2026-10-16T18:00
                        scope: scope.csv
                        accepted: accepted.csv
                        codes: { priority: codes/priority.csv }
                        reconcile:
                          - name: legacy against new
                            source: { csv: source.csv }
                            target: { csv: target.csv }
                          - name: new against Avonpark
                            codes: none
                            rehearse: false
                            source: { csv: booked.csv, called: the new system }
                            target: { csv: avp.csv, called: "Avonpark's diary" }
                        """)
                .with("scope.csv", "kind,decision\nopen job,move\nlive visit,move\n")
                .with("accepted.csv", "reference,class,reason,by,until\n")
                .with(
                        "codes/priority.csv",
                        "legacy_code,meaning,live_rows,new_code,decision,decided_by,decided_on\nU,urgent,3,3,map,A,2026-10-01\n")
                .with("source.csv", SOURCE)
                .with("target.csv", TARGET)
                .with("booked.csv", BOOKED)
                .with("avp.csv", diary(DIARY));
    }

    /** A contractor's diary has one population, and only what is to come. */
    private static String diary(String export) {
        return export.lines()
                .map(it -> it.startsWith("Visit")
                        ? "population,reference,job,priority,starts_at,ends_at,live,visible"
                        : "appointments," + it.replace(';', ',') + ",true,true")
                .reduce("", (text, line) -> text + line + "\n");
    }

    @Test
    void whatAContractorDoesNotHaveIsMissingThereInTheWordsOfBothSides() {
        assertThat(run("reconcile")).isEqualTo(1);
        assertThat(out.toString())
                .contains("ACCOUNTED_FOR Sample council: legacy against new")
                .contains("EXCEPTIONS Sample council: new against Avonpark")
                .contains("MISSING appointment 300123")
                .contains("it is not in Avonpark's diary, and nothing says why");
        String leg = out.toString().substring(out.toString().indexOf("EXCEPTIONS"));
        assertThat(leg)
                .contains("in the new system ")
                .contains("in Avonpark's diary")
                .doesNotContain("legacy");
        assertThat(folder.resolve(".rollcall/reports/new-against-avonpark.html"))
                .content()
                .contains("it is not in Avonpark")
                .contains("Each record of the new system stands in exactly one line")
                .doesNotContain("legacy");
    }

    @Test
    void aLegThatCannotBeReadIsUnknownAndTheOthersAreToldAllTheSame() {
        plan.with("avp.csv", "population,reference\n\"appointments,1\n");
        assertThat(run("reconcile")).isEqualTo(3);
        assertThat(out.toString())
                .contains("ACCOUNTED_FOR Sample council: legacy against new")
                .contains("UNKNOWN Sample council: new against Avonpark");
        plan.with("source.csv", "population,reference\n\"jobs,1\n")
                .with("avp.csv", diary(DIARY + "300123;01551932;3;2026-10-19 08:00;2026-10-19 12:00\n"));
        out.getBuffer().setLength(0);
        assertThat(run("reconcile")).isEqualTo(3);
        assertThat(out.toString())
                .contains("UNKNOWN Sample council: legacy against new")
                .contains("ACCOUNTED_FOR Sample council: new against Avonpark");
    }

    @Test
    void onlyLegacyIsSealedAndTheNewSystemIsReadAsItIsHoweverLongLegacyHasBeenOff() throws IOException {
        plan.with("avp.csv", diary(DIARY + "300123;01551932;3;2026-10-19 08:00;2026-10-19 12:00\n"));
        assertThat(run("seal")).isZero();
        assertThat(out.toString())
                .contains("Sealed \"legacy against new\":")
                .contains("Not sealed: \"new against Avonpark\"");
        plan.with("booked.csv", BOOKED + "appointments,300124,01551932,3,2026-10-20T08:00,2026-10-20T12:00,true\n");
        Files.delete(folder.resolve("source.csv"));

        assertThat(run("reconcile", "--sealed")).isEqualTo(1);
        assertThat(out.toString())
                .contains("ACCOUNTED_FOR Sample council: legacy against new")
                .contains("MISSING appointment 300124");
        assertThat(run("reconcile")).as("legacy is off").isEqualTo(3);
    }

    @Test
    void whatIsATargetElsewhereIsNoLegacyEither() {
        plan.replacing("    codes: none\n", "").replacing("csv: booked.csv", "csv: target.csv");
        assertThat(run("seal")).isZero();
        assertThat(out.toString()).contains("Not sealed: \"new against Avonpark\"");

        assertThat(run("seal", "--only", "new against Avonpark")).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "--only \"new against Avonpark\" is not of legacy: its source is the new system, which goes on");
    }

    @Test
    void aLegThatCannotBeSealedIsToldAndTheOthersAreSealedAllTheSame() throws IOException {
        plan.replacing("    codes: none\n", "");
        Files.delete(folder.resolve("source.csv"));
        assertThat(run("seal")).isEqualTo(3);
        assertThat(out.toString()).contains("Sealed \"new against Avonpark\":").doesNotContain("legacy against new");
        assertThat(err.toString())
                .contains("\"legacy against new\" is not sealed: source.csv: there is no such file; bring it");
        Files.delete(folder.resolve("booked.csv"));
        err.getBuffer().setLength(0);
        assertThat(run("seal")).isEqualTo(3);
        assertThat(err.toString().lines())
                .containsExactly(
                        "rollcall: \"legacy against new\" is not sealed: source.csv: there is no such file; bring it, or"
                                + " correct its name in plan.yaml",
                        "rollcall: \"new against Avonpark\" is not sealed: booked.csv: there is no such file; bring it, or"
                                + " correct its name in plan.yaml");
    }

    @Test
    void codesAreTranslatedInThoseLegsOnlyThatSayNothingElse() {
        plan.replacing("    codes: none\n", "");
        assertThat(run("reconcile", "--only", "new against Avonpark")).isEqualTo(1);
        assertThat(out.toString()).contains("a code is undecided");
    }

    @Test
    void whatIsAcceptedInOneLegIsNotAcceptedInAnotherAndIsMissedInNone() {
        plan.with(
                "accepted.csv",
                "reference,class,reason,by,until,reconciliation\n300123,MISSING,told by phone,A Manager,,new against Avonpark\n");
        assertThat(run("reconcile")).isZero();
        assertThat(out.toString()).doesNotContain("does not occur any more");
        plan.with("accepted.csv", "reference,class,reason,by,until\n300123,MISSING,told by phone,A Manager,\n");
        out.getBuffer().setLength(0);
        assertThat(run("reconcile")).isEqualTo(1);
        assertThat(out.toString().substring(0, out.toString().indexOf("EXCEPTIONS")))
                .contains("appointments 300123 MISSING does not occur any more");
        assertThat(out.toString().substring(out.toString().indexOf("EXCEPTIONS")))
                .doesNotContain("does not occur any more");
    }

    @Test
    void aNameThatIsNoLegIsAFaultWithItsLine() {
        plan.with(
                "accepted.csv",
                "reference,class,reason,by,until,reconciliation\n300123,MISSING,told,A Manager,,new against Avonprak\n");
        plan.replacing("codes: none", "codes: nine").replacing("rehearse: false", "rehearse: maybe");
        assertThat(run("reconcile")).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "accepted.csv line 2: reconciliation \"new against Avonprak\" is not one of reconcile:; did you mean \"new against Avonpark\"?")
                .contains("plan.yaml line 12: codes \"nine\" is neither")
                .contains("plan.yaml line 13: rehearse \"maybe\" is neither true nor false");
    }

    @Test
    void explainTellsARecordInEachLegInItsWords() {
        run("reconcile");
        out.getBuffer().setLength(0);
        assertThat(run("explain", "300123")).isEqualTo(1);
        assertThat(out.toString())
                .contains("Appointment 300123 in \"legacy against new\"")
                .contains("Appointment 300123 in \"new against Avonpark\"")
                .contains("  In Avonpark's diary\n      no row of this reference")
                .contains("OPEN: MISSING");
    }

    @Test
    void aSentenceIsToldOfTheSidesAndItsNamesAndPathsAreLeftAlone() {
        Called called = new Called("the new system", "Avonpark's diary");
        assertThat(called.in("in legacy, not in the new system; legacy's 5 jobs. Legacy was read"))
                .isEqualTo(
                        "in the new system, not in Avonpark's diary; the new system's 5 jobs. The new system was read");
        assertThat(called.in("connection 'legacy' (jdbc:h2:/srv/legacy/uh), legacy/jobs.sql, legacy.sql, legacy-old"))
                .isEqualTo("connection 'legacy' (jdbc:h2:/srv/legacy/uh), legacy/jobs.sql, legacy.sql, legacy-old");
        assertThat(called.targetHeading()).isEqualTo("Avonpark's diary");
        assertThat(Called.DEFAULT.targetHeading()).isEqualTo("New system");
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
