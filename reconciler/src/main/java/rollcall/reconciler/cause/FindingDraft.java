package rollcall.reconciler.cause;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.finding.AlsoTrue;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.FieldDifference;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Hints;
import rollcall.reconciler.finding.Particulars;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.SideRow;

/** Makes findings from rows. Each is born in this run, at its as-of instant; the history may know better. */
public final class FindingDraft {
    private FindingDraft() {}

    /** A finding about one row: legacy's where legacy has it, else the new system's. */
    public static Finding of(
            ExceptionClass type,
            Explanation why,
            Population population,
            String reference,
            SideRow row,
            LocalDateTime asOf) {
        return new Finding(
                type,
                why.cause().name(),
                why.detail(),
                population,
                reference,
                population == Population.JOBS
                        ? reference
                        : row.value(Column.JOB).text(),
                row.value(Column.PROPERTY).text(),
                row.value(Column.UPRN).text(),
                row.value(Column.STARTS_AT).time(),
                row.value(Column.ENDS_AT).time(),
                row.code(Column.PRIORITY),
                row.value(Column.TARGET_DATE).time(),
                row.code(Column.TRADE),
                row.code(Column.CONTRACTOR),
                isSet(row, Column.VULNERABLE),
                isSet(row, Column.AWAABS),
                new Particulars(
                        row.value(Column.RAISED).time(),
                        row.code(Column.SLOT),
                        row.shown(Column.STATUS),
                        row.value(Column.ALERTS).text()),
                List.of(),
                List.of(),
                Hints.NONE,
                asOf,
                1);
    }

    private static boolean isSet(SideRow row, Column flag) {
        return row.value(flag).text().equals("true");
    }

    /** A finding about a reference of which neither side has a row. */
    public static Finding ofReference(
            ExceptionClass type, Explanation why, Population population, String reference, LocalDateTime asOf) {
        return new Finding(
                type,
                why.cause().name(),
                why.detail(),
                population,
                reference,
                population == Population.JOBS ? reference : "",
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty(),
                "",
                "",
                false,
                false,
                List.of(),
                List.of(),
                asOf,
                1);
    }

    /** The columns in which two rows disagree, as reports tell them: of free text only where it begins to differ. */
    public static List<FieldDifference> fields(SideRow legacy, SideRow there, List<Column> columns) {
        return columns.stream()
                .map(it -> it.isFreeText()
                        ? freeText(it, legacy.value(it).text(), there.value(it).text())
                        : new FieldDifference(it.word(), legacy.shown(it), there.shown(it)))
                .toList();
    }

    private static FieldDifference freeText(Column column, String text, String other) {
        int from = 0;
        while (from < text.length() && from < other.length() && text.charAt(from) == other.charAt(from)) {
            from++;
        }
        String differs = ", differs from character " + (from + 1) + " on";
        return new FieldDifference(
                column.word(),
                length(text),
                other.isEmpty() || text.isEmpty() ? length(other) : length(other) + differs);
    }

    private static String length(String text) {
        return text.isEmpty() ? "" : text.length() == 1 ? "1 character" : text.length() + " characters";
    }

    /** The same finding with one thing more also true. */
    public static Finding withAlso(Finding finding, AlsoTrue more) {
        List<AlsoTrue> also = new ArrayList<>(finding.also());
        also.add(more);
        return finding.withAlso(also);
    }

    /** The same finding, with what the ledger has wrong about its row. */
    public static Finding withClaim(Finding finding, Finding claim) {
        return withAlso(
                finding,
                new AlsoTrue(
                        claim.population(),
                        ExceptionClass.CLAIM,
                        finding.reference(),
                        claim.causeDetail().isEmpty() ? claim.cause() : claim.causeDetail()));
    }

    /** The same finding for another reason. */
    public static Finding withCause(Finding finding, Explanation why) {
        return finding.withCause(why.cause().name(), why.detail());
    }

    /** The same finding with the alerts that it lacks, each of which may be several codes. */
    public static Finding withAlerts(Finding finding, Collection<String> alerts) {
        Particulars known = finding.particulars();
        String own = known.alerts();
        Set<String> codes = codes(own);
        Set<String> more = new LinkedHashSet<>();
        alerts.forEach(it -> more.addAll(codes(it)));
        more.removeAll(codes);
        if (more.isEmpty()) {
            return finding;
        }
        return finding.withParticulars(new Particulars(
                known.raised(),
                known.slot(),
                known.status(),
                (own.isBlank() ? "" : own + ",") + String.join(",", more)));
    }

    private static Set<String> codes(String alerts) {
        Set<String> codes = new LinkedHashSet<>(List.of(alerts.split("[^\\p{L}\\p{N}]+")));
        codes.remove("");
        return codes;
    }
}
