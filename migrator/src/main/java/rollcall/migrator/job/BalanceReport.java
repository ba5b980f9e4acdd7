package rollcall.migrator.job;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.TrialBalance;
import rollcall.reconciler.report.Paragraph;

/** The trial balance for people: what was extracted, and what became of it. */
public final class BalanceReport {
    private static final int MOST_REASONS = 20;

    private BalanceReport() {}

    /** Writes the sums, the reasons and what to do about them. */
    public static void write(MigrationResult result, PrintWriter out) {
        out.printf(
                "Extract %s of %s, as of %s%n",
                result.extract().sha256().substring(0, 12),
                result.extract().folder().getFileName(),
                result.extract().asOf());
        result.extract().readings().ifPresent(it -> say(out, "%s", it));
        out.println();
        line(out, "", Kind::word);
        line(out, "extracted", it -> number(sum(result, it).debits()));
        line(out, "  loaded", it -> number(sum(result, it).loaded()));
        line(out, "  rejected", it -> number(sum(result, it).rejected()));
        line(out, "  left out by decision", it -> number(sum(result, it).excluded()));
        line(out, "  superseded", it -> number(sum(result, it).superseded()));
        line(out, "  merged", it -> number(sum(result, it).merged()));
        line(out, "  without an outcome", it -> number(sum(result, it).remainder()));
        result.catchUp().ifPresent(it -> catchUp(it, out));
        reasons(result.balance().reasons(), out);
        remarks(result, out);
        rejects(result, out);
        refusals(result.refusals(), out);
        out.flush();
    }

    private static void rejects(MigrationResult result, PrintWriter out) {
        if (result.rejections().unaccepted() > 0) {
            Path folder = result.rejects().folder();
            say(
                    out,
                    folder.endsWith("rejects-rehearsed")
                            ? "The rejected rows and the reasons are in .rollcall/%s."
                            : "The rejected rows and the reasons are in .rollcall/%s; correct them there and load them with: rollcall rejects PLAN --replay FILE",
                    String.valueOf(folder.getFileName()));
        }
        result.rejects().notes().forEach(it -> say(out, "%s", it));
    }

    private static void line(PrintWriter out, String word, Function<Kind, String> ofKind) {
        out.printf("%-24s", word);
        Stream.of(Kind.values()).map(ofKind).forEach(it -> out.printf("%16s", it));
        out.println();
    }

    private static TrialBalance.Sum sum(MigrationResult result, Kind kind) {
        return result.balance().sum(kind);
    }

    /** A sentence, within the width of a terminal. */
    private static void say(PrintWriter out, String sentence, Object... values) {
        Paragraph.lines(sentence.formatted(values), "", "  ").forEach(out::println);
    }

    static void reasons(List<TrialBalance.Rejections> reasons, PrintWriter out) {
        if (reasons.isEmpty()) {
            return;
        }
        out.printf("%nRejected, because:%n");
        reasons.stream()
                .limit(MOST_REASONS)
                .flatMap(it -> Paragraph.lines(it.reason() + ": " + rows(it), "  ", "      ").stream())
                .forEach(out::println);
        if (reasons.size() > MOST_REASONS) {
            out.printf("  and %s more reasons%n", number(reasons.size() - MOST_REASONS));
        }
    }

    private static void catchUp(CatchUp done, PrintWriter out) {
        out.printf("%nRun %d, since run %d:%n", done.run(), done.since());
        done.counts().forEach((words, counts) -> line(out, "  " + words, it -> number(counts.getOrDefault(it, 0L))));
        say(out, "Each record is in .rollcall/%s.", done.name());
    }

    private static void refusals(List<String> refusals, PrintWriter out) {
        if (refusals.isEmpty()) {
            return;
        }
        out.printf("%nMigrate would refuse this plan:%n");
        refusals.stream()
                .limit(MOST_REASONS)
                .flatMap(it -> Paragraph.lines(it, "  ", "      ").stream())
                .forEach(out::println);
        if (refusals.size() > MOST_REASONS) {
            out.printf("  and for %s more reasons%n", number(refusals.size() - MOST_REASONS));
        }
    }

    private static void remarks(MigrationResult result, PrintWriter out) {
        out.println();
        if (result.adopted() > 0) {
            say(
                    out,
                    "%s records were in the new system already, in every value as they were to be written; they count as loaded.",
                    number(result.adopted()));
        }
        if (result.found().gone() > 0) {
            say(
                    out,
                    "%s loaded records are no longer in legacy; left as they are.",
                    number(result.found().gone()));
        }
        if (result.found().closed() > 0) {
            say(
                    out,
                    "%s records that were not loaded are no longer in legacy; they count as excluded.",
                    number(result.found().closed()));
        }
        if (!result.balance().holds()) {
            say(
                    out,
                    "The books do not balance: not every extracted record has its one outcome. Nothing is established.");
        } else if (result.rejections().unaccepted() > 0) {
            say(
                    out,
                    "%s rejected records are neither corrected nor accepted: correct codes/*.csv or legacy and run this again, or accept them by name in accepted.csv.",
                    number(result.rejections().unaccepted()));
        } else if (result.rejections().accepted() > 0) {
            say(
                    out,
                    "Every record has its one outcome; the %s rejected ones are accepted by name.",
                    number(result.rejections().accepted()));
        } else {
            say(out, "Every record has its one outcome; none was rejected.");
        }
    }

    /** {@code 12 appointments, 1 job}. */
    private static String rows(TrialBalance.Rejections rejections) {
        return Stream.of(Kind.APPOINTMENTS, Kind.JOBS, Kind.CONTACTS)
                .filter(kind -> rejections.rows(kind) > 0)
                .map(kind -> number(rejections.rows(kind)) + " " + kind.word(rejections.rows(kind)))
                .collect(Collectors.joining(", "));
    }

    private static String number(long count) {
        return String.format(Locale.UK, "%,d", count);
    }
}
