package rollcall.reconciler.report;

import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Findings;
import rollcall.reconciler.finding.RunHeader;
import rollcall.reconciler.finding.RunHeader.Systemic;

/**
 * What a mail may repeat of a cell that somebody else has filled: the ledger's detail, a code without a mapping, a kind. Of
 * values only those that look like a code or a time; of others nothing, or their shape.
 */
final class MailWords {
    /** Few letters and few digits: no run of five letters, none of three with a small one, and fewer digits than a phone has. */
    private static final String CODE =
            "(?!.*[A-Za-z]{5})(?!.*(?:[a-z][A-Za-z]{2}|[A-Za-z][a-z][A-Za-z]|[A-Za-z]{2}[a-z]))"
                    + "(?!(?:[^0-9]*[0-9]){7})[A-Za-z0-9/_-]{1,12}";

    private static final String TIME =
            "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([T ][0-9:.]{4,15})?|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4}( [0-9:]{4,8})?"
                    + "|[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?";
    private static final Pattern TELLABLE = Pattern.compile(CODE + "|[?]|" + TIME);
    private static final Pattern QUOTED = Pattern.compile("(['\"])(.*?)\\1");
    private static final Pattern POSSESSIVE = Pattern.compile("(?<=\\p{L})'(?=s\\b)");
    private static final char APOSTROPHE = '\u2019';
    private static final Pattern PHONE = Pattern.compile(
            "(?<![0-9])(?![0-9]{4}-[0-9]|[0-9]{1,2}/[0-9]{1,2}/)[+(]?(?:[0-9][ ()./-]*){8,}[0-9](?![0-9])");
    private static final Pattern UNMAPPED = Pattern.compile("(?s)([a-z_]+ )(.*)( has no mapping)");
    private static final Pattern UNDECIDED = Pattern.compile("(?s)(: kind ')(.*)(' is not decided in scope\\.csv;)");
    private static final String UNMAPPED_CODE = "UNMAPPED_CODE";
    private static final int LONGEST_SHAPE = 30;
    private static final String MASKED = "\u2026";

    /** Causes whose detail is the ledger's own text. */
    private static final Set<String> LEDGERS = Set.of(
            "REJECTED",
            "EXCLUDED",
            "SUPERSEDED",
            "MERGED",
            "NO_CREDIT",
            "GONE_SINCE_LOAD",
            "CLAIMED_NOT_LOADED",
            "CLAIMED_LOADED",
            "NOT_IN_LEDGER",
            "NOT_IN_LEGACY");

    private MailWords() {}

    /** A header as a mail may tell it. */
    static RunHeader of(RunHeader header) {
        return new RunHeader(
                header.verdict(),
                header.run(),
                header.asOf(),
                header.plan(),
                header.reconciliation(),
                header.readings(),
                header.tallies(),
                header.census(),
                header.unknowns().stream().map(MailWords::ofUnknown).toList(),
                header.notes(),
                header.agreed(),
                header.systemic().stream()
                        .map(it -> new Systemic(it.cause(), detail(it.cause(), it.detail()), it.count()))
                        .toList(),
                header.exceptions(),
                header.took(),
                header.called(),
                header.settled());
    }

    /** Findings as a mail may tell them. */
    static Findings of(Findings findings) {
        return new Findings() {
            @Override
            public long count() {
                return findings.count();
            }

            @Override
            public Cursor open() {
                return new Masked(findings.open());
            }
        };
    }

    private record Masked(Findings.Cursor cursor) implements Findings.Cursor {
        @Override
        public boolean hasNext() {
            return cursor.hasNext();
        }

        @Override
        public Finding next() {
            return masked(cursor.next());
        }

        @Override
        public void close() {
            cursor.close();
        }
    }

    private static Finding masked(Finding finding) {
        String detail = detail(finding.cause(), finding.causeDetail());
        return detail.equals(finding.causeDetail()) ? finding : finding.withCause(finding.cause(), detail);
    }

    /** A cause's detail as a mail may tell it. */
    static String detail(String cause, String detail) {
        if (cause.equals(UNMAPPED_CODE)) {
            return replace(UNMAPPED, detail, it -> TELLABLE.matcher(it).matches() ? it : MASKED);
        }
        return LEDGERS.contains(cause) ? ofLedger(detail) : detail;
    }

    private static String ofLedger(String detail) {
        String text = POSSESSIVE.matcher(detail).replaceAll(String.valueOf(APOSTROPHE));
        String told = hasOnlyCodes(text) ? text : withoutQuotes(text);
        return PHONE.matcher(told).replaceAll(MASKED).replace(APOSTROPHE, '\'');
    }

    private static boolean hasOnlyCodes(String text) {
        Matcher quoted = QUOTED.matcher(text);
        StringBuilder rest = new StringBuilder();
        while (quoted.find()) {
            if (!TELLABLE.matcher(quoted.group(2)).matches()) {
                return false;
            }
            quoted.appendReplacement(rest, "");
        }
        quoted.appendTail(rest);
        return rest.indexOf("'") < 0 && rest.indexOf("\"") < 0;
    }

    /** From the first quotation mark to the last, for a value may have some of its own; all of it where one stands alone. */
    private static String withoutQuotes(String text) {
        int first = text.indexOf('\'');
        first = first < 0 || text.indexOf('"') >= 0 && text.indexOf('"') < first ? text.indexOf('"') : first;
        int last = Math.max(text.lastIndexOf('\''), text.lastIndexOf('"'));
        return first == last ? MASKED : text.substring(0, first + 1) + MASKED + text.substring(last);
    }

    private static String ofUnknown(String unknown) {
        return replace(UNDECIDED, unknown, MailWords::shape);
    }

    private static String replace(Pattern pattern, String text, UnaryOperator<String> value) {
        return pattern.matcher(text)
                .replaceAll(it -> Matcher.quoteReplacement(it.group(1) + value.apply(it.group(2)) + it.group(3)));
    }

    private static String shape(String value) {
        String shape = value.replaceAll("[\\p{L}\\p{M}]", "x").replaceAll("\\p{N}", "9");
        return shape.length() > LONGEST_SHAPE ? shape.substring(0, LONGEST_SHAPE) + MASKED : shape;
    }
}
