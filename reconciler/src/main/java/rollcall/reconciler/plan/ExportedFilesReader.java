package rollcall.reconciler.plan;

import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import rollcall.reconciler.plan.ExportedFiles.Export;
import rollcall.reconciler.plan.ExportedFiles.Table;

/** Reads {@code files:} of a connection: the tables that are made of exported files. */
final class ExportedFilesReader {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");
    /** The day, and behind or before it a time: a month is never an {@code mm}, nor a minute an {@code MM}. */
    private static final Pattern DATE = Pattern.compile("(HH?[:.]?mm([:.]?ss)? )?[dMy/. -]+(HH?[:.]?mm([:.]?ss)?)?");

    private static final String DATES_REMEDY = "; expected for example d/M/yyyy H:mm or dd/MM/yyyy HH:mm:ss";

    private static final int LONGEST_NAME = 45;

    private final Path work;

    /** A file, and how the plan writes it. */
    private record Named(Path file, String written) {}

    ExportedFilesReader(Path work) {
        this.work = work;
    }

    ExportedFiles read(PlanNode files) {
        List<Table> tables = new ArrayList<>();
        Map<String, Named> named = new HashMap<>();
        for (String name : files.keys()) {
            name(files, name, "table");
            tables.add(table(name, files.child(name), named));
        }
        if (tables.isEmpty()) {
            files.fault("", "files names no table; expected for example orders: with columns: and from:");
        }
        return new ExportedFiles(work, tables);
    }

    private static Table table(String name, PlanNode node, Map<String, Named> named) {
        node.onlyKeys("columns", "times", "keys", "charset", "delimiter", "dates", "from");
        Map<String, List<String>> columns = columns(node);
        Set<String> times = new HashSet<>(known(node, "times", columns));
        List<Export> files = new ArrayList<>();
        Set<Path> paths = new HashSet<>();
        for (PlanNode from : node.children("from")) {
            Export export = export(from, node, columns, !times.isEmpty());
            if (!paths.add(export.file())) {
                from.fault("file", "file \"" + export.name() + "\" stands twice; its rows would be doubled");
            }
            refuseNamesake(from, export, named);
            files.add(export);
        }
        if (files.isEmpty()) {
            node.fault("from", "table " + name + " names no file; expected from: with lines \"- { file: … }\"");
        }
        return new Table(name, columns, times, known(node, "keys", columns), files);
    }

    /** One file may be two tables; two files of one name would give two rows one {@code source_row}. */
    private static void refuseNamesake(PlanNode from, Export export, Map<String, Named> named) {
        Named own = new Named(export.file(), from.optionalText("file").orElse(""));
        Named other = named.putIfAbsent(export.name().toLowerCase(Locale.ROOT), own);
        if (other != null && !other.file().equals(own.file())) {
            from.fault(
                    "file",
                    "file \"%s\" has the name of another, \"%s\"; rename one: a row without a reference is known by it"
                            .formatted(own.written(), other.written()));
        }
    }

    private static Map<String, List<String>> columns(PlanNode node) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        Map<String, String> taken = new HashMap<>();
        PlanNode given = node.child("columns");
        for (String column : given.keys()) {
            name(given, column, "column");
            List<String> headers = given.list(column);
            for (String header : headers) {
                String earlier = taken.putIfAbsent(folded(header), column);
                if (earlier != null) {
                    given.fault(
                            column,
                            "header \"%s\" means both %s and %s; name it once".formatted(header, earlier, column));
                }
            }
            columns.put(column, headers);
        }
        return columns;
    }

    private static Export export(PlanNode from, PlanNode table, Map<String, List<String>> columns, boolean hasTimes) {
        from.onlyKeys("file", "charset", "delimiter", "dates", "without");
        List<String> dates = dates(from.list("dates").isEmpty() ? table : from);
        if (hasTimes && dates.isEmpty()) {
            from.fault("dates", "dates is missing, and the table has times" + DATES_REMEDY);
        }
        Path file = from.dataFile("file");
        if (String.valueOf(file.getFileName()).length() > LONGEST_NAME) {
            from.fault(
                    "file",
                    "file has a name of more than %d letters; rename it: a row without a reference is known by it"
                            .formatted(LONGEST_NAME));
        }
        return new Export(
                file,
                CsvFormat.charset(from.optionalText("charset").isPresent() ? from : table),
                CsvFormat.delimiter(from.optionalText("delimiter").isPresent() ? from : table),
                dates,
                new HashSet<>(known(from, "without", columns)));
    }

    private static void name(PlanNode node, String name, String what) {
        if (!NAME.matcher(name).matches() || name.equals(ExportedFiles.ROW)) {
            node.fault(
                    name,
                    "%s \"%s\" is not a name for SQL; expected small letters, digits and _, and not %s"
                            .formatted(what, name, ExportedFiles.ROW));
        }
    }

    private static List<String> known(PlanNode node, String key, Map<String, List<String>> columns) {
        List<String> names = node.list(key);
        for (String name : names) {
            if (!columns.containsKey(name)) {
                node.fault(key, key + ": \"" + name + "\" is none of columns:" + Nearest.hint(name, columns.keySet()));
            }
        }
        return names.stream().filter(columns::containsKey).toList();
    }

    /** Patterns with {@code u} for {@code y}, so that a strict reading needs no era. */
    private static List<String> dates(PlanNode node) {
        List<String> patterns = new ArrayList<>();
        Set<Boolean> dayFirst = new HashSet<>();
        for (String pattern : node.list("dates")) {
            if (!isPattern(pattern)) {
                node.fault("dates", "dates \"" + pattern + "\" is not a way to write dates" + DATES_REMEDY);
                continue;
            }
            if (!pattern.startsWith("y")) {
                dayFirst.add(pattern.indexOf('d') < pattern.indexOf('M'));
            }
            patterns.add(pattern.replace('y', 'u'));
        }
        if (dayFirst.size() > 1) {
            node.fault("dates", "dates is day first and month first at once; 03/04/2026 would be two days; keep one");
        }
        return patterns;
    }

    private static boolean isPattern(String pattern) {
        boolean isDate = DATE.matcher(pattern).matches()
                && pattern.contains("yyyy")
                && pattern.contains("M")
                && pattern.contains("d");
        try {
            return isDate
                    && !DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                            .toString()
                            .isEmpty();
        } catch (IllegalArgumentException notAPattern) {
            return false;
        }
    }

    private static String folded(String header) {
        return header.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
