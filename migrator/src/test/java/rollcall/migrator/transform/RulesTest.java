package rollcall.migrator.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.migrator.transform.RowBuilder.aContact;
import static rollcall.migrator.transform.RowBuilder.aJob;
import static rollcall.migrator.transform.RowBuilder.aVisit;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.migrator.transform.Movable.Appointment;
import rollcall.migrator.transform.Movable.Contact;
import rollcall.migrator.transform.Movable.Job;
import rollcall.migrator.transform.Outcome.Excluded;
import rollcall.migrator.transform.Outcome.Rejected;
import rollcall.migrator.transform.Outcome.Superseded;
import rollcall.reconciler.plan.Scope;
import rollcall.reconciler.plan.Scope.Decision;

class RulesTest {

    @Test
    void aJobWithNothingWrongIsMovedInTheNewSystemsCodes() {
        assertThat(aJob().accepted())
                .isEqualTo(new Job(
                        "00014665",
                        "00001111",
                        "80",
                        "4",
                        LocalDateTime.of(2026, 10, 1, 9, 10, 11),
                        Optional.of(LocalDateTime.of(2026, 10, 30, 17, 0)),
                        "PL",
                        "H01",
                        Optional.of("Leak")));
    }

    @Test
    void aVisitWithNothingWrongIsMovedWithTheWindowThatTheTenantWasTold() {
        assertThat(aVisit().with("slot", "SR").with("trade", "GS").accepted())
                .isEqualTo(new Appointment(
                        "551932",
                        "00014665",
                        LocalDateTime.of(2026, 10, 20, 8, 0),
                        LocalDateTime.of(2026, 10, 20, 12, 0),
                        Optional.of("SCHOOL RUN"),
                        "GH"));
    }

    @Test
    void aContactWithoutHouseholdAndPhoneIsStillAContact() {
        assertThat(aContact().accepted())
                .isEqualTo(new Contact("00014665", Optional.empty(), List.of(), false, List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "100, , open job",
        "200, , open job",
        "'', , open job",
        "999, , open job",
        "300, , closed job",
        "500, , closed job",
        "600, , closed job",
        "900, , closed job",
        "700, , cancelled job",
        "700, 2026-10-02T10:00:00, cancelled job",
        "200, 2026-10-02T10:00:00, closed job",
        "200, 1900-01-01T00:00:00, open job",
        "200, 0001-01-01T00:00:00, open job"
    })
    void aJobIsOpenClosedOrCancelled(String status, String completed, String kind) {
        RowBuilder job = aJob().with("completed", Optional.ofNullable(completed).orElse(""));
        job = completed == null ? job.without("completed") : job;
        job = status.isEmpty() ? job.without("status") : job.with("status", status);

        assertThat(job.outcome()).isEqualTo(kind.equals("open job") ? aJobLike(status) : new Excluded(kind));
    }

    @Test
    void aCodeThatIsDecidedToBeKeyedByHandIsNoUndecidedOne() {
        assertThat(aJob().with("contractor", "XYZ").outcome())
                .isEqualTo(new Rejected(List.of(new Reason.KeyedByHand("contractor", "XYZ"))));
        assertThat(new Reason.KeyedByHand("contractor", "XYZ").words())
                .isEqualTo("contractor 'XYZ' is keyed by hand, as codes/contractor.csv decides");
    }

    private static Outcome aJobLike(String status) {
        return switch (status) {
            case "200" -> aJob().outcome();
            case "" -> new Rejected(List.of(new Reason.Absent("status")));
            default -> new Rejected(List.of(new Reason.Unmapped("status", status)));
        };
    }

    @Test
    void aVisitIsTheFirstKindThatFits() {
        RowBuilder visit = aVisit();

        assertThat(visit.with("superseded_by", "551999").outcome()).isEqualTo(new Superseded("551999"));
        assertThat(visit.with("job_status", "900").outcome()).isEqualTo(new Excluded("visit of closed job"));
        assertThat(visit.with("outcome", "CO").outcome()).isEqualTo(new Excluded("visit with outcome"));
        assertThat(visit.with("starts_at", "1900-01-01T00:00:00").outcome())
                .isEqualTo(new Excluded("visit not booked"));
        assertThat(visit.with("entity", "UHVoid").outcome()).isEqualTo(new Excluded("visit of another entity"));
        assertThat(visit.without("entity").outcome()).isEqualTo(new Excluded("visit of another entity"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"300", "700", "900"})
    void theVisitsAndContactsOfAJobThatIsOverStay(String status) {
        assertThat(aVisit().with("job_status", status).outcome()).isEqualTo(new Excluded("visit of closed job"));
        assertThat(aContact().with("job_status", status).outcome()).isEqualTo(new Excluded("contact of closed job"));
    }

    @Test
    void aVisitWhoseJobIsNotInLegacyIsRejectedByTheOrdersKey() {
        assertThat(aVisit().without("job")
                        .without("job_status")
                        .without("trade")
                        .reasons())
                .containsExactly("its job 'rmworder_sid 991' was not loaded");
    }

    @Test
    void scopeDecidesAndAnUndecidedKindIsRejected() {
        assertThat(aVisit().through(RowBuilder.rules(Map.of("live visit", Decision.EXCLUDE))))
                .isEqualTo(new Excluded("live visit"));
        assertThat(aVisit().through(RowBuilder.rules(Map.of("live visit", Decision.COUNT))))
                .isEqualTo(new Excluded("live visit"));
        assertThat(aVisit().through(Transformation.of(
                        new Scope(Map.of()), new rollcall.migrator.plan.MoverCodes(Map.of()), it -> true)))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        it -> assertThat(it.reasons().getFirst().words())
                                .isEqualTo("kind 'live visit' is not decided in scope.csv"));
        assertThat(Transformation.undecided(new Scope(Map.of("open job", Decision.MOVE))))
                .hasSize(RecordKind.values().length - 1)
                .doesNotContain("open job")
                .contains("live visit");
    }

    @Test
    void aScopeThatMovesSupersededVisitsHasTheLastWord() {
        assertThat(aVisit().with("superseded_by", "551999")
                        .through(RowBuilder.rules(Map.of("superseded visit", Decision.MOVE))))
                .isEqualTo(aVisit().outcome());
    }

    @ParameterizedTest
    @CsvSource({
        "1950-01-01T00:00:00, 1950-01-01T00:00",
        "0001-01-01T00:00:00, ''",
        "0001-01-01T23:59:59, ''",
        "1900-01-01T08:00:00, ''",
        "1900-01-01T00:00:00, ''",
        "Jan 1 1900 12:00:00:000AM, ''",
        "Jan  1 1900 12:00AM, ''",
        "1/1/1900, ''",
        "5/3/2026 9:30, 2026-03-05T09:30",
        "05/03/2026 09:30:15, 2026-03-05T09:30:15",
        "Oct 25 2026  1:30AM, 2026-10-25T01:30",
        "Oct 25 2026 01:30:00:000PM, 2026-10-25T13:30",
        "2026-03-29T01:30:00, 2026-03-29T01:30",
        "2026-03-29 01:30:00.0, 2026-03-29T01:30",
        "2026-10-25, 2026-10-25T00:00"
    })
    void datesAreReadAsLegacyWritesThemAndTheTwoSentinelsAreNone(String text, String expected) {
        Job job = (Job) aJob().with("target_date", text).accepted();

        assertThat(job.targetDate().map(LocalDateTime::toString).orElse("")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Nov  9 2026 12:00:00:000AM, 2026-11-09T00:00",
        "Jan 1 1900 12:00:00:000AM, 2026-10-30T17:00",
        "Jan  1 1900 12:00:00:000AM, 2026-10-30T17:00"
    })
    void aRevisedTargetOverrulesTheFirstUnlessItIsNone(String revised, String expected) {
        Job job = (Job) aJob().with("revised_target", revised).accepted();

        assertThat(job.targetDate().map(LocalDateTime::toString)).contains(expected);
    }

    @Test
    void aRevisedTargetThatIsNoDateIsRejectedAndNotIgnored() {
        assertThat(aJob().with("revised_target", "next week").reasons())
                .containsExactly("revised_target (a value of 9 characters) is not a date and time");
    }

    @Test
    void theSecondCopyOfARowIsARepeatedRowWhateverElseItIs() {
        assertThat(aJob().with("copy_number", "1").outcome()).isEqualTo(aJob().outcome());
        assertThat(aJob().with("copy_number", "2").outcome()).isEqualTo(new Excluded("repeated row"));
        assertThat(aVisit().with("copy_number", "3")
                        .with("superseded_by", "551999")
                        .outcome())
                .isEqualTo(new Excluded("repeated row"));
        assertThat(aContact().with("copy_number", "2").outcome()).isEqualTo(new Excluded("repeated row"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"25:00", "30/2/2026 9:00", "2026-02-29T09:00:00", "13/13/2026", "Feb 30 2026 1:00AM"})
    void aDateThatIsNoneIsARejectionAndNoGuess(String text) {
        assertThat(aJob().with("target_date", text).reasons())
                .containsExactly("target_date '" + text + "' is not a date and time");
        assertThat(aVisit().with("starts_at", text).reasons())
                .containsExactly("starts_at '" + text + "' is not a date and time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TBC", "########", "31/2/2026 9:00"})
    void aJobIsNotOverOnTheWordOfACompletionThatIsNoDate(String text) {
        String words = "completed .* is not a date after 1950 or a sentinel";

        assertThat(aJob().with("completed", text).reasons())
                .singleElement()
                .asString()
                .matches(words);
        assertThat(aVisit().with("job_completed", text).reasons())
                .singleElement()
                .asString()
                .matches("job_" + words);
        assertThat(aContact().with("job_completed", text).reasons())
                .singleElement()
                .asString()
                .matches("job_" + words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0026-10-20T08:00:00", "1900-01-02T00:00:00", "1949-12-31T23:59:59", "20/10/0026 8:00"})
    void aDateBefore1950ThatIsNoSentinelIsARejectionAndNeverNone(String text) {
        String words = " '" + text + "' is not a date after 1950 or a sentinel";

        assertThat(aVisit().with("starts_at", text).reasons()).containsExactly("starts_at" + words);
        assertThat(aVisit().with("job_completed", text).reasons()).containsExactly("job_completed" + words);
        assertThat(aJob().with("completed", text).reasons()).containsExactly("completed" + words);
        assertThat(aContact().with("job_completed", text).reasons()).containsExactly("job_completed" + words);
    }

    @Test
    void aVisitWithoutAnEndEndsAfterItsDurationAndWithOneItDoesNot() {
        assertThat(ends(aVisit().with("ends_at", "1900-01-01T00:00:00").with("duration_minutes", "90")))
                .isEqualTo("2026-10-20T09:30");
        assertThat(ends(aVisit().with("duration_minutes", "90"))).isEqualTo("2026-10-20T12:00");
        assertThat(ends(aVisit().without("ends_at")
                        .with("starts_at", "2026-10-25T00:30:00")
                        .with("duration_minutes", "120")))
                .as("wall time, over the night on which the clocks go back")
                .isEqualTo("2026-10-25T02:30");
        assertThat(aVisit().without("ends_at").reasons()).containsExactly("ends_at is blank");
        assertThat(aVisit().without("ends_at").with("duration_minutes", "-5").reasons())
                .containsExactly("duration_minutes '-5' is not a number of minutes", "ends_at is blank");
    }

    private static String ends(RowBuilder visit) {
        return ((Appointment) visit.accepted()).ends().toString();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-20T08:00:59, 2026-10-20T12:00:01, 2026-10-20T08:00 2026-10-20T12:00",
        "2026-10-20T08:00:00, 2026-10-20T08:01:00, 2026-10-20T08:00 2026-10-20T08:01",
        "2026-10-25T01:30:00, 2026-10-25T02:00:00, 2026-10-25T01:30 2026-10-25T02:00",
        "2026-03-29T01:30:00, 2026-03-29T02:00:00, 2026-03-29T01:30 2026-03-29T02:00",
        "2026-10-20T22:00:00, 2026-10-21T00:00:00, 2026-10-20T22:00 2026-10-21T00:00"
    })
    void aWindowIsToldToTheMinuteInWallTime(String starts, String ends, String expected) {
        Appointment appointment = (Appointment)
                aVisit().with("starts_at", starts).with("ends_at", ends).accepted();

        assertThat(appointment.starts() + " " + appointment.ends()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-10-20T08:00:00", "2026-10-20T08:00:59", "2026-10-20T07:59:00"})
    void aWindowThatDoesNotStartBeforeItEndsIsRejected(String ends) {
        assertThat(aVisit().with("ends_at", ends).reasons())
                .containsExactly("ends_at '" + ends.substring(0, 16) + "' is not after starts_at '2026-10-20T08:00'");
    }

    @Test
    void aPropertyOutsideTheRegisterAndNoneAtAllAreRejected() {
        assertThat(aJob().with("property", "1111").reasons())
                .containsExactly("property '1111' is not in the new system's register");
        assertThat(aJob().with("property", "00001112").reasons()).hasSize(1);
        assertThat(aJob().without("property").reasons()).containsExactly("property is blank");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "99200265, '99200265'",
                "00014665, '00014665'",
                "100023336956, '100023336956'",
                "P12, 'P12'",
                "07700900123, (a value of 11 characters)",
                "447700900123, (a value of 12 characters)",
                "Mrs Example, (a value of 11 characters)"
            })
    void aReferenceIsToldAndWhatMayBeAPhoneNumberIsNot(String property, String told) {
        assertThat(new Reason.UnknownProperty(property).words())
                .isEqualTo("property " + told + " is not in the new system's register");
        assertThat(new Reason.JobNotLoaded(property).words()).isEqualTo("its job " + told + " was not loaded");
    }

    @Test
    void aCodeThatNobodyDecidedIsRejectedByItsListAndNeverDefaulted() {
        assertThat(aJob().with("status", "450").reasons())
                .containsExactly("status '450' has no new code in codes/status.csv");
        assertThat(aJob().with("priority", "n").reasons())
                .containsExactly("priority 'n' has no new code in codes/priority.csv");
        assertThat(aJob().with("trade", "D33").reasons())
                .containsExactly("trade 'D33' has no new code in codes/trade.csv");
        assertThat(aJob().with("contractor", "AEP").reasons())
                .containsExactly("contractor 'AEP' has no new code in codes/contractor.csv");
        assertThat(aVisit().with("slot", "AM").reasons())
                .containsExactly("slot 'AM' has no new code in codes/slot.csv");
        assertThat(aVisit().with("trade", "XX").reasons())
                .containsExactly("trade 'XX' has no new code in codes/trade.csv");
    }

    @Test
    void allReasonsOfARowAreToldNotOnlyTheFirst() {
        assertThat(aJob().with("property", "9")
                        .with("trade", "D33")
                        .without("contractor")
                        .with("raised", "yesterday")
                        .reasons())
                .containsExactly(
                        "property '9' is not in the new system's register",
                        "trade 'D33' has no new code in codes/trade.csv",
                        "raised (a value of 9 characters) is not a date and time",
                        "contractor is blank");
    }

    @Test
    void whatIsExcludedIsNotAlsoRejected() {
        assertThat(aJob().with("status", "700")
                        .with("trade", "XX")
                        .without("property")
                        .outcome())
                .isEqualTo(new Excluded("cancelled job"));
    }

    @Test
    void aJobIsDescribedByItsProblemElseByItsTaskAndNothingIsCut() {
        String long251 = "£".repeat(251);
        assertThat(((Job) aJob().with("task_text", "Task").accepted()).description())
                .contains("Leak");
        assertThat(((Job) aJob().without("problem").with("task_text", "Task").accepted()).description())
                .contains("Task");
        assertThat(((Job) aJob().without("problem").accepted()).description()).isEmpty();
        assertThat(((Job) aJob().with("problem", long251).accepted()).description())
                .contains(long251);
    }

    @Test
    void aContactHasTheRequestsNameAndPhoneFirstAndEachPhoneOnce() {
        Contact contact = (Contact) aContact()
                .with("household_name", "Household")
                .with("request_name", "Caller")
                .with("request_phone", "020 7946 0001")
                .with("phone_1", "07700 900001")
                .with("phone_3", "020 7946 0001")
                .accepted();

        assertThat(contact.name()).contains("Caller");
        assertThat(contact.phones()).containsExactly("020 7946 0001", "07700 900001");
        assertThat(((Contact) aContact().with("household_name", "Household").accepted()).name())
                .contains("Household");
    }

    @Test
    void alertsAreSortedAndEachStandsOnce() {
        assertThat(((Contact) aContact().with("alerts", "VA,DA, VA").accepted()).alerts())
                .containsExactly("DA", "VA");
    }

    @Test
    void aVulnerabilityFlagThatCannotBeReadIsNotNo() {
        assertThat(((Contact) aContact().with("vulnerable", "1").accepted()).vulnerable())
                .isTrue();
        assertThat(((Contact) aContact().with("vulnerable", "true").accepted()).vulnerable())
                .isTrue();
        assertThat(((Contact) aContact().with("vulnerable", "0").accepted()).vulnerable())
                .isFalse();
        assertThat(aContact().with("vulnerable", "Dementia").reasons())
                .as("what ails somebody is not told")
                .containsExactly("vulnerable (a value of 8 characters) is not true or false");
    }

    @Test
    void aTextWithANulIsRejectedWithoutTheTextAndWhateverItsKind() {
        assertThat(aJob().with("problem", "Ann\0 Tenant").reasons())
                .containsExactly("problem (a value of 11 characters) is not text without NUL characters");
        assertThat(aVisit().with("outcome", "\0").reasons())
                .containsExactly("outcome (a value of 1 character) is not text without NUL characters");
    }

    @Test
    void aValueIsQuotedOnlyWhereItLooksLikeACodeANumberOrATime() {
        assertThat(aJob().with("trade", "Mrs Ann Tenant, 07700").reasons())
                .containsExactly("trade (a value of 21 characters) has no new code in codes/trade.csv");
        assertThat(aJob().with("raised", "ask Ann\nTenant").reasons())
                .containsExactly("raised (a value of 14 characters) is not a date and time");
        assertThat(aContact().with("vulnerable", "has a stroke").reasons())
                .containsExactly("vulnerable (a value of 12 characters) is not true or false");
        assertThat(aJob().with("trade", "D33/a-b_c").reasons())
                .containsExactly("trade 'D33/a-b_c' has no new code in codes/trade.csv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada",
                "ada",
                "EXAMPLE",
                "A-Exam",
                "D33/Ada",
                "07946-012",
                "020/7946",
                "02079460123",
                "0207.946012",
                "7:020 7946 0123",
                "2026-10-16 020 7946 0123",
                "Ann 020 7946 0123 PM"
            })
    void whatMayBeANameOrAPhoneNumberIsNotQuoted(String value) {
        assertThat(aJob().with("trade", value).reasons())
                .containsExactly(
                        "trade (a value of " + value.length() + " characters) has no new code in codes/trade.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"D33", "AEP", "H01", "TRA", "P1", "OO", "450", "Z", "am", "OOH2", "ME-1"})
    void whatLooksLikeACodeIsQuoted(String code) {
        assertThat(aJob().with("trade", code + "/9").reasons())
                .containsExactly("trade '" + code + "/9' has no new code in codes/trade.csv");
    }

    @Test
    void aRowWithoutItsReferenceIsRejected() {
        assertThat(aJob().without("reference").reasons()).containsExactly("reference is blank");
        assertThat(aVisit().without("reference").reasons()).containsExactly("reference is blank");
        assertThat(aContact().without("reference").reasons()).containsExactly("reference is blank");
    }
}
