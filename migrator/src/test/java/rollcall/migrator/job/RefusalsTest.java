package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.plan.PlanFaults;

/** What migrate does not begin with: told all at once, and nothing written. */
class RefusalsTest {
    private static final String SIGN = "; sign it: rollcall codes PLAN --sign \"Name, role\"";
    private static final String SIGN_AGAIN = "; put it back, or sign again: rollcall codes PLAN --sign \"Name, role\"";

    private final MovedCouncil council;

    RefusalsTest(@TempDir Path folder) {
        council = MovedCouncil.generate(200, 1, folder);
    }

    @BeforeEach
    void correct() throws IOException {
        council.correct();
    }

    @Test
    void whatNobodyHasDecidedSignedOrSaidIsToldAtOnceAndNothingIsWritten() throws Exception {
        change("codes/trade.csv", "D33,Locksmith,,LK,map,\"M. Lindqvist, planning\",2026-10-15\n", "");
        change("codes/priority.csv", ",4,map,\"R. Osei, repairs operations\",2026-10-15", ",4,,,");
        change("scope.csv", "\nclosed job,exclude", "\nclosed job,");
        Files.delete(council.plan().resolve("codes/signed.csv"));
        change("plan.yaml", "messages:", "x: &silence");
        change("plan.yaml", "x: &silence", "messages: []\n#");
        String plan = Files.readString(council.plan().resolve("plan.yaml"));
        Files.writeString(
                council.plan().resolve("plan.yaml"),
                plan.replaceAll("(?m)^(  - system|    suppressed|    confirmed_by|    confirmed_on):.*\\n", ""));
        String before = council.dump();

        List<String> refused = refused();

        assertThat(refused.get(0))
                .isEqualTo(
                        "scope.csv: kind 'closed job' is not decided; give it a line with move, exclude or count, and who decided it");
        assertThat(refused.get(1))
                .matches(
                        "codes/priority.csv line \\d+: priority 'Z' is not decided, and (1 live row has|\\d+ live rows have) it; decide map or reject there, and sign");
        assertThat(refused.get(2))
                .matches(
                        "codes/trade.csv: trade 'D33' is not decided, and (1 live row has|\\d+ live rows have) it; decide map or reject there, and sign");
        assertThat(refused.subList(3, refused.size()))
                .containsExactly(
                        "codes/signed.csv: the code tables are not signed; once their owners have decided: rollcall codes PLAN --sign \"Name, role\"",
                        "plan.yaml: messages: does not say how the legacy system is kept from texting tenants; add - { system: legacy, suppressed: …, confirmed_by: …, confirmed_on: … }",
                        "plan.yaml: messages: does not say how the new system is kept from texting tenants; add - { system: new system, suppressed: …, confirmed_by: …, confirmed_on: … }");
        assertThat(council.dump()).isEqualTo(before);
    }

    @Test
    void aLineThatIsNoLongerWhatWasSignedIsNamedWithWhatItWasAndIs() throws Exception {
        change("codes/priority.csv", "U,Urgent,,3,map", "U,Urgent,,4,map");
        change("codes/priority.csv", "K,Right to repair,,3,map", "K,Right to repair,,,reject");
        change("codes/status.csv", "400,Hold,,80,map,\"R. Osei, repairs operations\",2026-09-28\n", "");
        change(
                "codes/trade.csv",
                "PL,Plumbing,,PL,map,\"M. Lindqvist, planning\"",
                "PL,Plumbing,,PL,map,\"A. Newcomer, planning\"");
        Files.writeString(
                council.plan().resolve("codes/slot.csv"),
                Files.readString(council.plan().resolve("codes/slot.csv")) + "NT,Night,,NIGHT,map,\"M. Lindqvist\",\n");
        String before = council.dump();

        assertThat(refused())
                .filteredOn(it -> !it.contains("live row"))
                .containsExactly(
                        "codes/signed.csv line 5: status '400' was signed (map to 80) and is gone from codes/status.csv"
                                + SIGN_AGAIN,
                        "codes/priority.csv line 4: priority 'U' was signed on 2026-10-15 as map to 3 and is now map to 4"
                                + SIGN_AGAIN,
                        "codes/priority.csv line 8: priority 'K' was signed on 2026-10-15 as map to 3 and is now reject"
                                + SIGN_AGAIN,
                        "codes/trade.csv line 2: trade 'PL' is decided by another, or on another day, than was signed on 2026-10-15"
                                + SIGN_AGAIN,
                        "codes/slot.csv line 8: slot 'NT' is decided (map to NIGHT) and not signed" + SIGN);
        assertThat(council.dump()).isEqualTo(before);
    }

    @Test
    void aNewMeaningOrCountIsNoChangeOfADecision() throws Exception {
        change("codes/priority.csv", "U,Urgent,,3,map", "U,\"Urgent, five working days\",1234,3,map");

        assertThat(Program.migrate(council.plan()).refusals()).isEmpty();
        assertThat(council.held()).isEqualTo(council.expected());
    }

    @Test
    void freeTextWhereACodeShouldBeIsNotTold() throws Exception {
        change(
                "legacy/appointments.sql",
                "slot AS slot",
                "CASE WHEN slot = 'AM' THEN 'Mrs Quirk 07700 900123 mornings' ELSE slot END AS slot");
        change(
                "legacy/jobs.sql",
                "wo.prop_ref AS property",
                "CASE WHEN wo.u_priority = 'U' THEN 'ring Mrs Quirk' ELSE wo.prop_ref END AS property");

        assertThat(refused())
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("codes/slot.csv: slot (a value of 31 characters) is not decided, and ");
        assertThat(Program.report(Program.load(council.plan())))
                .contains("property (a value of 14 characters) is not in the new system's register")
                .doesNotContain("Quirk");
    }

    @Test
    void aRehearsalGoesOnAndSaysWhatMigrateWouldRefuse() throws Exception {
        Files.delete(council.plan().resolve("codes/signed.csv"));

        MigrationResult rehearsed = Program.load(council.plan());

        assertThat(council.held()).isEqualTo(council.expected());
        assertThat(Program.report(rehearsed)).contains("""
                Migrate would refuse this plan:
                  codes/signed.csv: the code tables are not signed; once their owners have
                      decided: rollcall codes PLAN --sign "Name, role"
                """);
    }

    private List<String> refused() {
        return catchThrowableOfType(PlanFaults.class, () -> Program.migrate(council.plan()))
                .faults();
    }

    private void change(String file, String text, String replacement) throws IOException {
        Path path = council.plan().resolve(file);
        String before = Files.readString(path);
        assertThat(before).contains(text);
        Files.writeString(path, before.replace(text, replacement));
    }
}
