package rollcall.reconciler.mail;

import java.nio.file.Path;
import java.util.List;

/**
 * A mail to be sent.
 *
 * @param subject of any text: what would end or forge a header is taken out
 * @param text for readers without HTML
 * @param html the same as a page
 * @param attachments files that go with it
 */
public record Mail(String subject, String text, String html, List<Path> attachments) {
    private static final int LONGEST_SUBJECT = 160;

    public Mail {
        subject = oneLine(subject);
        attachments = List.copyOf(attachments);
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\s]+", " ").strip();
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 1) + "\u2026";
    }
}
