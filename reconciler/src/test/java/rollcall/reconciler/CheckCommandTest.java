package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import rollcall.reconciler.plan.PlanFolder;

class CheckCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final PlanFolder plan;

    CheckCommandTest(@TempDir Path folder) {
        plan = PlanFolder.in(folder)
                .replacing("    password: ${env:LEGACY_PASSWORD}\n", "")
                .replacing("user: reader", "user: sa");
    }

    @Test
    void aPlanWithoutFaultAndItsDatabasesAreFoundFit() throws SQLException {
        createBoth();

        assertThat(check()).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "connection legacy: opens, H2",
                        "connection target: opens, H2",
                        "plan \"Sample council\": no fault; 1 to reconcile, 1 code tables, 1 kinds decided");
    }

    @Test
    void eachDatabaseThatDoesNotOpenIsToldAndTheResultIsUnknown() {
        assertThat(check()).isEqualTo(3);
        assertThat(err.toString().replaceAll("\\s+", " "))
                .contains("connection 'legacy' (jdbc:h2:file:")
                .contains("connection 'target' (jdbc:h2:file:")
                .contains("there is no such database; correct the url in plan.yaml, or bring the file");
        assertThat(out.toString()).contains("What it asks of a connection that does not open could not be tried.");
        assertThat(plan.path().resolve("legacy.mv.db")).doesNotExist();
    }

    @Test
    void aPlanWithFaultsIsWrongAndItsSoundConnectionsAreTriedAllTheSame() throws SQLException {
        create("target", "create schema hub");
        plan.replacing("zone: Europe/London", "zone: Mars")
                .replacing("legacy;IFEXISTS=TRUE\n", "legacy;IFEXISTS=TRUE\n    usr: sa\n");

        assertThat(check()).isEqualTo(2);
        assertThat(err.toString().lines())
                .contains("plan.yaml line 2: zone \"Mars\" is not a time zone; expected for example Europe/London")
                .anyMatch(it -> it.contains("unknown key \"usr\""));
        assertThat(out.toString()).doesNotContain("legacy", "no fault").contains("connection target: opens, H2");
    }

    @Test
    void whatADatabaseRefusesIsToldWithFileAndLine() throws SQLException {
        createBoth();
        plan.with("reconcile/source.sql", "select 'jobs' population,\n  wo_ref reference\nfrom rmwordr")
                .with("reconcile/target.sql", "select 'jobs' population,\n  reff reference\nfrom ${target}.work_orders")
                .with("reconcile/census.sql", "select 'jobs' population,\n  wo_ref,, reference from rmworder");

        assertThat(check()).isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(3)
                .anyMatch(it -> it.startsWith("reconcile/source.sql line 3: ") && it.contains("Table \"RMWORDR\""))
                .anyMatch(it -> it.startsWith("reconcile/target.sql line 2: ") && it.contains("Column \"REFF\""))
                .anyMatch(it -> it.startsWith("reconcile/census.sql line 2: ") && it.contains("Syntax error"));
        assertThat(out.toString()).doesNotContain("no fault");
    }

    @Test
    void aKeyWithoutItsColumnsOrWithWhatIsMadeOfThemIsAFault() throws SQLException {
        createBoth();
        plan.replacing(
                        "  - name: legacy against new\n",
                        "  - name: legacy against new\n    key: { appointments: [job, visit], jobs: [job] }\n")
                .with("reconcile/source.sql", "select 'jobs' population, wo_ref job, wo_ref vist from rmworder")
                .with(
                        "reconcile/target.sql",
                        "select 'jobs' population, ref reference, ref job, ref visit from ${target}.work_orders")
                .with("reconcile/census.sql", "select 'jobs' population, wo_ref job from rmworder");

        assertThat(check()).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "reconcile/source.sql: column 'VIST' is unknown, leave it out or rename it; did you mean \"visit\"?",
                        "reconcile/target.sql: column 'REFERENCE' is made of the key (appointments: job, visit; jobs: job);"
                                + " leave it out, or key: out of plan.yaml",
                        "reconcile/census.sql: column 'visit' of the key is missing; add it");
    }

    @Test
    void columnsThatASideLacksOrNobodyKnowsAreFaults() throws SQLException {
        createBoth();
        plan.with("reconcile/source.sql", "select 'jobs' population, wo_ref reference, created raised from rmworder")
                .with("reconcile/census.sql", "select 'jobs' population, wo_ref refrence from rmworder")
                .with(
                        "reconcile/contact.sql",
                        "select con_name name, con_name telephone from contacts where wo_ref = ?");

        assertThat(check()).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "reconcile/target.sql: column 'raised' is missing, and reconcile/source.sql has it; both must"
                                + " have it, or neither",
                        "reconcile/census.sql: column 'REFRENCE' is unknown, leave it out or rename it; did you mean"
                                + " \"reference\"?",
                        "reconcile/contact.sql: column 'TELEPHONE' is not one of name, phone, address, postcode, problem; rename"
                                + " it, or leave it out");
    }

    @Test
    void ofAFileTheHeaderIsLookedAt() throws SQLException {
        createBoth();
        plan.replacing("{ connection: legacy, query: reconcile/source.sql }", "{ csv: jobs.csv, charset: UTF-8 }")
                .with("jobs.csv", "population,reference,staus\njobs,300,\"never closed\n");

        assertThat(check()).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .isEqualTo("jobs.csv: column 'staus' is unknown, leave it out or rename it; did you mean \"status\"?");
    }

    @Test
    void aRowThatCannotBeReadIsNoMatterOfTheCheck() throws SQLException {
        createBoth();
        plan.with(
                "reconcile/source.sql",
                "select 'jobs' population, wo_ref reference from rmworder where 1 / (length(wo_ref) - 3) = 1");

        assertThat(check()).as(err.toString()).isZero();
    }

    @Test
    void aMissingPlanFolderIsOneLine() {
        assertThat(execute("check", plan.path().resolve("none").toString())).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("no such folder");
    }

    @Test
    void withoutCommandTheAuditorShowsItsUsage() {
        assertThat(execute()).isEqualTo(2);
        assertThat(execute("--version")).isZero();
        assertThat(out.toString()).startsWith("Rollcall ");
    }

    private int check() {
        return execute("check", plan.path().toString());
    }

    private int execute(String... arguments) {
        return Exits.execute(
                new CommandLine(new Auditor())
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true)),
                arguments);
    }

    private void createBoth() throws SQLException {
        create(
                "legacy",
                "create table rmworder(wo_ref varchar, created timestamp) as select '300', localtimestamp;"
                        + "create table contacts(wo_ref varchar, con_name varchar)");
        create("target", "create schema hub; create table hub.work_orders(ref varchar)");
    }

    private void create(String name, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:h2:file:" + plan.path().resolve(name), "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
