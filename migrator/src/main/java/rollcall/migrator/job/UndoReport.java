package rollcall.migrator.job;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.Action;
import rollcall.migrator.load.KindUndo;
import rollcall.reconciler.report.Paragraph;

/** What an undo has taken back, for people. */
public final class UndoReport {
    private static final int MOST = 20;

    private UndoReport() {}

    /** Writes sums, what stays and why, and what to do. */
    public static void write(UndoResult result, PrintWriter out) {
        long number = result.undone().number();
        out.printf(
                "Run %d (%s, started %s)%s%n%n",
                number,
                result.undone().kind(),
                result.undone().started(),
                result.dry() ? ": what an undo would do" : "");
        for (Kind kind : Kind.values()) {
            out.printf("  %-14s", kind.word());
            out.printf("%,10d %s", result.removed().getOrDefault(kind, 0L), result.dry() ? "would go" : "taken out");
            long gone = result.gone().getOrDefault(kind, 0L);
            out.println(gone > 0 ? ", %,d deleted there before".formatted(gone) : "");
        }
        result.doubt().ifPresent(it -> {
            out.println();
            say(out, "Look where this was: " + it + ".");
        });
        left(result.left(), out);
        for (Map.Entry<Action, Long> it : result.notPutBack().entrySet()) {
            say(
                    out,
                    "Records of earlier runs that this run had %2$s: %1$,d; they stay as it left them; migrate again brings them to what legacy says."
                            .formatted(it.getValue(), it.getKey().name().toLowerCase(Locale.ROOT)));
        }
        out.println();
        if (result.dry()) {
            say(out, "Nothing was changed.");
        } else if (!result.balance().holds()) {
            say(out, "The books do not balance. Nothing is established.");
        } else if (result.left().isEmpty()) {
            say(
                    out,
                    "Nothing that run %d has added is in the new system now. Migrate loads it again."
                            .formatted(number));
        } else {
            say(
                    out,
                    "All that stays is listed in .rollcall/undo/run-%06d-left.csv; delete it in the new system by hand, or keep it."
                            .formatted(number));
        }
        out.flush();
    }

    private static void left(List<KindUndo.Left> left, PrintWriter out) {
        if (left.isEmpty()) {
            return;
        }
        out.printf("%nThese stay, for since then the new system has%n");
        left.stream()
                .limit(MOST)
                .forEach(it -> Paragraph.lines(
                                "%s %s (id %s): %s it"
                                        .formatted(
                                                it.identity().kind().word(1),
                                                it.identity().reference(),
                                                it.id(),
                                                it.how()),
                                "  ",
                                "      ")
                        .forEach(out::println));
        if (left.size() > MOST) {
            out.printf(Locale.UK, "  and %,d more%n", left.size() - MOST);
        }
    }

    private static void say(PrintWriter out, String sentence) {
        Paragraph.lines(sentence, "", "  ").forEach(out::println);
    }
}
