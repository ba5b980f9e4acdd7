package rollcall.reconciler.report;

import java.util.Locale;
import rollcall.reconciler.consistency.Rule;
import rollcall.reconciler.consistency.Rules;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Hints;
import rollcall.reconciler.finding.Hints.NearMatch;

/** Why an exception exists, in plain English. */
final class CauseWords {
    /** Before the new system's id, where a row has no legacy reference. */
    private static final String NEW = "new:";

    private CauseWords() {}

    /** Why, as far as can be told: "cancelled in the new system". */
    static String of(Finding finding) {
        return cause(finding)
                + touch(finding)
                + finding.hints().near().map(CauseWords::rekeyed).orElse("");
    }

    private static String rekeyed(NearMatch near) {
        String reference =
                near.reference().startsWith(NEW) ? near.reference().substring(NEW.length()) : near.reference();
        return "; probably re-keyed as " + reference + " (" + near.on() + ")";
    }

    private static String cause(Finding finding) {
        if (!finding.cause().equals("UNEXPLAINED")) {
            return of(finding.cause(), finding.causeDetail());
        }
        if (!finding.causeDetail().isBlank()) {
            return finding.causeDetail();
        }
        return switch (finding.type()) {
            case MISSING -> "it is not in the new system, and nothing says why";
            case INVISIBLE -> "it is closed, cancelled or not listed there, and nothing says why";
            default -> "nothing says why";
        };
    }

    /** Who has made it so, and when. */
    private static String touch(Finding finding) {
        Hints hints = finding.hints();
        String who = hints.by().isEmpty() ? "" : ", by " + hints.by();
        String touch = hints.since().map(it -> who + ", " + Times.full(it)).orElse(who);
        return touch.isEmpty() ? "" : what(finding) + touch;
    }

    /** What somebody did, where the cause does not say it: of values that differ it is only known who has touched the row. */
    private static String what(Finding finding) {
        return switch (finding.cause()) {
            case "CHANGED_SINCE_LOAD", "CANCELLED_SINCE_LOAD", "CHANGED_IN_LEGACY" -> "";
            case "UNEXPLAINED" ->
                finding.type() == ExceptionClass.UNEXPECTED
                        ? "; made in the new system"
                        : "; touched in the new system";
            default -> finding.type() == ExceptionClass.DIFFERENT ? "; touched in the new system" : "";
        };
    }

    /** A cause and its detail, apart from any exception. */
    static String of(String cause, String detail) {
        return words(cause) + (detail.isBlank() ? "" : " (" + detail + ")");
    }

    /** A constant in lower-case words. */
    static String spoken(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String words(String cause) {
        return switch (cause) {
            case "REJECTED" -> "the load rejected it";
            case "EXCLUDED" -> "the load left it out";
            case "EXCLUDED_BY_SCOPE" -> "it is of a kind that was to be left out";
            case "SUPERSEDED" -> "a later booking supersedes it";
            case "MERGED" -> "the load merged it into another record";
            case "CHANGED_IN_LEGACY" -> "legacy has changed it since it was sealed";
            case "NO_CREDIT" -> "the ledger has no outcome for it";
            case "NEVER_EXTRACTED" -> "it was never extracted from legacy";
            case "GONE_SINCE_LOAD" -> "it was loaded and is gone since";
            case "CANCELLED_SINCE_LOAD" -> "it was cancelled or ended after the load";
            case "CHANGED_SINCE_LOAD" -> "it was changed after the load";
            case "LOADED_TWICE" -> "the ledger has it loaded twice";
            case "IN_NO_LEDGER" -> "no entry of the ledger names it";
            case "LOADED_FOR" -> "the ledger says for what it was loaded";
            case "CLAIMED_REMOVED" -> "the ledger says that it was taken out again";
            case "CANCELLED_IN_BULK" -> "it was cancelled together with many others at once";
            case "KEY_CHANGED" -> "its reference was changed on the way";
            case "NO_REFERENCE" -> "it has no legacy reference";
            case "DEAD_END_STATUS" -> "its status is one that staff cannot list";
            case "CANCELLED" -> "cancelled or closed in the new system";
            case "UNMAPPED_CODE" -> "a code is undecided";
            case "SUPERSEDED_WINDOW" -> "it has the window of the visit that it replaced";
            case "TEMPLATE_DATE" -> "it has no real date there";
            case "SHIFTED_ONE_HOUR" -> "both ends are exactly an hour off";
            case "SHIFTED_ONE_DAY" -> "both ends are exactly a day off";
            case "DAY_AND_MONTH_SWAPPED" -> "day and month have changed places";
            case "WRONG_PROPERTY" -> "it hangs on another property";
            case "CORRECTED" -> "somebody corrected it before it was loaded";
            case "CUT_SHORT" -> "a text was cut short";
            case "CHARACTERS_MANGLED" -> "signs in a text have become others";
            case "NOT_IN_LEDGER" -> "the ledger does not account for it";
            case "CLAIMED_NOT_LOADED" -> "the ledger says that it was not loaded";
            case "CLAIMED_LOADED" -> "the ledger says that it was loaded, and it was not to be";
            case "OTHER_TARGET_ROW" -> "the ledger names another row of the new system";
            case "NOT_IN_LEGACY" -> "the ledger has it and legacy has not";
            case "UNEXPLAINED" -> "nothing says why";
            default -> Rules.named(cause).map(Rule::says).orElseGet(() -> spoken(cause));
        };
    }
}
