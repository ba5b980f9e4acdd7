package rollcall.reconciler.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.plan.MailPlan;
import rollcall.reconciler.plan.MailPlan.Login;
import rollcall.reconciler.plan.MailPlan.Security;
import rollcall.reconciler.plan.Secret;

/** Against a mail server in this process, behind a door of TLS where the plan asks for it. */
class MailerTest {
    private static final Mail MAIL = new Mail("Rollcall: 12 to phone", "text", "<p>html</p>", List.of());
    private final GreenMail server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    private final Path folder;
    private final SSLContext certificate;
    private final Mailer mailer;

    MailerTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        certificate = TlsDoor.certificate(folder);
        mailer = new Mailer(List.of(), Optional.of(certificate.getSocketFactory()));
    }

    @BeforeEach
    void start() {
        server.setUser("rollcall@example.org", "rollcall", "right");
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void overTlsFromTheFirstByteAndOverStartTlsItIsSentToEachRecipient() throws Exception {
        try (TlsDoor implicit = TlsDoor.implicit(certificate, port());
                TlsDoor startTls = TlsDoor.startTls(certificate, port())) {
            mailer.send(plan("localhost", implicit.port(), Security.TLS), MAIL, new Date());
            mailer.send(plan("localhost", startTls.port(), Security.STARTTLS), MAIL, new Date());
        }

        assertThat(server.getReceivedMessages()).hasSize(4).allSatisfy(it -> {
            assertThat(it.getSubject()).isEqualTo("Rollcall: 12 to phone");
            assertThat(it.getRecipients(Message.RecipientType.TO)).hasSize(2);
            assertThat(it.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        });
    }

    @Test
    void aRelayIsSpokenToInTheOpen() throws Exception {
        mailer.send(plan("localhost", port(), Security.RELAY), MAIL, new Date());

        assertThat(server.getReceivedMessages()).hasSize(2);
    }

    @Test
    void aServerWithoutStartTlsGetsNothing() {
        assertThatThrownBy(() -> mailer.send(plan("localhost", port(), Security.STARTTLS), MAIL, new Date()))
                .isInstanceOf(MailFailed.class)
                .hasMessageContaining("offers no STARTTLS");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aCertificateThatIsNotTrustedOrForAnotherNameIsRefused() throws Exception {
        try (TlsDoor implicit = TlsDoor.implicit(certificate, port());
                TlsDoor startTls = TlsDoor.startTls(certificate, port())) {
            for (MailPlan plan : List.of(
                    plan("localhost", implicit.port(), Security.TLS),
                    plan("localhost", startTls.port(), Security.STARTTLS))) {
                assertThatThrownBy(() -> Mailer.impatient().send(plan, MAIL, new Date()))
                        .isInstanceOf(MailFailed.class)
                        .hasMessageContaining("a certificate that is not trusted or not for this name");
            }
            MailPlan otherName = plan("127.0.0.1", implicit.port(), Security.TLS);
            assertThatThrownBy(() -> mailer.send(otherName, MAIL, new Date()))
                    .isInstanceOf(MailFailed.class)
                    .hasMessageContaining("a certificate that is not trusted or not for this name");
        }
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void userAndPasswordAreAskedForAndAWrongOneIsToldWithoutShowingIt() throws Exception {
        try (TlsDoor door = TlsDoor.implicit(certificate, port())) {
            mailer.send(login(door.port(), Optional.of("right")), MAIL, new Date());
            assertThat(server.getReceivedMessages()).hasSize(2);

            assertThatThrownBy(() -> mailer.send(login(door.port(), Optional.of("wrong-secret")), MAIL, new Date()))
                    .isInstanceOf(MailFailed.class)
                    .hasMessageContaining("refuses user and password")
                    .hasMessageContaining("${env:SMTP_PASSWORD}")
                    .hasMessageNotContaining("wrong-secret");
            assertThatThrownBy(() -> mailer.send(login(door.port(), Optional.empty()), MAIL, new Date()))
                    .isInstanceOf(MailFailed.class)
                    .hasMessageContaining("SMTP_PASSWORD");
        }
        assertThat(server.getReceivedMessages()).hasSize(2);
    }

    @Test
    void aServerThatIsAwayIsTriedAgainAndThenTold() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        Mailer patient = new Mailer(List.of(Duration.ofMillis(10), Duration.ofMillis(10)), Optional.empty());

        assertThatThrownBy(() -> patient.send(plan("localhost", closed, Security.RELAY), MAIL, new Date()))
                .isInstanceOf(MailFailed.class)
                .hasMessageContaining("mail server localhost:" + closed + " does not answer");
    }

    @Test
    void aSubjectCannotForgeAHeaderAndKeepsItsLetters() throws Exception {
        Mail mail = new Mail(
                "Rollcall: COULD NOT RUN: caf\u00e9 \u6771\r\nBcc: someone@example.org\n\nBody\u2028x",
                "Gr\u00fc\u00dfe",
                "<p>\u00e9</p>",
                List.of());
        mailer.send(plan("localhost", port(), Security.RELAY), mail, new Date());

        MimeMessage received = server.getReceivedMessages()[0];
        assertThat(received.getSubject())
                .isEqualTo("Rollcall: COULD NOT RUN: caf\u00e9 \u6771 Bcc: someone@example.org Body x");
        assertThat(received.getHeader("Bcc")).isNull();
        assertThat(Collections.list(received.getAllHeaderLines()))
                .allSatisfy(it -> assertThat(it).doesNotStartWith("Bcc"));
        Multipart both = (Multipart) received.getContent();
        assertThat(both.getBodyPart(0).getContent()).isEqualTo("Gr\u00fc\u00dfe");
        assertThat(both.getBodyPart(1).getContent()).isEqualTo("<p>\u00e9</p>");
    }

    @Test
    void filesGoWithIt() throws Exception {
        Path file = Files.writeString(folder.resolve("list.xlsx"), "rows");
        mailer.send(
                plan("localhost", port(), Security.RELAY),
                new Mail("subject", "text", "html", List.of(file)),
                new Date());

        assertThat(names(server.getReceivedMessages()[0])).containsExactly("list.xlsx");
    }

    private static List<String> names(MimeMessage message) throws MessagingException, IOException {
        Multipart parts = (Multipart) message.getContent();
        return Arrays.asList(parts.getBodyPart(1).getFileName());
    }

    private int port() {
        return server.getSmtp().getPort();
    }

    private static MailPlan plan(String host, int port, Security security) {
        return new MailPlan(
                "rollcall@example.org",
                List.of("manager@example.org", "deputy@example.org"),
                host,
                port,
                security,
                Optional.empty(),
                Optional.empty());
    }

    private static MailPlan login(int port, Optional<String> password) {
        return new MailPlan(
                "rollcall@example.org",
                List.of("manager@example.org", "deputy@example.org"),
                "localhost",
                port,
                Security.TLS,
                Optional.of(new Login.Plain("rollcall")),
                Optional.of(new Secret("SMTP_PASSWORD", password)));
    }
}
