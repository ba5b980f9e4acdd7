package rollcall.migrator.job;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.TrialBalance;

/** The trial balance for people: what was extracted, and what became of it. */
public final class BalanceReport {
    private static final int MOST_REASONS = 20;
    private static final String LINE = "%-14s%12s%12s%12s%12s%12s%12s%12s%n";

    private BalanceReport() {}

    /** Writes the sums, the reasons and what to do about them. */
    public static void write(MigrationResult result, PrintWriter out) {
        out.printf(
                "Extract %s of %s, as of %s%n%n",
                result.extract().sha256().substring(0, 12),
                result.extract().folder().getFileName(),
                result.extract().asOf());
        out.printf(LINE, "", "extracted", "loaded", "rejected", "excluded", "superseded", "merged", "remainder");
        for (Kind kind : Kind.values()) {
            TrialBalance.Sum sum = result.balance().sum(kind);
            out.printf(
                    LINE,
                    kind.word(),
                    number(sum.debits()),
                    number(sum.loaded()),
                    number(sum.rejected()),
                    number(sum.excluded()),
                    number(sum.superseded()),
                    number(sum.merged()),
                    number(sum.remainder()));
        }
        reasons(result.balance().reasons(), out);
        remarks(result, out);
        out.flush();
    }

    private static void reasons(List<TrialBalance.Rejections> reasons, PrintWriter out) {
        if (reasons.isEmpty()) {
            return;
        }
        out.printf("%nRejected, because:%n");
        reasons.stream().limit(MOST_REASONS).forEach(it -> out.printf("  %s: %s%n", it.reason(), rows(it)));
        if (reasons.size() > MOST_REASONS) {
            out.printf("  and %s more reasons%n", number(reasons.size() - MOST_REASONS));
        }
    }

    private static void remarks(MigrationResult result, PrintWriter out) {
        out.println();
        if (result.found().changed() > 0) {
            out.printf(
                    "%s records have changed in legacy since they were loaded; they were left as they are.%n",
                    number(result.found().changed()));
        }
        if (result.adopted() > 0) {
            out.printf(
                    "%s records were in the new system already, in every value as they were to be written; they count as loaded.%n",
                    number(result.adopted()));
        }
        if (result.found().gone() > 0) {
            out.printf(
                    "%s loaded records are no longer in legacy; left as they are.%n",
                    number(result.found().gone()));
        }
        if (result.found().closed() > 0) {
            out.printf(
                    "%s records that were not loaded are no longer in legacy; they count as excluded.%n",
                    number(result.found().closed()));
        }
        if (!result.balance().holds()) {
            out.println(
                    "The books do not balance: not every extracted record has its one outcome. Nothing is established.");
        } else if (result.rejections().unaccepted() > 0) {
            out.printf(
                    "%s rejected records are neither corrected nor accepted: correct codes/*.csv or legacy and run this again, or accept them by name in accepted.csv.%n",
                    number(result.rejections().unaccepted()));
        } else if (result.rejections().accepted() > 0) {
            out.printf(
                    "Every record has its one outcome; the %s rejected ones are accepted by name.%n",
                    number(result.rejections().accepted()));
        } else {
            out.println("Every record has its one outcome; none was rejected.");
        }
    }

    /** {@code 12 appointments, 1 job}. */
    private static String rows(TrialBalance.Rejections rejections) {
        return Stream.of(Kind.APPOINTMENTS, Kind.JOBS, Kind.CONTACTS)
                .filter(kind -> rejections.rows(kind) > 0)
                .map(kind -> number(rejections.rows(kind)) + " " + word(kind, rejections.rows(kind)))
                .collect(Collectors.joining(", "));
    }

    private static String word(Kind kind, long rows) {
        String plural = kind.word();
        return rows == 1 ? plural.substring(0, plural.length() - 1) : plural;
    }

    private static String number(long count) {
        return String.format(Locale.UK, "%,d", count);
    }
}
