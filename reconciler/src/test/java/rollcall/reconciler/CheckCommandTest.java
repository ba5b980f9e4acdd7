package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
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
        create("legacy");
        create("target");

        assertThat(check()).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "plan \"Sample council\": no fault; 1 to reconcile, 1 code tables, 1 kinds decided",
                        "connection legacy: opens, H2",
                        "connection target: opens, H2");
    }

    @Test
    void eachDatabaseThatDoesNotOpenIsToldAndTheResultIsUnknown() {
        assertThat(check()).isEqualTo(3);
        assertThat(err.toString().lines())
                .hasSize(2)
                .allMatch(it ->
                        it.contains("does not open: ") && it.contains("check url, user and password in plan.yaml"));
    }

    @Test
    void aPlanWithFaultsIsWrong() {
        plan.replacing("zone: Europe/London", "zone: Mars");

        assertThat(check()).isEqualTo(2);
        assertThat(err.toString().strip())
                .isEqualTo("plan.yaml line 2: zone \"Mars\" is not a time zone; expected for example Europe/London");
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

    private void create(String name) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection("jdbc:h2:file:" + plan.path().resolve(name), "sa", "")) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }
}
