package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rollcall.reconciler.plan.PlanFaults;

class MigrationTest {
    private final TimeZone own = TimeZone.getDefault();

    @AfterEach
    void restoreZone() {
        TimeZone.setDefault(own);
    }

    @ParameterizedTest
    @CsvSource({"1, Europe/London", "2, UTC", "3, Pacific/Auckland"})
    void everyRecordOfACouncilComesOutAsItsTruthSays(long seed, String zone, @TempDir Path folder) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        MovedCouncil council = MovedCouncil.generate(500, seed, folder);

        MigrationResult hurried = Program.migrate(council.plan());

        assertThat(council.posted()).isEqualTo(council.fates("hurried_fate"));
        assertThat(hurried.exitCode()).isEqualTo(1);
        assertThat(Program.report(hurried))
                .contains("trade 'D33' has no new code in codes/trade.csv: ")
                .contains("priority 'Z' has no new code in codes/priority.csv: ")
                .contains("contractor 'AEP' has no new code in codes/contractor.csv: ");

        council.correct();
        MigrationResult corrected = Program.migrate(council.plan());

        assertThat(council.held()).isEqualTo(council.expected());
        assertThat(council.posted()).isEqualTo(council.fates("fate"));
        assertThat(corrected.balance().holds()).isTrue();
        assertThat(corrected.exitCode()).isZero();
        String once = council.dump();

        MigrationResult again = Program.migrate(council.plan());

        assertThat(council.dump()).isEqualTo(once);
        assertThat(again.exitCode()).isZero();
    }

    @Test
    void anAcceptedAppointmentDoesNotTakeItsRejectedJobWithIt(@TempDir Path folder) throws Exception {
        MovedCouncil council = MovedCouncil.generate(200, 1, folder);
        council.correct();
        Path accepted = council.plan().resolve("accepted.csv");
        List<String> lines = Files.readAllLines(accepted);
        List<String> withoutJobs =
                lines.stream().filter(it -> !it.startsWith("jobs,")).toList();
        Files.write(accepted, withoutJobs);

        MigrationResult result = Program.migrate(council.plan());

        assertThat(withoutJobs).hasSizeBetween(2, lines.size() - 1);
        assertThat(result.rejections().unaccepted()).isEqualTo(lines.size() - withoutJobs.size());
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void aKindOfRecordThatNobodyHasDecidedIsAFaultOfThePlan(@TempDir Path folder) throws Exception {
        MovedCouncil council = MovedCouncil.generate(20, 1, folder);
        Path scope = council.plan().resolve("scope.csv");
        Files.writeString(scope, Files.readString(scope).replaceAll("(?m)^closed job,.*\\n", ""));

        assertThatThrownBy(() -> Program.migrate(council.plan()))
                .isInstanceOf(PlanFaults.class)
                .hasMessageContaining("scope.csv: kind 'closed job' is not decided");
        assertThat(council.count("work_orders")).isZero();
    }

    @Test
    void tablesAndColumnsThatTheTargetLacksAreToldAllAtOnce(@TempDir Path folder) throws Exception {
        MovedCouncil council = MovedCouncil.generate(20, 1, folder);
        Path plan = council.plan().resolve("plan.yaml");
        Files.writeString(
                plan,
                Files.readString(plan)
                        .replace("table: person,", "table: persons,")
                        .replace("table: person\n", "table: persons\n")
                        .replace("status_code: status", "state_code: status"));

        assertThatThrownBy(() -> Program.migrate(council.plan()))
                .isInstanceOf(PlanFaults.class)
                .hasMessageContaining(
                        "jobs: table 'work_orders' has no column 'state_code'; it has id, legacy_reference")
                .hasMessageContaining("contacts: the target has no table 'persons' in schema 'public'");
    }

    @Test
    void aSecondProcessIsToldWhoHoldsThePlanSinceWhen(@TempDir Path folder) throws Exception {
        Path work = folder.resolve(".rollcall");
        PlanLock held = PlanLock.take(work, "migrate", Clock.systemUTC());

        assertThatThrownBy(() -> PlanLock.take(work, "rehearse", Clock.systemUTC()))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageMatching(".*lock is held by migrate by .* on .*, process "
                        + ProcessHandle.current().pid() + ", since 20.*; wait until it ends, then run this again");

        held.close();
        PlanLock.take(work, "rehearse", Clock.systemUTC()).close();
    }
}
