package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.Reconciliation.Legacy;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.mail.Mailer;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanFaults;
import rollcall.reconciler.plan.PlanReader;
import rollcall.reconciler.seal.Seal;

/** What a night, from legacy or from a seal, must never do: reassure without ground, or tell what is a tenant's or a secret. */
class SealedNightTest {
    private static final Map<String, String> KEY = Map.of("SEAL_KEY", "correct horse battery staple");
    private static final String KEYED = "seal: { key: \"${env:SEAL_KEY}\" }\n";
    private final GreenMail server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path plan;
    private final TwoSystems systems;
    private Instant now = Instant.parse("2026-10-16T06:00:00Z");
    private Map<String, String> environment = KEY;
    private Legacy legacy = Legacy.LIVE;

    SealedNightTest(@TempDir Path folder) {
        plan = folder;
        systems = new TwoSystems(folder);
    }

    @BeforeEach
    void aPlanAndAMailServer() throws Exception {
        server.start();
        NightFolder.write(plan, systems);
        Files.writeString(
                plan.resolve("plan.yaml"),
                NightFolder.PLAN + """
                nightly:
                  folder: reports
                  attach: []
                  mail:
                    from: rollcall@example.org
                    to: [ manager@example.org ]
                    host: localhost
                    port: %d
                    security: relay
                """.formatted(server.getSmtp().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private void replace(String text, String by) throws Exception {
        Path yaml = plan.resolve("plan.yaml");
        String before = Files.readString(yaml);
        assertThat(before).contains(text);
        Files.writeString(yaml, before.replace(text, by));
    }

    private void add(String text) throws Exception {
        Path yaml = plan.resolve("plan.yaml");
        Files.writeString(yaml, Files.readString(yaml) + text);
    }

    private Plan plan() throws Exception {
        return PlanReader.read(plan, environment);
    }

    private Seal seal() throws Exception {
        Plan p = plan();
        return Seal.take(
                p,
                p.reconciliations().getFirst(),
                p.asOf().orElse(LocalDateTime.of(2026, 10, 16, 7, 0)),
                LocalDateTime.of(2026, 10, 16, 18, 5, 9),
                Progress.NONE);
    }

    private Result sealed() throws Exception {
        Plan p = plan();
        return Reconciliation.run(
                p, p.reconciliations().getFirst(), Legacy.SEALED, TwoSystems.AS_OF, p.workFolder(), Progress.NONE);
    }

    private ComparableRow visit(String reference, String job) {
        return ComparableRow.anAppointment(reference, job)
                .with("starts_at", "2026-10-16T08:00")
                .with("ends_at", "2026-10-16T12:00");
    }

    private int night() throws Exception {
        return new Nightly(
                        plan,
                        environment,
                        legacy,
                        Optional.empty(),
                        Optional.empty(),
                        Clock.fixed(now, ZoneOffset.UTC),
                        Mailer.impatient(),
                        Progress.NONE,
                        new PrintWriter(out),
                        new PrintWriter(err))
                .run();
    }

    private String mail() throws Exception {
        MimeMessage[] all = server.getReceivedMessages();
        if (all.length == 0) {
            return "NO MAIL";
        }
        MimeMessage mail = all[all.length - 1];
        Multipart both = (Multipart) mail.getContent();
        return mail.getSubject() + "\n" + both.getBodyPart(0).getContent() + "\n"
                + both.getBodyPart(1).getContent();
    }

    private String subject() throws Exception {
        MimeMessage[] all = server.getReceivedMessages();
        return all.length == 0 ? "NO MAIL" : all[all.length - 1].getSubject();
    }

    private String phoneList() throws Exception {
        try (ReadableWorkbook book =
                new ReadableWorkbook(Files.newInputStream(plan.resolve("reports/legacy-against-new-latest.xlsx")))) {
            StringBuilder all = new StringBuilder();
            book.getSheets().forEach(sheet -> {
                all.append("## ").append(sheet.getName()).append('\n');
                try (Stream<org.dhatim.fastexcel.reader.Row> rows = sheet.openStream()) {
                    rows.forEach(row -> all.append(row.stream()
                                    .map(it -> it == null ? "" : it.getText())
                                    .collect(Collectors.joining("|")))
                            .append('\n'));
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            return all.toString();
        }
    }

    @Test
    void aPlainSealInThePlaceOfAnEncryptedOneIsRefused() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1")).bothHold(visit("1", "J1"));
        Path plain = seal().folder();
        add(KEYED);
        systems.legacyHolds(visit("2", "J1").with("trade", "EL"));
        Path encrypted = seal().folder();
        for (Path file : Files.list(encrypted).toList()) {
            Files.delete(file);
        }
        for (Path file : Files.list(plain).toList()) {
            Files.copy(file, encrypted.resolve(file.getFileName()));
        }
        try (Result result = sealed()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
        }
    }

    @Test
    void anOlderSealUnderANewerNumberIsRefused() throws Exception {
        add(KEYED);
        systems.bothHold(ComparableRow.aJob("J1")).bothHold(visit("1", "J1"));
        Path older = seal().folder();
        systems.legacyHolds(visit("2", "J1").with("trade", "EL"));
        Path newer = seal().folder();
        for (Path file : Files.list(older).toList()) {
            Files.copy(file, newer.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        try (Result result = sealed()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(result.header().unknowns())
                    .singleElement()
                    .asString()
                    .contains("is seal number 1 by its manifest, and its folder says 2");
        }
    }

    @Test
    void aSealOfAnotherQueryIsUnknown() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1")).bothHold(visit("1", "J1"));
        systems.legacyHolds(visit("2", "J1").with("trade", "EL"));
        Files.writeString(plan.resolve("reconcile/source.sql"), "SELECT * FROM held WHERE reference <> '2'");
        Files.writeString(
                plan.resolve("reconcile/census.sql"),
                "SELECT population, reference FROM census WHERE reference <> '2'");
        seal();
        Files.writeString(plan.resolve("reconcile/source.sql"), "SELECT * FROM held");
        Files.writeString(plan.resolve("reconcile/census.sql"), "SELECT population, reference FROM census");
        legacy = Legacy.SEALED;
        assertThat(night()).isEqualTo(3);
        assertThat(subject()).contains("was taken with another text of reconcile/source.sql");
    }

    @Test
    void aSealOfAnotherDatabaseIsTold() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1")).bothHold(visit("1", "J1"));
        Path seal = seal().folder();
        try (Result result = sealed()) {
            assertThat(result.header().notes()).noneMatch(it -> it.contains("another database"));
        }
        assertThat(Files.readString(seal.resolve("manifest.json"))).doesNotContain("jdbc:");
        replace("jdbc:h2:file:${plan}/legacy", "jdbc:h2:file:${plan}/the-real-legacy");
        try (Result result = sealed()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
            assertThat(result.header().notes())
                    .contains(
                            "Connection 'legacy' names another database now than when the seal was taken: legacy's rows"
                                    + " are those of the older one.");
        }
    }

    @Test
    void whatAKilledSealHasLeftIsRemoved() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1")).bothHold(visit("1", "J1"));
        Process killed = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-version").start();
        killed.waitFor();
        Path part = Files.createDirectories(plan.resolve(".rollcall/seal/.part-" + killed.pid() + "-4711"));
        Path rows = Files.writeString(part.resolve("contact.rows"), "Ada Example 020 7946 0123");
        FileTime longAgo = FileTime.from(Instant.now().minusSeconds(49 * 3_600));
        Files.setLastModifiedTime(rows, longAgo);
        Files.setLastModifiedTime(part, longAgo);
        seal();
        assertThat(part).doesNotExist();
    }

    @Test
    void contactsOfRecordsNotKnownToBeDeadAreSealedToo() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1").with("live", ""))
                .legacyHolds(visit("1", "J1").with("live", ""));
        systems.bothHold(visit("3", "J1").with("live", "").with("trade", "EL"));
        seal();
        legacy = Legacy.SEALED;
        int code = night();
        assertThat(phoneList()).contains("020 7946 0123");
    }

    @Test
    void anAlertThatOnlyTheNewSystemKnowsKeepsAHouseholdOffThePhoneList() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1"))
                .legacyHolds(visit("1", "J1").with("alerts", ""))
                .targetHolds(visit("1", "J1").with("alerts", "DV").with("starts_at", "2026-10-16T09:00"));
        assertThat(night()).isEqualTo(1);
        assertThat(phoneList()).doesNotContain("020 7946 0123");
    }

    @Test
    void alertsPartedByOtherSignsKeepAHouseholdOffThePhoneList() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1")).legacyHolds(visit("1", "J1").with("alerts", "SPR DV"));
        systems.bothHold(visit("3", "J1").with("trade", "EL"));
        assertThat(night()).isEqualTo(1);
        assertThat(phoneList()).doesNotContain("020 7946 0123");
    }

    @Test
    void whatSomebodyTypedIntoAcceptedDoesNotGoIntoTheMail() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1")).bothHold(visit("1", "J1"));
        add("accepted: accepted.csv\n");
        Files.writeString(
                plan.resolve("accepted.csv"),
                "reference,class,reason,by,until\n1,MISSING,told by phone,A Manager,Mrs Ada Example 020 7946 0123\n");
        assertThat(catchThrowable(this::night)).isNotNull();
        assertThat(mail()).contains("COULD NOT RUN", "accepted.csv line 2").doesNotContain("Ada", "7946");
    }

    @Test
    void aPasswordWithinTheUrlIsNotToldInTheMail() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1")).bothHold(visit("1", "J1"));
        environment = Map.of("PW", "geheim123");
        replace("jdbc:h2:file:${plan}/legacy", "jdbc:oracle:thin:rollcall/${env:PW}@//db:1521/uh");
        assertThat(night()).isEqualTo(3);
        assertThat(mail()).contains("COULD NOT RUN").doesNotContain("geheim123");
    }

    @Test
    void aPasswordBeforeTheHostIsNotToldInTheMail() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1")).bothHold(visit("1", "J1"));
        environment = Map.of("PW", "geheim123");
        replace("jdbc:h2:file:${plan}/legacy", "jdbc:postgresql://rollcall:${env:PW}@localhost:1/uh");
        assertThat(night()).isEqualTo(3);
        assertThat(mail()).contains("COULD NOT RUN").doesNotContain("geheim123");
    }

    @Test
    void aPasswordInClearBeforeTheHostIsRefused() throws Exception {
        replace("jdbc:h2:file:${plan}/legacy", "jdbc:mysql://rollcall:geheim123@localhost:1/uh");
        assertThat(catchThrowable(this::plan)).hasMessageContaining("password");
    }

    @Test
    void aFaultOfNightlyOutsideItsMailIsMailed() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1")).bothHold(visit("1", "J1"));
        replace("attach: []", "attach: [pdf]");
        assertThat(catchThrowable(this::night)).isInstanceOf(PlanFaults.class);
        assertThat(subject()).startsWith("Rollcall: COULD NOT RUN");
    }

    @Test
    void thatThePhoneListLacksItsPhonesIsToldInTheMail() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1"))
                .legacyHolds(visit("1", "J1"))
                .bothHold(visit("3", "J1").with("trade", "EL"));
        Files.writeString(plan.resolve("reconcile/contact.sql"), "SELECT * FROM gone WHERE job = ?");
        assertThat(night()).isEqualTo(1);
        assertThat(mail()).contains("Contacts are left out");
    }

    @Test
    void thePageOfTheMailTellsSealAndNotesToo() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1")).bothHold(visit("1", "J1"));
        seal();
        Files.writeString(plan.resolve("reconcile/contact.sql"), "SELECT * FROM contact WHERE job = ? -- changed");
        legacy = Legacy.SEALED;
        assertThat(night()).isZero();
        String page = mail().substring(mail().indexOf("<!DOCTYPE"));
        assertThat(page)
                .contains(
                        "Legacy's rows come from the seal of Fri 16 Oct 2026", "has changed since the seal was taken");
    }

    @Test
    void aMisplacedCellIsNotToldInTheMail() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1")).bothHold(visit("1", "J1"));
        TwoSystems.execute(systems.legacy, "INSERT INTO held (population, reference) VALUES ('Ada 020 79460123', '9')");
        assertThat(night()).isEqualTo(3);
        assertThat(mail()).contains("population").doesNotContain("79460123");
    }

    @Test
    void aUrlWithAnUnknownSettingIsNotTold() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1")).bothHold(visit("1", "J1"));
        replace("jdbc:h2:file:${plan}/legacy", "jdbc:h2:file:${plan}/legacy;PASSWORD2=geheim123;X");
        assertThat(night()).isEqualTo(3);
        assertThat(mail()).doesNotContain("geheim123");
    }

    @Test
    void whatTheLedgerSaysInFreeTextIsNotToldInTheMail() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1"))
                .legacyHolds(visit("1", "J1"))
                .bothHold(visit("3", "J1").with("trade", "EL"));
        systems.ledgerSays("appointments", "1", "rejected", "slot \"Mrs Ada 020 7946 0123\" is not a time", "");
        systems.ledgerSays("appointments", "3", "loaded", "", "id-3");
        systems.ledgerSays("jobs", "J1", "loaded", "", "id-J1");
        replace("reconcile/contact.sql }", "reconcile/contact.sql }\n    ledger: { connection: target }");
        assertThat(night()).isEqualTo(1);
        assertThat(mail()).doesNotContain("7946");
    }

    @Test
    void anAcceptanceThatHasExpiredByTheClockDoesNotReassure() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1"))
                .legacyHolds(visit("1", "J1"))
                .bothHold(visit("3", "J1").with("trade", "EL"));
        add("accepted: accepted.csv\n");
        Files.writeString(
                plan.resolve("accepted.csv"),
                "reference,class,reason,by,until\n1,MISSING,told by phone,A Manager,2026-10-31\n");
        now = Instant.parse("2027-03-01T06:00:00Z");
        assertThat(night()).isEqualTo(1);
    }

    @Test
    void inconsistentVisitsOfAHouseholdOnTheManualListAreNotPhoned() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1").with("alerts", "DV"))
                .bothHold(visit("1", "J1").with("alerts", "DV"))
                .bothHold(visit("2", "J1").with("alerts", "DV"));
        assertThat(night()).isEqualTo(1);
        assertThat(phoneList()).contains("J1").doesNotContain("020 7946 0123");
    }

    @Test
    void aDuplicatedVisitOfAHouseholdOnTheManualListIsNotPhoned() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1").with("alerts", "DV"))
                .bothHold(visit("1", "J1").with("alerts", "DV"))
                .targetHolds(visit("1", "J1").with("alerts", "DV").with("target_id", "other"));
        assertThat(night()).isEqualTo(1);
        assertThat(phoneList()).contains("J1").doesNotContain("020 7946 0123");
    }

    @Test
    void aSupersededVisitWhoseAlertOnlyTheNewSystemKnowsIsNotPhoned() throws Exception {
        Files.writeString(
                plan.resolve("scope.csv"),
                "kind,decision,owner,decided_on\nopen,move,A Manager,2026-09-01\nrebooked,count,A Manager,2026-09-01\n");
        systems.bothHold(ComparableRow.aJob("J1"))
                .legacyHolds(visit("1", "J1")
                        .with("alerts", "")
                        .with("live", "false")
                        .with("kind", "rebooked")
                        .with("superseded_by", "2"))
                .targetHolds(visit("1", "J1").with("alerts", "DV").with("trade", "EL"))
                .bothHold(visit("2", "J1")
                        .with("alerts", "DV")
                        .with("starts_at", "2026-10-19T08:00")
                        .with("ends_at", "2026-10-19T12:00"));
        assertThat(night()).isEqualTo(1);
        assertThat(phoneList()).contains("J1").doesNotContain("020 7946 0123");
    }

    @Test
    void aHouseholdWhoseJobAloneCarriesTheAlertIsNotPhoned() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1").with("alerts", "DV"))
                .legacyHolds(visit("1", "J1").with("alerts", ""))
                .bothHold(visit("3", "J1").with("alerts", "").with("trade", "EL"));
        assertThat(night()).isEqualTo(1);
        assertThat(phoneList()).contains("J1").doesNotContain("020 7946 0123");
    }

    @Test
    void anAlertOfAnyRecordOfAJobKeepsAllOfItsNumbersOutOfEveryFile() throws Exception {
        systems.legacyHolds(ComparableRow.aJob("J1").with("alerts", "CV"))
                .targetHolds(ComparableRow.aJob("J1").with("alerts", "CV"))
                .legacyHolds(visit("1", "J1").with("alerts", "SPR"))
                .bothHold(visit("2", "J1").with("trade", "GS"))
                .targetHolds(visit("2", "J1")
                        .with("trade", "GS")
                        .with("alerts", "DV")
                        .with("target_id", "id-2b"))
                .bothHold(visit("3", "J1").with("trade", "EL"));
        assertThat(night()).isEqualTo(1);
        assertThat(phoneList()).contains("J1").doesNotContain("020 7946 0123");
        for (String kind : List.of("html", "json")) {
            assertThat(Files.readString(plan.resolve("reports/legacy-against-new-latest." + kind)))
                    .contains("J1")
                    .doesNotContain("020 7946 0123");
        }
        assertThat(Files.readString(plan.resolve("reports/legacy-against-new-latest.html")))
                .contains("SPR, CV, DV");
    }

    @Test
    void codesAndTimesThatTheLedgerQuotesAreToldInTheMail() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1"))
                .legacyHolds(visit("1", "J1"))
                .bothHold(visit("3", "J1").with("trade", "EL"));
        systems.ledgerSays(
                "appointments",
                "1",
                "rejected",
                "trade 'D33' has no new code in codes/trade.csv; starts_at '2026-13-45 08:00' is not a date and time;"
                        + " property '9' is not in the new system's register",
                "");
        systems.ledgerSays("appointments", "3", "loaded", "", "id-3");
        systems.ledgerSays("jobs", "J1", "loaded", "", "id-J1");
        replace("reconcile/contact.sql }", "reconcile/contact.sql }\n    ledger: { connection: target }");
        assertThat(night()).isEqualTo(1);
        assertThat(mail().replaceAll("\\s+", " "))
                .contains("trade 'D33' has no", "starts_at '2026-13-45 08:00' is not", "in the new system's register");
    }

    @Test
    void ofAnOutcomeThatTheLedgerDoesNotKnowTheShapeIsTold() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1")).bothHold(visit("1", "J1"));
        systems.ledgerSays("appointments", "1", "Ada 020 7946 0123", "", "");
        replace("reconcile/contact.sql }", "reconcile/contact.sql }\n    ledger: { connection: target }");
        assertThat(night()).isEqualTo(3);
        assertThat(mail()).contains("outcome 'xxx 999 9999 9999' is unknown").doesNotContain("7946");
    }

    @Test
    void ofAKindNobodyHasDecidedTheMailTellsTheShape() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1"))
                .bothHold(visit("1", "J1"))
                .legacyHolds(visit("2", "J1").with("kind", "Ada 020 7946").with("trade", "EL"));
        assertThat(night()).isEqualTo(3);
        assertThat(mail()).contains("kind 'xxx 999 9999' is not").doesNotContain("7946");
    }

    @Test
    void ofACapacityThatIsNoNumberTheShapeIsTold() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1")).bothHold(visit("1", "J1"));
        TwoSystems.execute(systems.target, "ALTER TABLE held ALTER COLUMN capacity varchar(50)");
        TwoSystems.execute(systems.target, "UPDATE held SET capacity = 'ask Ada 020 7946 0123'");
        assertThat(night()).isEqualTo(3);
        assertThat(mail()).contains("capacity 'xxx xxx 999 9999 9999' is not").doesNotContain("7946");
    }
}
