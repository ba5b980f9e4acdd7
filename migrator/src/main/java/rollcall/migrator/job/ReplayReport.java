package rollcall.migrator.job;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.Credit;
import rollcall.migrator.reject.ChangedCell;
import rollcall.migrator.reject.Correction;
import rollcall.migrator.reject.RejectFiles;
import rollcall.reconciler.report.Paragraph;

/** What is rejected, and what a replay has made of it, for people. */
public final class ReplayReport {
    private static final int MOST = 20;

    private final PrintWriter out;

    public ReplayReport(PrintWriter out) {
        this.out = out;
    }

    /** Tells what is rejected, why, and where it can be corrected. */
    public void write(RejectsJob.Listing listing) {
        if (listing.balance().rejected().isEmpty()) {
            say("Nothing is rejected.");
        } else {
            say("Rejected: %s."
                    .formatted(counted(kind -> listing.balance().sum(kind).rejected())));
            BalanceReport.reasons(listing.balance().reasons(), out);
        }
        files(listing.written());
        if (listing.rejections().accepted() > 0) {
            say("%,d of them are accepted by name."
                    .formatted(listing.rejections().accepted()));
        }
        out.flush();
    }

    /** Tells each corrected cell, what was loaded, and what is still rejected. */
    public void write(ReplayResult result) {
        List<Correction> corrected = result.corrected().corrected();
        say("%s: %s to be tried, %,d of them corrected; in the new system already: %,d."
                .formatted(
                        result.file().getFileName(),
                        rows(
                                result.corrected().corrections().size(),
                                result.corrected().kind()),
                        corrected.size(),
                        result.corrected().loaded().size()));
        for (Correction correction : corrected) {
            say("  line %d, %s: %s"
                    .formatted(
                            correction.line(),
                            correction.legacy().identity().reference(),
                            correction.cells().stream()
                                    .map((ChangedCell it) -> it.words(correction.legacy()))
                                    .collect(Collectors.joining("; "))));
        }
        out.println();
        if (result.kept().isEmpty()) {
            foreseen(result);
        } else {
            loaded(result);
        }
        left(result);
        result.written().ifPresent(this::files);
        out.flush();
    }

    private void foreseen(ReplayResult result) {
        int rows = result.corrected().corrections().size() - result.left().size();
        say("Dry run, nothing is written. %s would be loaded, unless the new system refuses them%s."
                .formatted(
                        rows(rows, result.corrected().kind()),
                        result.corrected().kind() == Kind.JOBS && rows > 0
                                ? ", and then what waits for these jobs"
                                : ""));
    }

    private void loaded(ReplayResult result) {
        String loaded = counted(result::loaded);
        if (!loaded.isEmpty()) {
            say("Loaded: %s.".formatted(loaded));
        } else if (result.corrected().corrected().isEmpty()) {
            say(
                    "Nothing was loaded: no cell of the file is corrected, and no code table was changed that lets a row of it through.");
        } else {
            say("Nothing was loaded.");
        }
        result.kept().ifPresent(it -> say("The file is kept as %s.".formatted(shown(it.file()))));
        if (result.outcomes().values().stream()
                .anyMatch(it -> it.detail().orElse("").contains(Credit.CORRECTED_BY_HAND))) {
            say(
                    "The checker will find what was corrected DIFFERENT from legacy until somebody accepts it by name: complete the lines of accept-corrected.csv and put them into accepted.csv.");
        }
    }

    private void left(ReplayResult result) {
        List<Correction> left = result.left();
        if (left.isEmpty()) {
            return;
        }
        out.println();
        say("Still rejected: %s of the file."
                .formatted(rows(left.size(), result.corrected().kind())));
        left.stream()
                .limit(MOST)
                .forEach(it -> say("  line %d, %s: %s"
                        .formatted(it.line(), it.legacy().identity().reference(), why(result, it))));
        if (left.size() > MOST) {
            say("  and %,d more; see reasons.xlsx".formatted(left.size() - MOST));
        }
    }

    private static String why(ReplayResult result, Correction correction) {
        Credit credit = Optional.ofNullable(
                        result.outcomes().get(correction.legacy().identity()))
                .orElseThrow();
        String detail = credit.detail().orElse("");
        return switch (credit.posting()) {
            case LOADED, REJECTED -> detail;
            case EXCLUDED, SUPERSEDED, MERGED ->
                "so corrected it would be %s (%s), and a correction takes no record out of the move; accept it by name in accepted.csv instead"
                        .formatted(credit.posting().name().toLowerCase(Locale.ROOT), detail);
        };
    }

    private void files(RejectFiles.Written written) {
        if (!written.files().isEmpty()) {
            out.println();
            say("To be corrected, with the reasons beside, in %s:".formatted(shown(written.folder())));
            written.files().forEach((file, rows) -> say("  %-28s %,6d rows".formatted(file.getFileName(), rows)));
            say("Load a corrected file with: rollcall rejects PLAN --replay FILE");
        }
        written.notes().forEach(this::say);
    }

    private static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
    }

    private static String counted(java.util.function.ToLongFunction<Kind> count) {
        return Stream.of(Kind.values())
                .filter(it -> count.applyAsLong(it) > 0)
                .map(it -> rows(count.applyAsLong(it), it))
                .collect(Collectors.joining(", "));
    }

    private static String rows(long count, Kind kind) {
        return "%,d %s".formatted(count, kind.word(count));
    }

    private void say(String sentence) {
        String indent = sentence.startsWith("  ") ? "  " : "";
        if (sentence.startsWith("  rejects-") || sentence.startsWith("  reasons")) {
            out.println(sentence);
            return;
        }
        Paragraph.lines(sentence.strip(), indent, indent + "    ").forEach(out::println);
    }
}
