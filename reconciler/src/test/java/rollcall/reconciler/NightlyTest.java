package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.Reconciliation.Legacy;
import rollcall.reconciler.mail.Mailer;
import rollcall.reconciler.plan.PlanFaults;

/** A night of two small systems, told to a mail server in this process. */
class NightlyTest {
    private final GreenMail server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path plan;
    private final TwoSystems systems;

    NightlyTest(@TempDir Path folder) {
        plan = folder;
        systems = new TwoSystems(folder);
    }

    @BeforeEach
    void aPlanAndAMailServer() throws Exception {
        server.start();
        NightFolder.write(plan, systems);
        TwoSystems.execute(
                systems.legacy,
                "INSERT INTO contact VALUES ('J2', 'Zo\u00eb Invented', '020 7946 0456', '15 Elm House', 'ZZ1 4AA')");
        planSays("[html, phone list]", server.getSmtp().getPort());
    }

    private void planSays(String attach, int port) throws Exception {
        Files.writeString(plan.resolve("plan.yaml"), NightFolder.PLAN + """
                nightly:
                  folder: reports
                  link: https://intranet.example/rollcall/
                  attach: %s
                  mail:
                    from: rollcall@example.org
                    to: [ manager@example.org, deputy@example.org ]
                    host: localhost
                    port: %d
                    security: relay
                """.formatted(attach, port));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private ComparableRow today(String reference, String job) {
        return ComparableRow.anAppointment(reference, job)
                .with("starts_at", "2026-10-16T08:00")
                .with("ends_at", "2026-10-16T12:00");
    }

    private int night() throws PlanFaults {
        return night(Progress.NONE);
    }

    private int night(Progress progress) throws PlanFaults {
        return new Nightly(
                        plan,
                        Map.of(),
                        Legacy.LIVE,
                        Optional.empty(),
                        Optional.empty(),
                        Clock.fixed(Instant.parse("2026-10-16T06:00:00Z"), ZoneOffset.UTC),
                        Mailer.impatient(),
                        progress,
                        new PrintWriter(out),
                        new PrintWriter(err))
                .run();
    }

    @Test
    void anExportThatNobodyHasBroughtMakesTheNightUnknownAndTheMailNamesIt() throws Exception {
        Path file = plan.resolve("plan.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("{ connection: legacy, query: reconcile/source.sql }", "{ csv: held.csv }"));

        assertThat(night()).isEqualTo(3);

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).startsWith("Rollcall: COULD NOT RUN: held.csv: there is no such file");
        Multipart both =
                (Multipart) ((Multipart) mail.getContent()).getBodyPart(0).getContent();
        assertThat(both.getBodyPart(0).getContent().toString()).contains("held.csv: there is no such file; bring it");
        assertThat(Files.readString(plan.resolve("reports/legacy-against-new-latest.html")))
                .contains("held.csv: there is no such file; bring it");
    }

    @Test
    void exceptionsAreToldWithWhomToPhoneAndWithoutAnythingPersonal() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1").with("priority", "E"))
                .bothHold(ComparableRow.aJob("J2"))
                .legacyHolds(today("1", "J1").with("priority", "E"))
                .legacyHolds(today("2", "J2"))
                .bothHold(today("3", "J2").with("trade", "EL"));

        assertThat(night()).isEqualTo(1);

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(server.getReceivedMessages()).hasSize(2);
        assertThat(mail.getSubject()).isEqualTo("Rollcall: 2 to phone before 12:00, 1 emergency");
        Multipart parts = (Multipart) mail.getContent();
        Multipart both = (Multipart) parts.getBodyPart(0).getContent();
        String text = (String) both.getBodyPart(0).getContent();
        String html = (String) both.getBodyPart(1).getContent();
        assertThat(text)
                .contains(
                        "EXCEPTIONS Test council",
                        "Trial balance",
                        "https://intranet.example/rollcall/legacy-against-new-2026-10-16.html");
        assertThat(text.lines().filter(it -> !it.contains("https:")))
                .allSatisfy(it -> assertThat(it).hasSizeLessThan(81));
        assertThat(html)
                .contains("Appointment 1, today (Fri 16 Oct) 08:00\u201312:00, will not be attended")
                .contains("href=\"https://intranet.example/rollcall/legacy-against-new-2026-10-16.xlsx\"");
        assertThat(text + html).doesNotContain("Ada", "7946", "Elm", "ZZ1");
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("legacy-against-new-2026-10-16.html");
        assertThat(parts.getBodyPart(2).getFileName()).isEqualTo("legacy-against-new-2026-10-16.xlsx");
        assertThat(files())
                .containsExactly(
                        "legacy-against-new-2026-10-16.html",
                        "legacy-against-new-2026-10-16.json",
                        "legacy-against-new-2026-10-16.xlsx",
                        "legacy-against-new-latest.html",
                        "legacy-against-new-latest.json",
                        "legacy-against-new-latest.xlsx");
        assertThat(Files.readString(plan.resolve("reports/legacy-against-new-latest.html")))
                .contains("Ada Example", "Zo\u00eb Invented");
        assertThat(Files.mismatch(
                        plan.resolve("reports/legacy-against-new-latest.json"),
                        plan.resolve("reports/legacy-against-new-2026-10-16.json")))
                .isEqualTo(-1);
    }

    @Test
    void allIsWellIsToldToo() throws Exception {
        planSays("[]", server.getSmtp().getPort());
        systems.bothHold(ComparableRow.aJob("J1")).bothHold(today("1", "J1"));

        assertThat(night()).isZero();

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Rollcall: every appointment accounted for");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
    }

    @Test
    void exceptionsOfWhichNoneIsUrgentAreToldAsSuch() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1"))
                .bothHold(today("1", "J1"))
                .legacyHolds(ComparableRow.anAppointment("2", "J1")
                        .with("trade", "EL")
                        .with("starts_at", "2026-11-20T08:00")
                        .with("ends_at", "2026-11-20T12:00"));

        assertThat(night()).isEqualTo(1);
        assertThat(server.getReceivedMessages()[0].getSubject())
                .isEqualTo("Rollcall: 1 exception, none to phone before 12:00");
    }

    @Test
    void thatItCouldNotRunIsTold() throws Exception {
        systems.legacyHolds(ComparableRow.aJob("J1")).legacyHolds(today("1", "J1"));

        assertThat(night()).isEqualTo(3);
        assertThat(lastSubject()).startsWith("Rollcall: COULD NOT RUN: the new system has no jobs at all");

        Files.delete(plan.resolve("target.mv.db"));
        assertThat(night()).isEqualTo(3);
        assertThat(lastSubject()).startsWith("Rollcall: COULD NOT RUN: connection 'target'");
    }

    @Test
    void anErrorOfJavaItselfIsMailedToo() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1")).bothHold(today("1", "J1"));
        assertThat(night((what, steps) -> {
                    throw new NoClassDefFoundError("a jar was replaced while the night ran");
                }))
                .isEqualTo(3);
        assertThat(lastSubject()).startsWith("Rollcall: COULD NOT RUN: stopped by an unexpected NoClassDefFoundError");

        assertThat(night(NightlyTest::beginWithoutEnd)).isEqualTo(3);
        assertThat(lastSubject()).startsWith("Rollcall: COULD NOT RUN: stopped by an unexpected StackOverflowError");
        assertThat(plan.resolve("reports")).doesNotExist();
        try (Stream<Path> spill = Files.list(plan.resolve(".rollcall/spill"))) {
            assertThat(spill).isEmpty();
        }
    }

    private static Progress.Task beginWithoutEnd(String what, long steps) {
        return steps == Long.MAX_VALUE ? Progress.NONE.begin(what, steps) : beginWithoutEnd(what, steps + 1);
    }

    @Test
    void aWrongPlanIsToldWhereItsMailCanBeRead() throws Exception {
        Path yaml = plan.resolve("plan.yaml");
        Files.writeString(yaml, Files.readString(yaml).replace("scope: scope.csv", "scoop: scope.csv"));

        assertThatThrownBy(this::night).isInstanceOf(PlanFaults.class);
        assertThat(server.getReceivedMessages()[0].getSubject())
                .isEqualTo("Rollcall: COULD NOT RUN: the plan is wrong: plan.yaml line 7: unknown key \"scoop\";"
                        + " did you mean \"scope\"?");

        Files.writeString(yaml, Files.readString(yaml).replace("security: relay", "security: none"));
        assertThatThrownBy(this::night).isInstanceOf(PlanFaults.class);
        assertThat(server.getReceivedMessages()).hasSize(2);
    }

    @Test
    void aFolderThatCannotBeWrittenAndANightUnderWayAreTold() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1")).bothHold(today("1", "J1"));
        Files.writeString(plan.resolve("reports"), "a file where the folder should be");
        assertThat(night()).isEqualTo(3);
        assertThat(lastSubject()).startsWith("Rollcall: COULD NOT RUN: cannot make the folder");

        Files.delete(plan.resolve("reports"));
        try (FileChannel other = FileChannel.open(
                        plan.resolve(".rollcall/nightly.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = other.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThat(night()).isEqualTo(3);
        }
        assertThat(lastSubject()).startsWith("Rollcall: COULD NOT RUN: another nightly run of this plan is under way");
        assertThat(plan.resolve("reports")).doesNotExist();
    }

    @Test
    void whereTheMailCannotBeSentTheFilesStayAndItIsUnknown() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1")).bothHold(today("1", "J1"));
        server.stop();

        assertThat(night()).isEqualTo(3);
        assertThat(err.toString()).startsWith("rollcall: the mail is not sent: mail server localhost:");
        assertThat(files()).hasSize(6);
    }

    @Test
    void theCommandItselfSendsFromItsOwnProcess() throws Exception {
        systems.bothHold(ComparableRow.aJob("J1"))
                .legacyHolds(today("1", "J1"))
                .bothHold(today("2", "J1").with("trade", "EL"));
        Process process = OwnJvm.of(Auditor.class, List.of(), "nightly", plan, "--as-of", "2026-10-16T07:00")
                .inheritIO()
                .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(server.getReceivedMessages()[0].getSubject())
                .isEqualTo("Rollcall: 1 to phone before 12:00, 0 emergencies");
    }

    /** The subject of the last mail: each recipient has a copy of each. */
    private String lastSubject() throws Exception {
        MimeMessage[] all = server.getReceivedMessages();
        return all[all.length - 1].getSubject();
    }

    private List<String> files() throws Exception {
        try (Stream<Path> files = Files.list(plan.resolve("reports"))) {
            return files.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }
}
