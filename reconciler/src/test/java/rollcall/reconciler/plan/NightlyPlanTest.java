package rollcall.reconciler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.plan.MailPlan.Login;
import rollcall.reconciler.plan.MailPlan.Security;
import rollcall.reconciler.plan.NightlyPlan.Attachment;

class NightlyPlanTest {
    private static final String NIGHTLY = """
            seal: { key: "${env:SEAL}", keep: 2 }
            nightly:
              folder: reports
              link: https://intranet.example/rollcall
              settle: 2m
              attach: [ html, phone list ]
              manual: [ CX ]
              mail:
                from: rollcall@example.org
                to: [ a@example.org, b@example.org ]
                host: smtp.example.org
                security: starttls
                user: "${env:SMTP_USER}"
                password: "${env:SMTP_PASSWORD}"
            reconcile:
            """;

    private final PlanFolder plan;

    NightlyPlanTest(@TempDir Path folder) {
        plan = PlanFolder.in(folder).replacing("reconcile:\n", NIGHTLY);
    }

    @Test
    void sealAndNightAreReadAndTheirSecretsNeedNotBeSet() throws PlanFaults {
        Plan read = plan.read();

        assertThat(read.seal()).isEqualTo(new SealPlan(Optional.of(new Secret("SEAL", Optional.empty())), 2));
        assertThat(read.nightly())
                .contains(new NightlyPlan(
                        Path.of("reports"),
                        Optional.of("https://intranet.example/rollcall"),
                        Set.of(Attachment.HTML, Attachment.PHONE_LIST),
                        List.of("CX"),
                        Optional.of(new MailPlan(
                                "rollcall@example.org",
                                List.of("a@example.org", "b@example.org"),
                                "smtp.example.org",
                                587,
                                Security.STARTTLS,
                                Optional.of(new Login.FromEnvironment(new Secret("SMTP_USER", Optional.empty()))),
                                Optional.of(new Secret("SMTP_PASSWORD", Optional.empty())))),
                        Optional.of(Duration.ofMinutes(2))));
        assertThat(new Secret("SEAL", Optional.of("hidden")).toString()).isEqualTo("${env:SEAL}");
    }

    @Test
    void withoutThemSealsArePlainAndNobodyIsToldAtNight() throws PlanFaults {
        plan.replacing(NIGHTLY, "reconcile:\n");

        assertThat(plan.read().seal()).isEqualTo(SealPlan.DEFAULT);
        assertThat(plan.read().nightly()).isEmpty();
    }

    @Test
    void everyFaultIsToldAndNoSecretIsRepeated() {
        plan.replacing("\"${env:SEAL}\", keep: 2", "hunter2hunter2, keep: 0")
                .replacing("https://intranet", "ftp://intranet")
                .replacing("[ html, phone list ]", "[ pdf ]")
                .replacing("a@example.org, b@example.org", "nobody")
                .replacing("security: starttls", "security: some\n    port: 70000")
                .replacing("\"${env:SMTP_PASSWORD}\"", "hunter3");

        assertThat(plan.faults())
                .hasSize(8)
                .allSatisfy(it -> assertThat(it).startsWith("plan.yaml line ").doesNotContain("hunter"))
                .anySatisfy(it -> assertThat(it).contains("key stands in the plan itself"))
                .anySatisfy(it -> assertThat(it).contains("keep \"0\" would keep no seal at all"))
                .anySatisfy(it -> assertThat(it).contains("link \"ftp://intranet.example/rollcall\" is no address"))
                .anySatisfy(it -> assertThat(it).contains("attach \"pdf\" is neither"))
                .anySatisfy(it -> assertThat(it).contains("to \"nobody\" is not an address"))
                .anySatisfy(it -> assertThat(it).contains("security \"some\" is none of starttls, tls, relay"))
                .anySatisfy(it -> assertThat(it).contains("port \"70000\" is not one"))
                .anySatisfy(it -> assertThat(it).contains("password stands in the plan itself"));
    }

    @Test
    void mailAloneIsReadBesideFaultsOfTheRestButNotBesideItsOwn(@TempDir Path other) {
        PlanFolder wrong =
                PlanFolder.in(other).replacing("reconcile:\n", NIGHTLY).replacing("zone: Europe/London", "zone: Mars");
        assertThat(PlanReader.mailOf(other, Map.of())).isPresent();

        wrong.replacing("security: starttls", "security: some");
        assertThat(PlanReader.mailOf(other, Map.of())).isEmpty();
        assertThat(PlanReader.mailOf(other.resolve("nowhere"), Map.of())).isEmpty();
    }
}
