package rollcall.reconciler.seal;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import rollcall.reconciler.plan.ExportedFiles;
import rollcall.reconciler.plan.ExportedFiles.Export;
import rollcall.reconciler.plan.ExportedFiles.Table;
import rollcall.reconciler.plan.ReconciliationPlan.CsvSide;
import rollcall.reconciler.plan.ReconciliationPlan.QuerySide;
import rollcall.reconciler.plan.ReconciliationPlan.SidePlan;

/**
 * All of a plan that says what the rows of legacy's side mean: a query's text, how exported files or a CSV are read, and the
 * columns by which records are known. Where it is another now, sealed rows are not those that the plan would read.
 *
 * @param sql the query; empty where a CSV is read
 * @param files how files are read, in a line; empty where none is, or where an older seal does not tell
 * @param key the columns by which records are known, in a line; empty where that is their reference
 */
record AskedText(String sql, String files, String key) {
    private static final String FILES = "\n-- files: ";
    private static final String KEY = "\n-- key: ";

    /** What is another in two of them. */
    enum Difference {
        NONE,
        SQL,
        FILES,
        KEY
    }

    /** As a seal would give it back: a query that ends in comments like ours is the same in both. */
    static AskedText of(SidePlan side) {
        AskedText asked = switch (side) {
            case QuerySide query ->
                new AskedText(
                        query.sql(),
                        query.connection().files().map(AskedText::told).orElse(""),
                        query.key().told());
            case CsvSide csv ->
                new AskedText(
                        "",
                        "%s, columns %s"
                                .formatted(format(csv.charset().name(), csv.delimiter()), new TreeMap<>(csv.columns())),
                        csv.key().told());
        };
        return read(asked.text());
    }

    /** As a seal keeps it. */
    static AskedText read(String kept) {
        int key = lastLine(kept, KEY);
        String rest = key < 0 ? kept : kept.substring(0, key);
        int files = lastLine(rest, FILES);
        return new AskedText(
                files < 0 ? rest : rest.substring(0, files),
                files < 0 ? "" : rest.substring(files + FILES.length()).strip(),
                key < 0 ? "" : kept.substring(key + KEY.length()).strip());
    }

    /** Where the last line begins that holds anything, if it is one of ours: a query may have such a comment elsewhere. */
    private static int lastLine(String text, String mark) {
        int at = text.lastIndexOf(mark);
        return at >= 0 && text.substring(at + 1).strip().indexOf('\n') >= 0 ? -1 : at;
    }

    /** For a seal to keep: the query, and the rest as comments below it. */
    String text() {
        String told = (files.isEmpty() ? "" : FILES + files) + (key.isEmpty() ? "" : KEY + key);
        return sql + told + (told.isEmpty() ? "" : "\n");
    }

    /** What is another now; line ends and blanks at the end of a line say nothing, and an older seal not how files were read. */
    Difference from(AskedText then) {
        if (!bare(sql).equals(bare(then.sql))) {
            return Difference.SQL;
        }
        if (!key.equals(then.key)) {
            return Difference.KEY;
        }
        boolean areFilesOthers = !files.isEmpty() && !then.files.isEmpty() && !files.equals(then.files);
        return areFilesOthers ? Difference.FILES : Difference.NONE;
    }

    /** In an order of its own, so that the same files are always told the same way. */
    private static String told(ExportedFiles files) {
        return files.tables().stream()
                .sorted(Comparator.comparing(Table::name))
                .map(AskedText::told)
                .collect(Collectors.joining("; "));
    }

    private static String told(Table table) {
        Map<String, List<String>> columns = new TreeMap<>(table.columns());
        return "%s: columns %s, times %s, from %s"
                .formatted(
                        table.name(),
                        columns,
                        new TreeSet<>(table.times()),
                        table.files().stream().map(AskedText::told).toList());
    }

    private static String told(Export export) {
        return "%s, %s, dates %s, without %s"
                .formatted(
                        export.name(),
                        format(export.charset().name(), export.delimiter()),
                        export.dates(),
                        new TreeSet<>(export.without()));
    }

    private static String format(String charset, char delimiter) {
        return "charset %s, delimiter %s".formatted(charset, delimiter == '\t' ? "tab" : delimiter);
    }

    private static String bare(String text) {
        return text.lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .stripTrailing();
    }
}
