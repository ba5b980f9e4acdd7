package rollcall.reconciler.report;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rollcall.reconciler.contact.Contact;
import rollcall.reconciler.finding.AlsoTrue;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.FieldDifference;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Findings;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.finding.RunHeader;
import rollcall.reconciler.finding.Tally;
import rollcall.reconciler.finding.Verdict;

/** Headers and exceptions to render; every person in them is invented. */
final class Samples {
    /** A Friday, nine days before the clocks go back. */
    static final LocalDateTime AS_OF = LocalDateTime.of(2026, 10, 16, 7, 0);

    private static final Map<String, Contact> CONTACTS = Map.of(
            "01551932",
            new Contact("Mrs Ada Example", "020 7946 0123", "14 Elm House", "ZZ1 4AA", "Leak under the kitchen sink"),
            "01551940",
            new Contact(
                    "",
                    "",
                    "3 Oak Court",
                    "ZZ1 4AB",
                    "No heating or hot water since Tuesday, and the boiler makes a loud noise at night"),
            "01551951",
            new Contact(
                    "Mr <b>Bold</b> & \"Sons\"",
                    "+44 20 7946 0199 (after 6)",
                    "=2 Ash Walk",
                    "ZZ1 4AC",
                    "Door won't close"));

    private Samples() {}

    static Contacts contacts() {
        return new Contacts(job -> Optional.ofNullable(CONTACTS.get(job)), List::of);
    }

    static Finding finding(
            ExceptionClass type, String cause, String detail, Population population, String reference, String job) {
        return new Finding(
                type,
                cause,
                detail,
                population,
                reference,
                job,
                "00014665",
                "100023000001",
                Optional.empty(),
                Optional.empty(),
                "N",
                Optional.of(LocalDateTime.of(2026, 11, 6, 17, 0)),
                "PL",
                "H01",
                false,
                false,
                List.of(),
                List.of(),
                AS_OF,
                1);
    }

    static Finding booked(Finding it, LocalDateTime start, LocalDateTime end, String priority, boolean vulnerable) {
        return new Finding(
                it.type(),
                it.cause(),
                it.causeDetail(),
                it.population(),
                it.reference(),
                it.job(),
                it.property(),
                it.uprn(),
                Optional.of(start),
                Optional.of(end),
                priority,
                it.targetDate(),
                it.trade(),
                it.contractor(),
                vulnerable,
                it.awaabs(),
                it.fields(),
                it.also(),
                it.firstSeen(),
                it.ageRuns());
    }

    static Finding due(Finding it, LocalDateTime target) {
        return new Finding(
                it.type(),
                it.cause(),
                it.causeDetail(),
                it.population(),
                it.reference(),
                it.job(),
                it.property(),
                it.uprn(),
                it.startsAt(),
                it.endsAt(),
                it.priority(),
                Optional.of(target),
                it.trade(),
                it.contractor(),
                it.vulnerable(),
                it.awaabs(),
                it.fields(),
                it.also(),
                it.firstSeen(),
                it.ageRuns());
    }

    static Finding differing(Finding it, FieldDifference... fields) {
        return new Finding(
                it.type(),
                it.cause(),
                it.causeDetail(),
                it.population(),
                it.reference(),
                it.job(),
                it.property(),
                it.uprn(),
                it.startsAt(),
                it.endsAt(),
                it.priority(),
                it.targetDate(),
                it.trade(),
                it.contractor(),
                it.vulnerable(),
                it.awaabs(),
                List.of(fields),
                it.also(),
                it.firstSeen(),
                it.ageRuns());
    }

    static Finding with(Finding it, boolean awaabs, int ageRuns, AlsoTrue... also) {
        return new Finding(
                it.type(),
                it.cause(),
                it.causeDetail(),
                it.population(),
                it.reference(),
                it.job(),
                it.property(),
                it.uprn(),
                it.startsAt(),
                it.endsAt(),
                it.priority(),
                it.targetDate(),
                it.trade(),
                it.contractor(),
                it.vulnerable(),
                awaabs,
                it.fields(),
                List.of(also),
                it.firstSeen().minusDays(ageRuns - 1L),
                ageRuns);
    }

    /** One exception of each class, ranked. */
    static List<Finding> oneOfEach() {
        Population visits = Population.APPOINTMENTS;
        Finding passed = booked(
                finding(ExceptionClass.MISSING, "GONE_SINCE_LOAD", "", visits, "300101", "01551930"),
                at(14, 8),
                at(14, 12),
                "U",
                false);
        Finding cancelled = with(
                booked(
                        finding(ExceptionClass.INVISIBLE, "CANCELLED", "", visits, "300123", "01551932"),
                        at(16, 8),
                        at(16, 12),
                        "U",
                        true),
                false,
                3,
                new AlsoTrue(
                        Population.JOBS, ExceptionClass.INVISIBLE, "01551932", "CANCELLED: status 30, in legacy 200"));
        Finding rejected = with(
                booked(
                        finding(
                                ExceptionClass.MISSING,
                                "REJECTED",
                                "trade \"D33\" has no new code",
                                visits,
                                "300130",
                                "01551940"),
                        at(16, 12),
                        at(16, 18),
                        "E",
                        false),
                true,
                1);
        Finding shifted = differing(
                booked(
                        finding(ExceptionClass.DIFFERENT, "SHIFTED_ONE_HOUR", "", visits, "300140", "01551951"),
                        at(17, 8),
                        at(17, 12),
                        "N",
                        false),
                new FieldDifference("starts_at", "2026-10-17T08:00", "2026-10-17T09:00"),
                new FieldDifference("ends_at", "2026-10-17T12:00", "2026-10-17T13:00"));
        Finding doubled = booked(
                finding(
                        ExceptionClass.DUPLICATED,
                        "UNEXPLAINED",
                        "2 rows in the new system, 1 in legacy",
                        visits,
                        "300150",
                        "01551960"),
                at(19, 8),
                at(19, 12),
                "N",
                true);
        Finding unexpected = booked(
                finding(ExceptionClass.UNEXPECTED, "UNEXPLAINED", "", visits, "new:90017", ""),
                at(20, 8),
                at(20, 12),
                "4",
                false);
        Finding inconsistent = booked(
                finding(
                        ExceptionClass.INCONSISTENT,
                        "UNEXPLAINED",
                        "two live appointments for one job and trade",
                        visits,
                        "300160",
                        "01551970"),
                at(29, 8),
                at(29, 12),
                "N",
                false);
        Finding claim = finding(ExceptionClass.CLAIM, "NOT_IN_LEDGER", "", visits, "300170", "01551980");
        Finding job = differing(
                finding(ExceptionClass.DIFFERENT, "UNEXPLAINED", "", Population.JOBS, "01551990", "01551990"),
                new FieldDifference("priority", "U (3)", "4"),
                new FieldDifference("target_date", "2026-10-23T17:00", ""));
        return List.of(passed, cancelled, rejected, shifted, doubled, unexpected, inconsistent, claim, job);
    }

    static RunHeader header(Verdict verdict, long exceptions) {
        Tally jobs = new Tally(52_344, 18_120, 18_119, 0, 0, 0, 1, 0, 0, 0, 0, 0, 34_224, 0, 0, 0, 0);
        Tally visits = new Tally(31_002, 12_406, 12_399, 2, 1, 1, 1, 1, 1, 1, 0, 0, 17_998, 1, 600, 0, 4);
        return new RunHeader(
                verdict,
                "20261016T070012-1",
                AS_OF,
                "Sample council",
                "legacy against new",
                Map.of(Population.JOBS, jobs, Population.APPOINTMENTS, visits),
                Optional.of(new RunHeader.Census(83_346, 0, List.of())),
                List.of(),
                List.of(
                        "accepted.csv line 7: appointment \"300999\" is accepted as MISSING and no longer occurs; remove the line"),
                List.of(new RunHeader.Systemic("REJECTED", "trade \"D33\" has no new code", 312)),
                exceptions,
                Duration.ofMillis(8_412));
    }

    static RunHeader unknown() {
        return new RunHeader(
                Verdict.UNKNOWN,
                "20261016T070012-1",
                AS_OF,
                "Sample council",
                "legacy against new",
                Map.of(),
                Optional.empty(),
                List.of("target: jdbc:h2:file:/plans/target/hub is locked by another program; close it and run again"),
                List.of(),
                List.of(),
                0,
                Duration.ofSeconds(65));
    }

    static Findings findings(List<Finding> findings) {
        return new Findings() {
            @Override
            public long count() {
                return findings.size();
            }

            @Override
            public Cursor open() {
                Iterator<Finding> iterator = findings.iterator();
                return new Cursor() {
                    @Override
                    public boolean hasNext() {
                        return iterator.hasNext();
                    }

                    @Override
                    public Finding next() {
                        return iterator.next();
                    }

                    @Override
                    public void close() {}
                };
            }
        };
    }

    private static LocalDateTime at(int day, int hour) {
        return LocalDateTime.of(2026, 10, day, hour, 0);
    }
}
