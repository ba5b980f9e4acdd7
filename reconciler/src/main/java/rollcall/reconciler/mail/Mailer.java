package rollcall.reconciler.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import rollcall.reconciler.plan.MailPlan;
import rollcall.reconciler.plan.MailPlan.Security;
import rollcall.reconciler.plan.Secret;

/**
 * Sends mail by SMTP. TLS is required, the server's name and certificate are checked, unless the plan says relay. What may
 * pass by itself, a server that does not answer or says "later", is tried again a few times.
 */
public final class Mailer {
    private static final String MILLIS = "20000";
    private static final int LATER_FROM = 400;
    private static final int NEVER_FROM = 500;

    private final List<Duration> pauses;
    private final Optional<SSLSocketFactory> trust;

    /** Tries three times, after five and after twenty seconds. */
    public Mailer() {
        this(List.of(Duration.ofSeconds(5), Duration.ofSeconds(20)), Optional.empty());
    }

    /**
     * Tries once, and once more after each pause.
     *
     * @param trust makes TLS connections; Java's own trust store where it is empty
     */
    Mailer(List<Duration> pauses, Optional<SSLSocketFactory> trust) {
        this.pauses = List.copyOf(pauses);
        this.trust = trust;
    }

    /** Tries once only. */
    public static Mailer impatient() {
        return new Mailer(List.of(), Optional.empty());
    }

    /**
     * Sends a mail to all recipients of the plan.
     *
     * @throws MailFailed if not all of them get it
     */
    public void send(MailPlan plan, Mail mail, Date at) throws MailFailed {
        String user = login(plan);
        String password = password(plan);
        for (int attempt = 0; ; attempt++) {
            try {
                Session session = Session.getInstance(properties(plan, !user.isEmpty()));
                try (Transport transport = session.getTransport("smtp")) {
                    transport.connect(
                            plan.host(), plan.port(), user.isEmpty() ? null : user, user.isEmpty() ? null : password);
                    MimeMessage message = message(session, plan, mail, at);
                    transport.sendMessage(message, message.getAllRecipients());
                }
                return;
            } catch (MessagingException | IOException failed) {
                if (attempt >= pauses.size() || !mayPass(failed)) {
                    throw new MailFailed(told(plan, failed), failed);
                }
                pause(pauses.get(attempt), plan, failed);
            }
        }
    }

    private static String login(MailPlan plan) throws MailFailed {
        if (plan.user().isEmpty()) {
            return "";
        }
        return plan.user().get().name().orElseThrow(() -> missing("nightly: mail: user"));
    }

    private static String password(MailPlan plan) throws MailFailed {
        if (plan.password().isEmpty()) {
            return "";
        }
        Secret secret = plan.password().get();
        return secret.value().orElseThrow(() -> missing("nightly: mail: password, " + secret.variable() + ","));
    }

    private static MailFailed missing(String what) {
        return new MailFailed(
                "the mail is not sent: the environment variable of %s is not set; set it where the nightly job runs"
                        .formatted(what),
                new IllegalStateException("not set"));
    }

    private static void pause(Duration pause, MailPlan plan, Exception failed) throws MailFailed {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new MailFailed(told(plan, failed), failed);
        }
    }

    private Properties properties(MailPlan plan, boolean login) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.auth", Boolean.toString(login));
        properties.setProperty("mail.smtp.connectiontimeout", MILLIS);
        properties.setProperty("mail.smtp.timeout", MILLIS);
        properties.setProperty("mail.smtp.writetimeout", MILLIS);
        properties.setProperty("mail.smtp.sendpartial", "true");
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(plan.security() == Security.TLS));
        boolean startTls = plan.security() == Security.STARTTLS;
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(startTls));
        trust.ifPresent(it -> properties.put("mail.smtp.ssl.socketFactory", it));
        return properties;
    }

    private static MimeMessage message(Session session, MailPlan plan, Mail mail, Date at)
            throws MessagingException, IOException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(plan.from()));
        for (String to : plan.to()) {
            message.addRecipient(RecipientType.TO, new InternetAddress(to));
        }
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(at);
        message.setHeader("Auto-Submitted", "auto-generated");
        MimeMultipart both = new MimeMultipart("alternative");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(mail.text(), StandardCharsets.UTF_8.name());
        both.addBodyPart(text);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(mail.html(), StandardCharsets.UTF_8.name(), "html");
        both.addBodyPart(html);
        if (mail.attachments().isEmpty()) {
            message.setContent(both);
        } else {
            MimeMultipart all = new MimeMultipart("mixed");
            MimeBodyPart body = new MimeBodyPart();
            body.setContent(both);
            all.addBodyPart(body);
            for (Path file : mail.attachments()) {
                MimeBodyPart attached = new MimeBodyPart();
                attached.attachFile(file.toFile());
                all.addBodyPart(attached);
            }
            message.setContent(all);
        }
        message.saveChanges();
        return message;
    }

    private static boolean mayPass(Exception failed) {
        if (failed instanceof AuthenticationFailedException || cause(failed, SSLException.class)) {
            return false;
        }
        if (failed instanceof SendFailedException partly) {
            return length(partly.getValidSentAddresses()) == 0
                    && code(failed) < NEVER_FROM
                    && code(failed) >= LATER_FROM;
        }
        return !String.valueOf(failed.getMessage()).contains("STARTTLS");
    }

    private static int code(Throwable failed) {
        return failed instanceof org.eclipse.angus.mail.smtp.SMTPSendFailedException refused
                ? refused.getReturnCode()
                : failed.getCause() == null || failed.getCause() == failed ? 0 : code(failed.getCause());
    }

    private static String told(MailPlan plan, Exception failed) {
        String server = "mail server %s:%d ".formatted(plan.host(), plan.port());
        if (failed instanceof AuthenticationFailedException) {
            return "the mail is not sent: " + server + "refuses user and password; check nightly: mail: user and "
                    + plan.password().map(Secret::toString).orElse("password") + " in the environment";
        }
        if (failed instanceof SendFailedException partly) {
            String left = Stream.of(partly.getInvalidAddresses(), partly.getValidUnsentAddresses())
                    .flatMap(it -> it == null ? Stream.empty() : Arrays.stream(it))
                    .map(Address::toString)
                    .collect(Collectors.joining(", "));
            return "the mail is not sent to %s: %srefuses; check nightly: mail: to and from"
                    .formatted(left.isEmpty() ? "anybody" : left, server);
        }
        if (String.valueOf(failed.getMessage()).contains("STARTTLS")) {
            return "the mail is not sent: " + server
                    + "offers no STARTTLS; correct nightly: mail: security (tls, or relay on the council's own network)";
        }
        if (cause(failed, SSLException.class) || cause(failed, java.security.cert.CertificateException.class)) {
            return "the mail is not sent: " + server
                    + "shows a certificate that is not trusted or not for this name; check host, port and security,"
                    + " or add its certificate to Java's trust store";
        }
        return "the mail is not sent: " + server + "does not answer as it should ("
                + failed.getClass().getSimpleName() + "); check host and port and that it runs";
    }

    private static boolean cause(Throwable failed, Class<? extends Throwable> type) {
        Throwable at = failed;
        for (int i = 0; i < 10 && at != null; i++) {
            if (type.isInstance(at)) {
                return true;
            }
            at = at.getCause();
        }
        return false;
    }

    private static int length(Address[] addresses) {
        return addresses == null ? 0 : addresses.length;
    }
}
