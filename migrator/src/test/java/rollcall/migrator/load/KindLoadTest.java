package rollcall.migrator.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.h2.api.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.LegacyRow;
import rollcall.migrator.ledger.Debits;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.Run;
import rollcall.migrator.transform.Movable;
import rollcall.migrator.transform.Movable.Appointment;
import rollcall.migrator.transform.Movable.Contact;
import rollcall.migrator.transform.Movable.Job;
import rollcall.migrator.transform.Outcome;
import rollcall.migrator.transform.Reason;
import rollcall.reconciler.plan.PlanFaults;

class KindLoadTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-16T19:00:00Z"), ZoneId.of("Europe/London"));
    private static final String POSTINGS =
            "select population, reference, outcome, detail, target_id from rollcall.balance order by population, reference, occurrence";

    private static final String ZONED =
            " is a time with a zone, and would shift with the zone of the machine that loads; make it a timestamp without time zone, or take it out of the plan";

    private Path home = Path.of("");
    private Hub hub;
    private TargetDatabase target;
    private Ledger ledger;

    @BeforeEach
    void openTarget(@TempDir Path folder) throws Exception {
        home = folder;
        hub = Hub.create(folder);
        target = TargetDatabase.open(hub.connection());
        ledger = Ledger.open(target.dsl(), CLOCK, Optional.empty());
    }

    @AfterEach
    void closeTarget() {
        target.close();
    }

    @Test
    void everyColumnOfAJobItsAppointmentAndItsContactIsWritten() throws Exception {
        settle(Kind.JOBS, accepted(Kind.JOBS, "00014665", job("00014665")));
        settle(
                Kind.APPOINTMENTS,
                accepted(
                        Kind.APPOINTMENTS,
                        "77",
                        new Appointment(
                                "77",
                                "00014665",
                                LocalDateTime.parse("2026-10-25T22:30"),
                                LocalDateTime.parse("2026-10-26T01:30"),
                                Optional.of("EMERGENCY"),
                                "PL")));
        settle(
                Kind.CONTACTS,
                accepted(
                        Kind.CONTACTS,
                        "00014665",
                        new Contact(
                                "00014665", Optional.of("A Tenant"), List.of("020 1", "020 2"), true, List.of("DA"))));

        assertThat(hub.rows("select * from work_orders"))
                .containsExactly(Map.ofEntries(
                        Map.entry("id", "10000000"),
                        Map.entry("legacy_reference", "00014665"),
                        Map.entry("description_of_work", "Tap drips"),
                        Map.entry("status_code", "80"),
                        Map.entry("date_raised", "2026-03-29 01:30:00"),
                        Map.entry("work_priority_priority_code", "4"),
                        Map.entry("property_class_id", "1"),
                        Map.entry("trade_code", "PL"),
                        Map.entry("contractor_reference", "H01"),
                        Map.entry("created_at", "2026-10-16 20:00:00"),
                        Map.entry("created_by", "ROLLCALL")));
        assertThat(hub.rows("select work_order_id, date, start_time, end_time, time_of_day_name from appointments"))
                .containsExactly(Map.of(
                        "work_order_id", "10000000",
                        "date", "2026-10-25 00:00:00",
                        "start_time", "2000-01-01 22:30:00",
                        "end_time", "2000-01-02 01:30:00",
                        "time_of_day_name", "EMERGENCY"));
        assertThat(
                        hub.rows(
                                "select p.name, p.vulnerable, c.channel, c.\"value\", a.code from person p join person_communication c on c.person_id = p.id join alert_regarding_person a on a.person_id = p.id order by c.id"))
                .containsExactly(
                        Map.of(
                                "name",
                                "A Tenant",
                                "vulnerable",
                                "TRUE",
                                "channel",
                                "phone",
                                "value",
                                "020 1",
                                "code",
                                "DA"),
                        Map.of(
                                "name",
                                "A Tenant",
                                "vulnerable",
                                "TRUE",
                                "channel",
                                "phone",
                                "value",
                                "020 2",
                                "code",
                                "DA"));
        assertThat(hub.rows(POSTINGS))
                .containsExactly(
                        posting("appointments", "77", "LOADED", "target_id", "1"),
                        posting("contacts", "00014665", "LOADED", "target_id", "1"),
                        posting("jobs", "00014665", "LOADED", "target_id", "10000000"));
    }

    @Test
    void settledAgainNothingIsWritten() throws Exception {
        Decided[] rows = {
            accepted(Kind.JOBS, "1", job("1")),
            new Decided(row(Kind.JOBS, "2"), new Outcome.Excluded("closed job")),
            new Decided(row(Kind.JOBS, "3"), new Outcome.Rejected(List.of(new Reason.Unmapped("trade", "D33"))))
        };
        settle(Kind.JOBS, rows);
        String once = hub.dump();

        settle(Kind.JOBS, rows);

        assertThat(hub.dump()).isEqualTo(once);
    }

    @Test
    void aRowThatTheTargetRefusesIsRejectedAndTheRestOfItsChunkGoesIn() throws Exception {
        Decided[] rows = new Decided[9];
        for (int i = 0; i < rows.length; i++) {
            Job job = i == 4 ? job("r4", "no such trade, not even a short one") : job("r" + i);
            rows[i] = accepted(Kind.JOBS, job.reference(), i == 7 ? job("r7", "ZZZ") : job);
        }

        settle(Kind.JOBS, rows);

        assertThat(hub.rows("select legacy_reference from work_orders order by 1"))
                .extracting(it -> it.get("legacy_reference"))
                .containsExactly("r0", "r1", "r2", "r3", "r5", "r6", "r8");
        assertThat(hub.rows(POSTINGS))
                .filteredOn(it -> "REJECTED".equals(it.get("outcome")))
                .containsExactly(
                        posting(
                                "jobs",
                                "r4",
                                "REJECTED",
                                "detail",
                                "the new system refused it: a value is too long (table 'work_orders', column 'trade_code', SQL state 22001)"),
                        posting(
                                "jobs",
                                "r7",
                                "REJECTED",
                                "detail",
                                "the new system refused it: it refers to a row that is not there (table 'work_orders', SQL state 23506)"));
        assertThat(ledger.balance().holds()).isTrue();
        assertThat(home).as("H2's trace would hold the row's values").isDirectoryNotContaining("glob:**.trace.db");
    }

    @Test
    void anAppointmentWhoseJobIsNotThereIsRejectedUntilTheJobIs() throws Exception {
        Decided appointment = accepted(Kind.APPOINTMENTS, "77", appointment("77", "1"));
        settle(Kind.APPOINTMENTS, appointment);
        assertThat(hub.rows(POSTINGS))
                .containsExactly(posting("appointments", "77", "REJECTED", "detail", "its job '1' was not loaded"));

        settle(Kind.JOBS, accepted(Kind.JOBS, "1", job("1")));
        settle(Kind.APPOINTMENTS, appointment);

        assertThat(hub.rows(POSTINGS))
                .containsExactly(
                        posting("appointments", "77", "LOADED", "target_id", "1"),
                        posting("jobs", "1", "LOADED", "target_id", "10000000"));
        assertThat(hub.count("rollcall.debit")).isEqualTo(3);
        assertThat(hub.count("rollcall.credit")).isEqualTo(3);
    }

    @Test
    void aRowThatHasGotTheIdOfAJobThatIsGoneIsNotTakenForTheJob() throws Exception {
        settle(Kind.JOBS, accepted(Kind.JOBS, "1", job("1")));
        hub.run("update work_orders set legacy_reference = null");

        settle(Kind.APPOINTMENTS, accepted(Kind.APPOINTMENTS, "77", appointment("77", "1")));

        assertThat(hub.rows(POSTINGS))
                .containsExactly(
                        posting("appointments", "77", "REJECTED", "detail", "its job '1' was not loaded"),
                        posting("jobs", "1", "LOADED", "target_id", "10000000"));
        assertThat(hub.count("appointments")).isZero();
    }

    @Test
    void aRowThatIsThereInEveryValueWithoutALedgerEntryIsTakenAsLoaded() throws Exception {
        jobAndContact();
        loseTheLedger();
        hub.run("update work_orders set created_by = 'before', created_at = timestamp '2026-01-01 00:00:00'");
        String before = hub.rows("select * from person_communication").toString();

        KindLoad jobs = settle(Kind.JOBS, accepted(Kind.JOBS, "1", job("1")), accepted(Kind.JOBS, "2", job("2")));
        KindLoad contacts = settle(Kind.CONTACTS, accepted(Kind.CONTACTS, "1", contact("020 2", "020 1")));

        assertThat(jobs.adopted()).isEqualTo(1);
        assertThat(contacts.adopted()).isEqualTo(1);
        assertThat(hub.rows("select id, legacy_reference from work_orders order by id"))
                .containsExactly(
                        Map.of("id", "10000000", "legacy_reference", "1"),
                        Map.of("id", "10000001", "legacy_reference", "2"));
        assertThat(hub.rows("select * from person_communication")).hasToString(before);
        assertThat(hub.rows(POSTINGS))
                .containsExactly(
                        posting("contacts", "1", "LOADED", "target_id", "1"),
                        posting("jobs", "1", "LOADED", "target_id", "10000000"),
                        posting("jobs", "2", "LOADED", "target_id", "10000001"));
    }

    @Test
    void aRowInWhosePlaceTheTargetHoldsAnotherIsRejected() throws Exception {
        jobAndContact();
        loseTheLedger();
        hub.run("update work_orders set description_of_work = 'Another'");
        hub.run("update person_communication set \"value\" = '020 9' where \"value\" = '020 1'");

        KindLoad jobs = settle(Kind.JOBS, accepted(Kind.JOBS, "1", job("1")));
        settle(Kind.CONTACTS, accepted(Kind.CONTACTS, "1", contact("020 1", "020 2")));

        assertThat(jobs.adopted()).isZero();
        assertThat(hub.count("work_orders")).isEqualTo(1);
        assertThat(hub.count("person")).isEqualTo(1);
        assertThat(hub.rows(POSTINGS))
                .containsExactly(
                        posting(
                                "contacts",
                                "1",
                                "REJECTED",
                                "detail",
                                "its job '1' was not loaded; the new system refused it: it holds another row under this reference (id 10000000)"),
                        posting(
                                "jobs",
                                "1",
                                "REJECTED",
                                "detail",
                                "the new system refused it: it holds another row under this reference (id 10000000)"));
    }

    private void jobAndContact() throws Exception {
        settle(Kind.JOBS, accepted(Kind.JOBS, "1", job("1")));
        settle(Kind.CONTACTS, accepted(Kind.CONTACTS, "1", contact("020 1", "020 2")));
    }

    private void loseTheLedger() throws Exception {
        hub.run("delete from rollcall.credit");
        hub.run("delete from rollcall.debit");
    }

    private static Contact contact(String... phones) {
        return new Contact("1", Optional.of("A Tenant"), List.of(phones), true, List.of("DA"));
    }

    @Test
    void twoLegacyRowsWithOneReferenceAreTwoRowsInTheTarget() throws Exception {
        Decided[] both = {
            new Decided(row(new Identity(Kind.JOBS, "1", 1)), new Outcome.Accepted(job("1"))),
            new Decided(row(new Identity(Kind.JOBS, "1", 2)), new Outcome.Accepted(job("1", "EL")))
        };

        settle(Kind.JOBS, both);
        settle(Kind.JOBS, both);

        assertThat(hub.rows("select id, trade_code from work_orders order by id"))
                .containsExactly(
                        Map.of("id", "10000000", "trade_code", "PL"), Map.of("id", "10000001", "trade_code", "EL"));
        assertThat(ledger.balance().sum(Kind.JOBS).loaded()).isEqualTo(2);
        assertThat(ledger.balance().holds()).isTrue();
    }

    @Test
    void aFailureAfterTheRowsAreWrittenTakesBackRowsAndCreditsAlike() throws Exception {
        Decided[] rows = {accepted(Kind.JOBS, "1", job("1")), accepted(Kind.JOBS, "2", job("2"))};
        debit(Kind.JOBS, rows);

        assertThatThrownBy(() -> target.inTransaction(() -> {
                    KindLoad load = load(Kind.JOBS);
                    load.settle(load.make(List.of(rows)));
                    throw new IllegalStateException("the power is gone");
                }))
                .hasMessage("the power is gone");

        assertThat(hub.count("work_orders")).isZero();
        assertThat(hub.count("rollcall.credit")).isZero();
        assertThat(hub.count("rollcall.debit")).isEqualTo(2);
    }

    @Test
    void aRowThatWasNeverDebitedIsNotLoaded() throws Exception {
        assertThatThrownBy(() -> target.inTransaction(() -> {
                    KindLoad load = load(Kind.JOBS);
                    load.settle(load.make(List.of(accepted(Kind.JOBS, "1", job("1")))));
                    return true;
                }))
                .hasMessage("jobs '1' has no debit in the ledger");

        assertThat(hub.count("work_orders")).isZero();
    }

    @Test
    void aRowThatATriggerRefusesWithAStateOfItsOwnIsRejectedAndTheRestGoesIn() throws Exception {
        hub.run("create trigger grumpy before insert on work_orders for each row call '" + Grumpy.class.getName()
                + "'");

        settle(
                Kind.JOBS,
                accepted(Kind.JOBS, "1", job("1")),
                accepted(Kind.JOBS, "2", job("2", "EL")),
                accepted(Kind.JOBS, "3", job("3")));

        assertThat(hub.rows(POSTINGS))
                .containsExactly(
                        posting("jobs", "1", "LOADED", "target_id", hub.id("1")),
                        posting(
                                "jobs",
                                "2",
                                "REJECTED",
                                "detail",
                                "the new system refused it: it does not fit (table 'work_orders', SQL state MY001)"),
                        posting("jobs", "3", "LOADED", "target_id", hub.id("3")));
    }

    @Test
    void aRowForWhichTheTargetGivesNoIdIsRejectedAndTheRestGoesIn() throws Exception {
        hub.run("create trigger renaming before insert on work_orders for each row call '" + Renaming.class.getName()
                + "'");

        settle(Kind.JOBS, accepted(Kind.JOBS, "1", job("1")), accepted(Kind.JOBS, "2", job("2", "EL")));

        assertThat(hub.rows(POSTINGS))
                .containsExactly(
                        posting("jobs", "1", "LOADED", "target_id", hub.id("1")),
                        posting(
                                "jobs",
                                "2",
                                "REJECTED",
                                "detail",
                                "the new system refused it: it took the row, but gave no id for it (table 'work_orders')"));
        assertThat(hub.count("work_orders")).isEqualTo(1);
    }

    @Test
    void aCodeThatAColumnOfNumbersWouldChangeIsRejected() throws Exception {
        Job job = new Job(
                "1",
                "P1",
                "080",
                "4",
                LocalDateTime.parse("2026-03-29T01:30"),
                Optional.empty(),
                "PL",
                "H01",
                Optional.empty());

        settle(Kind.JOBS, accepted(Kind.JOBS, "1", job));

        assertThat(hub.rows(POSTINGS))
                .containsExactly(
                        posting(
                                "jobs",
                                "1",
                                "REJECTED",
                                "detail",
                                "the new system refused it: column 'status_code' takes Integer only, exactly as it is written"));
    }

    /** Refuses electricians with a state of its own. */
    public static final class Grumpy implements Trigger {
        @Override
        public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
            if (Arrays.asList(after).contains("EL")) {
                throw new SQLException("not today", "MY001");
            }
        }
    }

    /** Gives electricians' jobs a reference of its own. */
    public static final class Renaming implements Trigger {
        @Override
        public void fire(Connection connection, Object[] before, Object[] after) {
            if (Arrays.asList(after).contains("EL")) {
                after[Arrays.asList(after).indexOf("2")] = "X";
            }
        }
    }

    @Test
    void whatTheTargetAcknowledgesIsOnTheDiskWhateverThePlansUrlSays() {
        assertThat(TargetDatabase.durable("jdbc:h2:file:/x/hub;mode=PostgreSQL;write_delay=500"))
                .isEqualTo("jdbc:h2:file:/x/hub;mode=PostgreSQL;WRITE_DELAY=0;TRACE_LEVEL_FILE=0;IFEXISTS=TRUE");
        assertThat(TargetDatabase.durable("jdbc:h2:mem:hub"))
                .isEqualTo("jdbc:h2:mem:hub;WRITE_DELAY=0;TRACE_LEVEL_FILE=0");
        assertThat(TargetDatabase.durable("jdbc:postgresql://x/hub")).isEqualTo("jdbc:postgresql://x/hub");
    }

    @Test
    void aColumnWithAZoneIsAFaultOfThePlan() throws Exception {
        hub.run("alter table work_orders alter column date_raised timestamp with time zone");
        hub.run("alter table appointments alter column start_time time with time zone");

        assertThatThrownBy(() -> Layouts.find(target, Hub.plan()))
                .isInstanceOfSatisfying(
                        PlanFaults.class,
                        it -> assertThat(it.faults())
                                .containsExactly(
                                        "plan.yaml: migrate: load: jobs: columns: column 'date_raised' of 'work_orders'"
                                                + ZONED,
                                        "plan.yaml: migrate: load: appointments: columns: column 'start_time' of 'appointments'"
                                                + ZONED));
    }

    private KindLoad settle(Kind kind, Decided... rows) throws Exception {
        debit(kind, rows);
        KindLoad load = load(kind);
        target.inTransaction(() -> {
            load.settle(load.make(List.of(rows)));
            return true;
        });
        return load;
    }

    private void debit(Kind kind, Decided... rows) {
        target.inTransaction(() ->
                new Debits(ledger, run()).enter(kind, () -> Arrays.stream(rows).map(Decided::row)));
    }

    private KindLoad load(Kind kind) {
        try {
            Layouts layouts = Layouts.find(target, Hub.plan());
            return new KindLoad(kind, target, ledger, run(), layouts, PropertyRegister.read(target, layouts), CLOCK);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private Run run() {
        String digest = "0".repeat(64);
        LocalDateTime now = LocalDateTime.now(CLOCK);
        return ledger.begin(new Run.Particulars("migrate", now, now, digest, digest, "rollcall", "legacy"));
    }

    private static Decided accepted(Kind kind, String reference, Movable record) {
        return new Decided(row(kind, reference), new Outcome.Accepted(record));
    }

    private static LegacyRow row(Kind kind, String reference) {
        return row(new Identity(kind, reference, 1));
    }

    private static LegacyRow row(Identity identity) {
        return new LegacyRow(identity, 2, Map.of("reference", identity.reference()));
    }

    private static Job job(String reference) {
        return job(reference, "PL");
    }

    private static Job job(String reference, String trade) {
        return new Job(
                reference,
                "P1",
                "80",
                "4",
                LocalDateTime.parse("2026-03-29T01:30"),
                Optional.empty(),
                trade,
                "H01",
                Optional.of("Tap drips"));
    }

    private static Appointment appointment(String reference, String job) {
        return new Appointment(
                reference,
                job,
                LocalDateTime.parse("2026-10-20T08:00"),
                LocalDateTime.parse("2026-10-20T12:00"),
                Optional.of("AM"),
                "PL");
    }

    private static Map<String, String> posting(
            String population, String reference, String outcome, String key, String value) {
        return Map.of("population", population, "reference", reference, "outcome", outcome, key, value);
    }
}
