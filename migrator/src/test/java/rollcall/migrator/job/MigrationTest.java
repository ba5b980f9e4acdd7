package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.StringJoiner;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rollcall.migrator.extract.Kind;
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

        MigrationResult hurried = Program.load(council.plan());

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
    void eachReasonOfARejectionStandsByItselfInTheLedger(@TempDir Path folder) throws Exception {
        MovedCouncil council = MovedCouncil.generate(200, 1, folder);

        MigrationResult hurried = Program.load(council.plan());

        assertThat(council.query("", """
                        select b.reference from rollcall.balance b
                        where b.outcome = 'REJECTED' and b.detail <> (
                            select listagg(r.words, '; ') within group (order by r.number) from rollcall.reason r
                            where r.population = b.population and r.reference = b.reference
                                and r.occurrence = b.occurrence and r.run_id = b.run_id)
                        """)).isEmpty();
        assertThat(council.query("", """
                        select distinct rule, column_name, list, words from rollcall.reason
                        where population = 'jobs' and rule = 'unmapped code' and column_name = 'trade'
                        """))
                .contains("|unmapped code|trade|trade|trade 'D33' has no new code in codes/trade.csv");
        assertThat(council.count("""
                        rollcall.reason r where r.job is not null and (r.population = 'jobs' or not exists (
                            select 1 from rollcall.reason own where own.population = 'jobs'
                                and own.reference = r.job and own.words = r.words))
                        """)).isZero();
        assertThat(council.count("rollcall.reason where job is not null")).isPositive();
        long told = hurried.balance().reasons().stream()
                .filter(it -> it.reason().equals("trade 'D33' has no new code in codes/trade.csv"))
                .mapToLong(it -> it.rows(Kind.APPOINTMENTS))
                .sum();
        assertThat(council.count("""
                        (select distinct b.reference, b.occurrence from rollcall.balance b join rollcall.reason r
                            on r.population = b.population and r.reference = b.reference
                            and r.occurrence = b.occurrence and r.run_id = b.run_id
                        where b.population = 'appointments' and r.words like 'trade ''D33''%')
                        """)).isEqualTo(told).isPositive();
    }

    @Test
    void aRepeatedReferenceKeepsItsRecordsApartWhenOneIsCorrected(@TempDir Path folder) throws Exception {
        MovedCouncil council = MovedCouncil.generate(20, 1, folder);
        council.correct();
        Visits visits = new Visits(council);
        visits.are("2026-10-20 AM", "2026-10-21 ???");
        assertThat(Program.load(council.plan()).exitCode()).isEqualTo(1);
        assertThat(visits.held()).containsExactly("2026-10-20");

        visits.are("2026-10-20 AM", "2026-10-19 AM");
        MigrationResult corrected = Program.load(council.plan());

        assertThat(visits.held()).containsExactly("2026-10-19", "2026-10-20");
        assertThat(corrected.exitCode()).isZero();
        assertThat(corrected.found().changed()).isZero();
        String once = council.dump();

        Program.load(council.plan());

        assertThat(council.dump()).isEqualTo(once);
    }

    @Test
    void oneMoreUnderARepeatedReferenceIsLoadedAndOneLessIsTold(@TempDir Path folder) throws Exception {
        MovedCouncil council = MovedCouncil.generate(20, 1, folder);
        council.correct();
        Path plan = council.plan().resolve("plan.yaml");
        Files.writeString(plan, Files.readString(plan).replace("chunk: 500", "chunk: 1"));
        Visits visits = new Visits(council);
        visits.are("2026-10-20 AM");
        Program.migrate(council.plan());

        visits.are("2026-10-18 AM", "2026-10-19 AM", "2026-10-19 AM", "2026-10-20 AM");
        Program.migrate(council.plan());

        assertThat(visits.held()).containsExactly("2026-10-18", "2026-10-19", "2026-10-19", "2026-10-20");

        visits.are("2026-10-20 AM", "2026-10-19 AM");
        MigrationResult less = Program.migrate(council.plan());

        assertThat(visits.held()).hasSize(4);
        assertThat(less.found().gone()).isEqualTo(2);
        assertThat(less.exitCode()).isZero();
        assertThat(Program.report(less)).contains("2 loaded records are no longer in legacy; left as they are.");
    }

    @Test
    void aRejectedRecordThatIsNoLongerInLegacyIsClosedUntilItComesBack(@TempDir Path folder) throws Exception {
        MovedCouncil council = MovedCouncil.generate(20, 1, folder);
        council.correct();
        Visits visits = new Visits(council);
        visits.are("2026-10-20 AM", "2026-10-21 ???");
        assertThat(Program.load(council.plan()).exitCode()).isEqualTo(1);

        visits.are("2026-10-20 AM");
        MigrationResult without = Program.load(council.plan());

        assertThat(without.exitCode()).isZero();
        assertThat(without.found().closed()).isEqualTo(1);
        assertThat(council.query(
                        "", "select outcome, detail from rollcall.balance where reference = '2011' order by 1"))
                .containsExactly("|EXCLUDED|no longer in legacy", "|LOADED|");
        assertThat(council.count("rollcall.debit where reference = '2011'")).isEqualTo(3);

        visits.are("2026-10-20 AM", "2026-10-21 AM");
        assertThat(Program.load(council.plan()).exitCode()).isZero();
        assertThat(visits.held()).containsExactly("2026-10-20", "2026-10-21");
    }

    /** Legacy's visits, all under the reference 2011 and for a job that can be moved: a day and a slot each. */
    private static final class Visits {
        private final MovedCouncil council;
        private final Path file;
        private final String query;
        private final String like;

        Visits(MovedCouncil council) throws Exception {
            this.council = council;
            this.file = council.plan().resolve("legacy/appointments.sql");
            this.query = Files.readString(file);
            this.like = council.expected().stream()
                    .filter(it -> it.startsWith("appointment|"))
                    .map(it -> it.split("\\|", -1)[1])
                    .findFirst()
                    .orElseThrow();
        }

        void are(String... daysAndSlots) throws Exception {
            StringJoiner all = new StringJoiner(" union all ");
            for (String dayAndSlot : daysAndSlots) {
                all.add("""
                        select 2011 as reference, entity, job, job_key, job_status, job_completed,
                               timestamp '%1$s 08:00:00' as starts_at, timestamp '%1$s 12:00:00' as ends_at,
                               duration_minutes, outcome, '%2$s' as slot, trade, null as superseded_by
                        from told where reference = %3$s
                        """.formatted(dayAndSlot.substring(0, 10), dayAndSlot.substring(11), like));
            }
            Files.writeString(file, "with told as (" + query + "\n)" + all);
        }

        List<String> held() throws Exception {
            return council.query("", "select cast(date as date) from appointments order by 1").stream()
                    .map(it -> it.substring(1))
                    .toList();
        }
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
    void tablesAndColumnsThatTheTargetLacksAreToldAllAtOnce(@TempDir Path folder) throws Exception {
        MovedCouncil council = MovedCouncil.generate(20, 1, folder);
        Path plan = council.plan().resolve("plan.yaml");
        Files.writeString(
                plan,
                Files.readString(plan)
                        .replace("table: person,", "table: persons,")
                        .replace("table: person\n", "table: persons\n")
                        .replace("status_code: status", "state_code: status"));

        assertThatThrownBy(() -> Program.load(council.plan()))
                .isInstanceOf(PlanFaults.class)
                .hasMessageContaining(
                        "jobs: columns: table 'work_orders' has no column 'state_code'; it has id, legacy_reference")
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
