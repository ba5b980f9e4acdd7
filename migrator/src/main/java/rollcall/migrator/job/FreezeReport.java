package rollcall.migrator.job;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.reject.ByHandFiles;
import rollcall.reconciler.report.Paragraph;

/** What is to be keyed by hand, for people: sums, and where each record stands. */
public final class FreezeReport {
    private static final int MOST = 20;

    private FreezeReport() {}

    /** Writes the sums by what is to be done, the first records, and the files. */
    public static void write(ByHandFiles.Written written, PrintWriter out) {
        if (written.rows().isEmpty()) {
            out.println("Nothing is to be keyed by hand: the new system has what legacy has now.");
            out.flush();
            return;
        }
        out.printf("%-24s", "To be done by hand");
        for (Kind kind : Kind.values()) {
            out.printf("%16s", kind.word());
        }
        out.println();
        Map<String, Map<Kind, Long>> sums = new TreeMap<>();
        written.rows()
                .forEach(it -> sums.computeIfAbsent(verb(it), word -> new TreeMap<>())
                        .merge(it.identity().kind(), 1L, Long::sum));
        sums.forEach((verb, counts) -> {
            out.printf("%-24s", "  " + verb);
            for (Kind kind : Kind.values()) {
                out.printf(Locale.UK, "%,16d", counts.getOrDefault(kind, 0L));
            }
            out.println();
        });
        out.println();
        written.rows().stream()
                .limit(MOST)
                .flatMap(it -> Paragraph.lines(
                        "%s %s%s: %s"
                                .formatted(
                                        it.identity().kind().word(1),
                                        it.identity().reference(),
                                        it.targetId()
                                                .map(id -> " (id " + id + ")")
                                                .orElse(""),
                                        it.what()),
                        "  ",
                        "      ")
                        .stream())
                .forEach(out::println);
        if (written.rows().size() > MOST) {
            out.printf(Locale.UK, "  and %,d more%n", written.rows().size() - MOST);
        }
        out.println();
        Paragraph.lines(
                        "All of it, with what legacy holds, is in .rollcall/by-hand: %s."
                                .formatted(written.files().keySet().stream()
                                        .map(it -> String.valueOf(it.getFileName()))
                                        .collect(Collectors.joining(", "))),
                        "",
                        "  ")
                .forEach(out::println);
        out.flush();
    }

    private static String verb(ByHandFiles.Row row) {
        return row.what().split(":", 2)[0];
    }
}
