package rollcall.reconciler.report;

import java.time.Duration;
import java.util.Locale;
import rollcall.reconciler.finding.RunHeader;
import rollcall.reconciler.finding.Tally;

/** What a verdict means, in a sentence. */
final class Verdicts {
    private Verdicts() {}

    /** {@code EXCEPTIONS: 212 exceptions; somebody must act.} */
    static String line(RunHeader header) {
        return header.verdict() + ": " + sentence(header);
    }

    /** The verdict in the words of somebody who does not know ours. */
    static String headline(RunHeader header) {
        return switch (header.verdict()) {
            case ACCOUNTED_FOR -> "Everything is accounted for";
            case EXCEPTIONS -> count(header) + (header.exceptions() == 1 ? " needs" : " need") + " somebody to act";
            case UNKNOWN -> "Unknown: do not rely on this yet";
        };
    }

    /** What the verdict stands on. */
    static String meaning(RunHeader header) {
        return switch (header.verdict()) {
            case EXCEPTIONS ->
                header.called()
                        .in(
                                "both systems were read whole; what is listed here is lost, hidden, doubled or different in the new system.");
            case ACCOUNTED_FOR, UNKNOWN -> sentence(header);
        };
    }

    private static String sentence(RunHeader header) {
        return switch (header.verdict()) {
            case ACCOUNTED_FOR ->
                header.called().in("every job and appointment to be moved is in the new system as agreed")
                        + accepted(header) + ".";
            case EXCEPTIONS -> count(header) + "; somebody must act.";
            case UNKNOWN ->
                "it could not be established whether everything arrived; treat nothing as safe"
                        + (header.exceptions() == 0 ? "." : ". So far: " + count(header) + ".");
        };
    }

    /** How many differences were still moving; empty where none were left to settle. */
    static String settled(RunHeader header) {
        return header.settled()
                .map(it -> "Read again after %s: %,d of %,d exceptions had dissolved."
                        .formatted(waited(it.after()), it.dissolved(), it.first()))
                .orElse("");
    }

    private static String waited(Duration time) {
        return time.toSecondsPart() > 0
                ? time.toSeconds() + " s"
                : time.toMinutesPart() > 0 ? time.toMinutes() + " min" : time.toHours() + " h";
    }

    /** {@code the load rejected it (trade D33 has no mapping)}. */
    static String systemic(RunHeader header, RunHeader.Systemic cause) {
        return header.called().in(CauseWords.of(cause.cause(), cause.detail()));
    }

    private static String accepted(RunHeader header) {
        long accepted =
                header.tallies().values().stream().mapToLong(Tally::accepted).sum();
        return accepted == 0
                ? ""
                : String.format(Locale.ENGLISH, ", but for %,d that somebody has accepted by name", accepted);
    }

    private static String count(RunHeader header) {
        return header.exceptions() == 1
                ? "1 exception"
                : String.format(Locale.ENGLISH, "%,d exceptions", header.exceptions());
    }
}
