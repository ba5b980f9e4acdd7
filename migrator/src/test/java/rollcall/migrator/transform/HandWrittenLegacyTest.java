package rollcall.migrator.transform;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.fixtures.Council;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.CouncilSpec;
import rollcall.fixtures.Databases;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.transform.Movable.Appointment;
import rollcall.migrator.transform.Movable.Contact;
import rollcall.migrator.transform.Movable.Job;

/**
 * A legacy of thirteen works orders and twenty-three visits, written by hand, through the sample plan's own queries:
 * what becomes of each, and which ones would come out otherwise without each single rule.
 */
class HandWrittenLegacyTest {
    private static final List<String> LEGACY = List.of(
            "insert into property (prop_ref) values ('00001111'), ('00002222')",
            """
            insert into rmreqst (rq_ref, rq_name, rq_phone, rq_problem, rq_date) values
                ('R1', 'Ann Caller', '020 7946 0001', 'Leak under sink', timestamp '2026-10-01 09:00:00'),
                ('R1', 'Old Caller', '020 7946 0999', 'An older row of R1', timestamp '2025-10-01 09:00:00'),
                ('R2', ' ', ' ', null, timestamp '2026-10-01 09:00:00')""",
            """
            insert into rmworder (wo_ref, rmworder_sid, rq_ref, prop_ref, sup_ref, wo_status, u_priority, created, date_due,
                                  completed, expected_completion) values
                ('00000001', 1, 'R1', '00001111', 'H01', '200', 'N', timestamp '2026-10-01 09:10:11', timestamp '1900-01-01 00:00:00', null, null),
                ('00000002', 2, 'R2', '00002222', 'AVP', '450', 'AW', timestamp '2026-10-02 09:00:00', null, timestamp '0001-01-01 00:00:00', timestamp '2026-10-20 12:00:00'),
                ('00000003', 3, null, '00001111', 'H01', '700', 'N', timestamp '2026-10-01 09:00:00', null, null, null),
                ('00000004', 4, null, '00001111', 'H01', '900', 'N', timestamp '2026-10-01 09:00:00', null, null, null),
                ('00000005', 5, null, '00001111', 'H01', '100', 'N', timestamp '2026-10-01 09:00:00', null, timestamp '2026-10-05 10:00:00', null),
                ('00000006', 6, null, '99999999', 'H01', '100', 'N', timestamp '2026-10-01 09:00:00', null, null, null),
                ('00000007', 7, null, '00001111', 'ZZZ', '111', '?', timestamp '2026-10-01 09:00:00', null, null, null),
                ('00000008', 8, null, '00001111', 'H01', '100', 'N', timestamp '2026-10-01 09:00:00', null, null, null),
                ('00000008', 8, null, '00001111', 'H01', '100', 'N', timestamp '2026-10-01 09:00:00', null, null, null),
                ('00000009', 9, null, '00001111', 'H01', '400', 'N', timestamp '2026-10-01 09:00:00', null, null, timestamp '2026-10-21 12:00:00'),
                ('00000010', 10, null, '00001111', 'H01', '425', 'N', timestamp '2026-10-01 09:00:00', null, null, null),
                ('00000011', 11, null, '00001111', 'H01', '100', 'N', timestamp '2026-10-01 09:00:00', null, null, null),
                ('00000012', 12, null, '00001111', 'H01', '100', 'N', timestamp '2026-10-01 09:00:00', null, null, null)""",
            """
            insert into rmtask (task_ref, wo_ref, task_no, trade, task_text) values
                (10, '00000001', 2, 'EL', 'Second task'), (11, '00000001', 1, 'PL', 'First task'),
                (20, '00000002', 1, 'GS', 'Boiler'), (30, '00000003', 1, 'PL', ' '), (40, '00000004', 1, 'PL', ' '),
                (50, '00000005', 1, 'PL', ' '), (60, '00000006', 1, 'PL', ' '), (70, '00000007', 1, 'XX', ' '),
                (80, '00000008', 1, 'PL', ' '), (90, '00000009', 1, 'PL', ' '), (100, '00000010', 1, 'PL', ' '),
                (110, '00000011', 1, 'PL', ' ')""",
            """
            insert into visit (visit_sid, reference_table, reference_sid, visit_prop_appointment, visit_prop_end,
                               visit_prop_duration, visit_slot_type, visit_outcome, u_task_ref) values
                (101, 'UHOrder', 1, timestamp '2026-10-20 08:00:00', timestamp '2026-10-20 12:00:00', 30, 'AM', '   ', null),
                (102, 'UHOrder', 1, timestamp '2026-10-20 13:00:00', timestamp '2026-10-20 17:00:00', 30, ' ', null, 10),
                (103, 'UHVoid', 1, timestamp '2026-10-22 08:00:00', timestamp '2026-10-22 12:00:00', 30, 'AM', null, null),
                (201, 'UHOrder', 2, timestamp '2026-10-20 08:00:00', timestamp '2026-10-20 12:00:59', 30, 'SR', null, null),
                (202, 'UHOrder', 2, timestamp '2026-10-25 01:30:00', timestamp '1900-01-01 00:00:00', 60, 'EM', null, 20),
                (203, 'UHOrder', 2, timestamp '1900-01-01 00:00:00', timestamp '1900-01-01 00:00:00', 0, null, null, null),
                (204, 'UHOrder', 2, timestamp '2026-10-10 08:00:00', timestamp '2026-10-10 12:00:00', 30, 'AM', 'NA', null),
                (301, 'UHOrder', 3, timestamp '2026-10-20 08:00:00', timestamp '2026-10-20 12:00:00', 30, 'AM', null, null),
                (401, 'UHOrder', 4, timestamp '2026-10-20 08:00:00', timestamp '2026-10-20 12:00:00', 30, 'AM', null, null),
                (501, 'UHOrder', 5, timestamp '2026-10-20 08:00:00', timestamp '2026-10-20 12:00:00', 30, 'AM', null, null),
                (601, 'UHOrder', 6, timestamp '2026-10-20 08:00:00', timestamp '2026-10-20 12:00:00', 30, 'AM', null, null),
                (701, 'UHOrder', 7, timestamp '2026-10-20 08:00:00', timestamp '2026-10-20 12:00:00', 30, 'QQ', null, null),
                (801, 'UHOrder', 8, timestamp '2026-10-20 08:00:00', timestamp '2026-10-20 12:00:00', 30, 'AM', null, null),
                (901, 'UHOrder', 9, timestamp '2026-10-22 08:00:00', timestamp '2026-10-22 12:00:00', 30, 'AM', null, null),
                (902, 'UHOrder', 9, timestamp '2026-10-23 08:00:00', timestamp '2026-10-23 12:00:00', 30, 'AM', null, null),
                (903, 'UHOrder', 9, timestamp '2026-10-23 08:00:00', timestamp '2026-10-23 13:00:00', 30, 'AM', null, null),
                (904, 'UHOrder', 9, timestamp '2026-10-24 08:00:00', timestamp '2026-10-24 12:00:00', 30, 'AM', 'LR', null),
                (1001, 'UHOrder', 10, timestamp '2027-03-28 01:30:00', timestamp '0001-01-01 00:00:00', 90, 'AD', null, 9999),
                (1002, 'UHOrder', 10, timestamp '0026-10-20 08:00:00', timestamp '2026-10-20 12:00:00', 30, 'AM', null, null),
                (1101, 'UHOrder', 11, timestamp '2026-10-16 17:59:01', timestamp '2026-10-16 18:30:30', 0, null, null, null),
                (1102, 'UHOrder', 12, timestamp '2026-10-20 08:00:00', timestamp '2026-10-20 12:00:00', 30, 'AM', null, null),
                (1103, 'UHOrder', 11, timestamp '2026-10-16 18:00:59', timestamp '2026-10-16 18:00:59', 0, null, null, 20),
                (9991, 'UHOrder', 999, timestamp '2026-10-20 08:00:00', timestamp '2026-10-20 12:00:00', 30, 'AM', null, null),
                (9992, 'UHOrder', 999, timestamp '2026-10-20 08:00:00', timestamp '2026-10-20 12:00:00', 30, 'AM', 'CO', null)""",
            "insert into househ (house_ref, prop_ref) values ('H1', '00001111'), ('H2', '00001111')",
            """
            insert into member (house_ref, person_no, vulnerable, at_risk) values
                ('H1', 1, false, false), ('H1', 2, false, true), ('H2', 1, false, false)""",
            """
            insert into contacts (con_ref, house_ref, con_name, con_phone1, con_phone2, con_phone3) values
                (1, 'H1', 'Bo Holder', '07700 900001', '020 7946 0001', ' '), (2, 'H2', 'Cy Other', '07700 900002', null, null)""",
            """
            insert into u_alerts (alert_ref, house_ref, alert_code) values (1, 'H1', 'VA'), (2, 'H1', 'DA'), (3, 'H1', 'VA')""");

    private static final String BO = "Bo Holder / 07700 900001, 020 7946 0001 / vulnerable / DA, VA";

    private static final Map<String, String> TRUTH = Map.ofEntries(
            entry("jobs 00000001", "00001111 / 80 / 4 / 2026-10-01T09:10:11 / none / PL / H01 / Leak under sink"),
            entry("jobs 00000002", "00002222 / 80 / 10 / 2026-10-02T09:00 / none / GH / AVP / Boiler"),
            entry("jobs 00000003", "cancelled job"),
            entry("jobs 00000004", "closed job"),
            entry("jobs 00000005", "closed job"),
            entry("jobs 00000006", "property '99999999' is not in the new system's register"),
            entry(
                    "jobs 00000007",
                    "status '111' has no new code in codes/status.csv; priority '?' has no new code in codes/priority.csv;"
                            + " trade 'XX' is keyed by hand, as codes/trade.csv decides; contractor 'ZZZ' has no new code in"
                            + " codes/contractor.csv"),
            entry("jobs 00000008", "00001111 / 80 / 4 / 2026-10-01T09:00 / none / PL / H01 / none"),
            entry("jobs 00000008 again", "repeated row"),
            entry("jobs 00000009", "00001111 / 80 / 4 / 2026-10-01T09:00 / none / PL / H01 / none"),
            entry("jobs 00000010", "00001111 / 90 / 4 / 2026-10-01T09:00 / none / PL / H01 / none"),
            entry("jobs 00000011", "00001111 / 80 / 4 / 2026-10-01T09:00 / none / PL / H01 / none"),
            entry("jobs 00000012", "trade is blank"),
            entry("appointments 101", "00000001 / 2026-10-20T08:00 - 2026-10-20T12:00 / AM / PL"),
            entry("appointments 102", "00000001 / 2026-10-20T13:00 - 2026-10-20T17:00 / none / EL"),
            entry("appointments 103", "visit of another entity"),
            entry("appointments 201", "00000002 / 2026-10-20T08:00 - 2026-10-20T12:00 / SCHOOL RUN / GH"),
            entry("appointments 202", "superseded by 201"),
            entry("appointments 203", "visit not booked"),
            entry("appointments 204", "visit with outcome"),
            entry("appointments 301", "visit of closed job"),
            entry("appointments 401", "visit of closed job"),
            entry("appointments 501", "visit of closed job"),
            entry("appointments 601", "00000006 / 2026-10-20T08:00 - 2026-10-20T12:00 / AM / PL"),
            entry(
                    "appointments 701",
                    "trade 'XX' is keyed by hand, as codes/trade.csv decides; slot 'QQ' has no new code in codes/slot.csv"),
            entry("appointments 801", "00000008 / 2026-10-20T08:00 - 2026-10-20T12:00 / AM / PL"),
            entry("appointments 901", "superseded by 903"),
            entry("appointments 902", "superseded by 903"),
            entry("appointments 903", "00000009 / 2026-10-23T08:00 - 2026-10-23T13:00 / AM / PL"),
            entry("appointments 904", "visit with outcome"),
            entry("appointments 1001", "00000010 / 2027-03-28T01:30 - 2027-03-28T03:00 / ALL DAY / PL"),
            entry("appointments 1002", "starts_at '0026-10-20T08:00:00' is not a date after 1950 or a sentinel"),
            entry("appointments 1101", "00000011 / 2026-10-16T17:59 - 2026-10-16T18:30 / none / PL"),
            entry("appointments 1102", "trade is blank"),
            entry("appointments 1103", "ends_at '2026-10-16T18:00' is not after starts_at '2026-10-16T18:00'"),
            entry("appointments 9991", "its job 'rmworder_sid 999' was not loaded"),
            entry("appointments 9992", "visit with outcome"),
            entry("contacts 00000001", "Ann Caller / 020 7946 0001, 07700 900001 / vulnerable / DA, VA"),
            entry("contacts 00000002", "none / - / - / -"),
            entry("contacts 00000003", "contact of closed job"),
            entry("contacts 00000004", "contact of closed job"),
            entry("contacts 00000005", "contact of closed job"),
            entry("contacts 00000006", "none / - / - / -"),
            entry("contacts 00000007", BO),
            entry("contacts 00000008", BO),
            entry("contacts 00000008 again", "repeated row"),
            entry("contacts 00000009", BO),
            entry("contacts 00000010", BO),
            entry("contacts 00000011", BO),
            entry("contacts 00000012", BO));

    private static final List<String> CONTACTS_OF_BO = List.of(
            "contacts 00000007",
            "contacts 00000008",
            "contacts 00000009",
            "contacts 00000010",
            "contacts 00000011",
            "contacts 00000012");

    private static final Map<Class<? extends Rule>, List<String>> CHANGED = Map.ofEntries(
            entry(
                    SentinelDates.class,
                    List.of(
                            "jobs 00000001",
                            "jobs 00000002",
                            "appointments 201",
                            "appointments 202",
                            "appointments 203",
                            "appointments 1001",
                            "appointments 1002",
                            "contacts 00000002")),
            entry(NulRule.class, List.of()),
            entry(ReferenceRule.class, List.of()),
            entry(ContactCellRule.class, List.of()),
            entry(KindOfJob.class, List.of("jobs 00000003", "jobs 00000004", "jobs 00000005")),
            entry(
                    KindOfVisit.class,
                    List.of(
                            "appointments 103",
                            "appointments 202",
                            "appointments 203",
                            "appointments 204",
                            "appointments 301",
                            "appointments 401",
                            "appointments 501",
                            "appointments 901",
                            "appointments 902",
                            "appointments 904",
                            "appointments 9992")),
            entry(KindOfContact.class, List.of("contacts 00000003", "contacts 00000004", "contacts 00000005")),
            entry(RepeatedRow.class, List.of("jobs 00000008 again", "contacts 00000008 again")),
            entry(RevisedTarget.class, List.of()),
            entry(SupersededRule.class, List.of("appointments 202", "appointments 901", "appointments 902")),
            entry(
                    ScopeRule.class,
                    List.of(
                            "jobs 00000003",
                            "jobs 00000004",
                            "jobs 00000005",
                            "jobs 00000008 again",
                            "appointments 103",
                            "appointments 203",
                            "appointments 204",
                            "appointments 301",
                            "appointments 401",
                            "appointments 501",
                            "appointments 904",
                            "appointments 9992",
                            "contacts 00000003",
                            "contacts 00000004",
                            "contacts 00000005",
                            "contacts 00000008 again")),
            entry(EndFromDuration.class, List.of("appointments 1001")),
            entry(MinutePrecision.class, List.of("appointments 201", "appointments 1101", "appointments 1103")),
            entry(WindowRule.class, List.of("appointments 1103")),
            entry(JobRule.class, List.of("appointments 9991")),
            entry(PropertyRule.class, List.of("jobs 00000006")),
            entry(
                    StatusRule.class,
                    List.of(
                            "jobs 00000001",
                            "jobs 00000002",
                            "jobs 00000007",
                            "jobs 00000008",
                            "jobs 00000009",
                            "jobs 00000010",
                            "jobs 00000011")),
            entry(
                    PriorityRule.class,
                    List.of(
                            "jobs 00000001",
                            "jobs 00000002",
                            "jobs 00000007",
                            "jobs 00000008",
                            "jobs 00000009",
                            "jobs 00000010",
                            "jobs 00000011")),
            entry(TradeRule.class, List.of("jobs 00000002", "jobs 00000007", "appointments 201", "appointments 701")),
            entry(ContractorRule.class, List.of("jobs 00000007")),
            entry(SlotRule.class, List.of("appointments 201", "appointments 701", "appointments 1001")),
            entry(DescriptionRule.class, List.of("jobs 00000001", "jobs 00000002")),
            entry(NameRule.class, plus("contacts 00000001")),
            entry(PhonesRule.class, plus("contacts 00000001")),
            entry(AlertsRule.class, plus("contacts 00000001")),
            entry(VulnerabilityRule.class, plus("contacts 00000001")));

    private CouncilOutcomes run;

    @BeforeEach
    void writeAndExtract(@TempDir Path folder) throws Exception {
        CouncilFolder council = Council.generate(CouncilSpec.of(1, 1), folder.resolve("council"));
        try (Connection legacy = Databases.open(council.legacyUrl());
                Connection hub = Databases.open(council.targetUrl());
                Statement rows = legacy.createStatement();
                Statement register = hub.createStatement()) {
            for (String table : List.of(
                    "rmreqst",
                    "rmworder",
                    "rmworder_archive",
                    "rmtask",
                    "visit",
                    "visit_archive",
                    "property",
                    "househ",
                    "member",
                    "contacts",
                    "u_alerts")) {
                rows.execute("delete from " + table);
            }
            for (String sql : LEGACY) {
                rows.execute(sql);
            }
            register.execute("delete from property_address");
            register.execute("delete from property_class");
            register.execute("insert into property_class (property_reference) values ('00001111'), ('00002222')");
        }
        CouncilOutcomes.correct(council);
        run = CouncilOutcomes.of(council);
    }

    @Test
    void everyRecordComesOutAsItShould() {
        Map<String, String> told = new TreeMap<>();
        run.outcomes().forEach((identity, outcome) -> told.put(name(identity), told(outcome)));

        assertThat(told).containsExactlyInAnyOrderEntriesOf(TRUTH);
    }

    @Test
    void withoutARuleExactlyItsRecordsComeOutOtherwise() {
        assertThat(CHANGED.keySet())
                .as("each rule is here")
                .containsExactlyInAnyOrderElementsOf(run.rules().rules().stream()
                        .<Class<? extends Rule>>map(Rule::getClass)
                        .toList());
        SoftAssertions softly = new SoftAssertions();
        CHANGED.forEach((rule, references) -> softly.assertThat(
                        run.changedWithout(rule).stream().map(HandWrittenLegacyTest::name))
                .as(rule.getSimpleName())
                .containsExactlyInAnyOrderElementsOf(references));
        softly.assertAll();
    }

    private static List<String> plus(String first) {
        return Stream.concat(Stream.of(first), CONTACTS_OF_BO.stream()).toList();
    }

    private static String name(Identity identity) {
        return identity.kind().word() + " " + identity.reference() + (identity.occurrence() > 1 ? " again" : "");
    }

    private static String told(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Excluded(String kind) -> kind;
            case Outcome.Superseded(String by) -> "superseded by " + by;
            case Outcome.Rejected(List<Reason> reasons) ->
                String.join("; ", reasons.stream().map(Reason::words).toList());
            case Outcome.Accepted(Movable movable) -> told(movable);
        };
    }

    private static String told(Movable movable) {
        return switch (movable) {
            case Job job ->
                slashed(
                        job.property(),
                        job.status(),
                        job.priority(),
                        job.raised(),
                        orNone(job.targetDate()),
                        job.trade(),
                        job.contractor(),
                        orNone(job.description()));
            case Appointment visit ->
                slashed(visit.job(), visit.starts() + " - " + visit.ends(), orNone(visit.slot()), visit.trade());
            case Contact contact ->
                slashed(
                        orNone(contact.name()),
                        orDash(contact.phones()),
                        contact.vulnerable() ? "vulnerable" : "-",
                        orDash(contact.alerts()));
        };
    }

    private static String slashed(Object... values) {
        return String.join(" / ", Arrays.stream(values).map(Object::toString).toList());
    }

    private static String orNone(Optional<?> value) {
        return value.isPresent() ? value.get().toString() : "none";
    }

    private static String orDash(List<String> items) {
        return items.isEmpty() ? "-" : String.join(", ", items);
    }
}
