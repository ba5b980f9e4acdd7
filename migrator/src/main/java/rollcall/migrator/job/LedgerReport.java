package rollcall.migrator.job;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.Action;
import rollcall.migrator.ledger.Breakdown;
import rollcall.migrator.ledger.RunEntry;
import rollcall.migrator.ledger.TrialBalance;
import rollcall.reconciler.report.Paragraph;

/** The ledger for people: runs, trial balance, and the same by contractor, trade and day. */
public final class LedgerReport {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.UK);
    private static final int DAYS = 28;

    private final PrintWriter out;
    private final LocalDate from;

    /** @param from the day from which appointments are told day by day; earlier ones are one line */
    public LedgerReport(PrintWriter out, LocalDate from) {
        this.out = out;
        this.from = from;
    }

    /** Writes all of it, within the width of a terminal. */
    public void write(LedgerListing listing) {
        runs(listing.runs());
        head("Trial balance");
        for (Kind kind : Kind.values()) {
            line(kind.word(), listing.balance().sum(kind));
        }
        listing.breakdowns().forEach(this::breakdown);
        out.println();
        end(listing);
        out.flush();
    }

    private void runs(List<RunEntry> runs) {
        out.printf("%4s  %-9s %-17s%s%n", "Run", "", "started", "what it did in the new system");
        for (RunEntry run : runs) {
            String deeds = Stream.of(
                            Action.ADDED, Action.FOUND, Action.MOVED, Action.CHANGED, Action.REMOVED, Action.KEPT)
                    .filter(it -> run.deeds().containsKey(it))
                    .map(it -> "%s %s".formatted(number(run.deeds().getOrDefault(it, 0L)), word(it)))
                    .collect(Collectors.joining(", "));
            List<String> lines = Paragraph.lines(
                    run.undoes()
                            .map(it -> "undid run " + it + (deeds.isEmpty() ? "" : ": " + deeds))
                            .orElse(deeds.isEmpty() ? "nothing" : deeds),
                    "",
                    " ".repeat(33));
            out.printf("%4d  %-9s %-17s%s%n", run.number(), run.kind(), MINUTE.format(run.started()), lines.get(0));
            lines.stream().skip(1).forEach(out::println);
        }
    }

    private static String word(Action action) {
        return switch (action) {
            case FOUND -> "there already";
            case KEPT -> "kept as they were";
            case ADDED, MOVED, CHANGED, REMOVED, NONE -> action.name().toLowerCase(Locale.ROOT);
        };
    }

    private void head(String words) {
        out.printf(
                "%n%-26s%9s%9s%9s%9s%9s%9s%n",
                words, "extracted", "loaded", "rejected", "left out", "rebooked", "open");
    }

    private void line(String words, TrialBalance.Sum sum) {
        out.printf(
                "%-26s%9s%9s%9s%9s%9s%9s%n",
                "  " + words,
                number(sum.debits()),
                number(sum.loaded()),
                number(sum.rejected()),
                number(sum.excluded()),
                number(sum.superseded() + sum.merged()),
                number(sum.remainder()));
    }

    private void breakdown(Breakdown breakdown) {
        String kind = breakdown.kind().word();
        head(kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1) + " by " + breakdown.by());
        if (breakdown.by().equals("day")) {
            days(breakdown.lines());
        } else {
            breakdown.lines().forEach(it -> line(it.value().isEmpty() ? "(none)" : it.value(), it.sum()));
        }
    }

    /** Past days and far ones are told together: the file has each. */
    private void days(List<Breakdown.Line> lines) {
        LocalDate to = from.plusDays(DAYS);
        sum("before " + from, lines.stream().filter(it -> isDay(it) && day(it).isBefore(from)));
        lines.stream()
                .filter(it -> isDay(it) && !day(it).isBefore(from) && day(it).isBefore(to))
                .forEach(it -> line(it.value(), it.sum()));
        sum("from " + to + " on", lines.stream().filter(it -> isDay(it) && !day(it).isBefore(to)));
        sum("(none)", lines.stream().filter(it -> !isDay(it)));
    }

    private void sum(String words, Stream<Breakdown.Line> lines) {
        lines.map(Breakdown.Line::sum).reduce(TrialBalance.Sum::plus).ifPresent(it -> line(words, it));
    }

    private static boolean isDay(Breakdown.Line line) {
        return !line.value().isEmpty();
    }

    private static LocalDate day(Breakdown.Line line) {
        return LocalDate.parse(line.value());
    }

    private void end(LedgerListing listing) {
        if (!listing.balance().holds()) {
            say(
                    "The books do not balance: records without an outcome, or two that claim one row. Nothing is established; run migrate to go on.");
        } else if (listing.rejections().unaccepted() > 0) {
            say(
                    "Every record has its one outcome; %s rejected ones are neither corrected nor accepted. rollcall rejects PLAN lists them."
                            .formatted(number(listing.rejections().unaccepted())));
        } else {
            say("Every record has its one outcome.");
        }
    }

    private void say(String sentence) {
        Paragraph.lines(sentence, "", "  ").forEach(out::println);
    }

    private static String number(long count) {
        return String.format(Locale.UK, "%,d", count);
    }
}
