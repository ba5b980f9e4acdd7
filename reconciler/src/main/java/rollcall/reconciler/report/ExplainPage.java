package rollcall.reconciler.report;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rollcall.reconciler.explain.Answer;
import rollcall.reconciler.explain.LedgerLine;
import rollcall.reconciler.explain.Life;
import rollcall.reconciler.explain.SeenRow;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.history.Change;
import rollcall.reconciler.history.OpenException;
import rollcall.reconciler.plan.Accepted;
import rollcall.reconciler.side.Column;

/** What is known of a few records, for a terminal of 80 columns: without names, phones, addresses and free text. */
public final class ExplainPage {
    private static final String INDENT = "  ";
    private static final String FURTHER = "      ";
    private static final int MOST_NAMED = 10;
    private static final String UNDONE = "undone: run ";

    private final Answer answer;
    private final Appendable out;
    private final Times times;

    private ExplainPage(Answer answer, Appendable out) {
        this.answer = answer;
        this.out = out;
        this.times = new Times(answer.asOf(), "-");
    }

    /** Writes the page. */
    public static void write(Answer answer, Appendable out) throws IOException {
        new ExplainPage(answer, out).write();
    }

    private void write() throws IOException {
        paragraph(
                "%s: \"%s\", as of %s".formatted(answer.plan(), answer.asked(), Times.full(answer.asOf())), "", INDENT);
        paragraph(found(), "", INDENT);
        for (Life life : answer.lives()) {
            line("");
            life(life);
        }
        texts("Could not be read, so that what follows from it is not known", answer.unknowns());
        texts("Notes", answer.notes());
    }

    private String found() {
        String where = String.join(", ", answer.searched());
        return switch (answer.lives().size()) {
            case 0 ->
                (answer.unknowns().isEmpty() ? "Found nowhere" : "Not found in what could be read")
                        + ": neither as a job's or an appointment's reference, nor as an id of the new system, nor as a"
                        + " UPRN; looked for in " + where + ".";
            default ->
                "Told here: "
                        + answer.lives().stream()
                                .limit(MOST_NAMED)
                                .map(it -> Wording.name(it.population(), it.reference())
                                        .toLowerCase(Locale.ROOT))
                                .distinct()
                                .collect(Collectors.joining(", "))
                        + (answer.lives().size() > MOST_NAMED
                                ? " and %d more.".formatted(answer.lives().size() - MOST_NAMED)
                                : ".");
        };
    }

    private void life(Life life) throws IOException {
        paragraph(
                Wording.name(life.population(), life.reference())
                        + (answer.searched().size() > 1 ? " in \"" + life.reconciliation() + "\"" : ""),
                "",
                INDENT);
        legacy(life);
        ledger(life);
        target(life);
        exceptions(life);
        paragraph(life.called().in(standing(life)), INDENT, INDENT + INDENT);
    }

    private void legacy(Life life) throws IOException {
        line(INDENT + life.called().in("In legacy"));
        if (!life.isLegacyKnown()) {
            line(FURTHER + "could not be read");
        } else if (life.legacy().isEmpty()) {
            line(FURTHER + "no row");
        }
        for (SeenRow row : life.legacy()) {
            List<String> head = new ArrayList<>();
            head.add(row.seen().text(Column.KIND));
            head.add(row.seen().flag(Column.LIVE, true) ? "live" : "not live");
            String by = row.seen().text(Column.SUPERSEDED_BY);
            head.add(by.isEmpty() ? decided(row) : "replaced by " + by);
            row(row, head);
        }
        if (life.counted().isPresent()) {
            long count = life.counted().getAsLong();
            String often = count == 0 ? "not there" : count == 1 ? "there once" : "there %,d times".formatted(count);
            line(FURTHER + "in its base tables, without join or filter: " + often);
        }
    }

    private static String decided(SeenRow row) {
        return switch (row.decided()) {
            case "move" -> "to be moved";
            case "exclude" -> "left out by decision";
            case "count" -> "only counted, by decision";
            default -> "of a kind that nobody has decided";
        };
    }

    private void row(SeenRow row, List<String> head) throws IOException {
        paragraph(
                row.seen().text(Column.REFERENCE) + ": "
                        + String.join(
                                ", ", head.stream().filter(it -> !it.isEmpty()).toList()),
                FURTHER,
                FURTHER + INDENT);
        facts(List.of(
                row.seen()
                        .time(Column.STARTS_AT)
                        .map(it -> times.window(it, row.seen().time(Column.ENDS_AT)))
                        .orElse(""),
                code(row, Column.SLOT)));
        facts(Stream.of(Column.STATUS, Column.PRIORITY, Column.TRADE, Column.CONTRACTOR)
                .map(it -> code(row, it))
                .toList());
        facts(List.of(
                row.seen().population() == Population.JOBS ? "" : named(row, Column.JOB),
                named(row, Column.PROPERTY),
                named(row, Column.UPRN)));
        facts(List.of(
                time(row, Column.RAISED, "raised"),
                time(row, Column.TARGET_DATE, "target"),
                row.seen().flag(Column.VULNERABLE, false) ? "vulnerable household" : "",
                row.seen().flag(Column.AWAABS, false) ? "Awaab's Law" : "",
                named(row, Column.ALERTS)));
        facts(List.of(
                done(row, "made", Column.CREATED_BY, Column.CREATED_AT),
                done(row, "changed", Column.CHANGED_BY, Column.CHANGED_AT)));
        facts(List.of(
                done(row, "given its status", Column.STATUS_BY, Column.STATUS_AT),
                row.seen().flag(Column.STATUS_REASON, false) ? "with a reason" : ""));
    }

    private String done(SeenRow row, String what, Column by, Column at) {
        String who = row.seen().text(by);
        String when = row.seen().time(at).map(it -> ", " + times.moment(it)).orElse("");
        return who.isEmpty() && when.isEmpty() ? "" : what + (who.isEmpty() ? "" : " by " + who) + when;
    }

    private void facts(List<String> facts) throws IOException {
        List<String> told = facts.stream().filter(it -> !it.isEmpty()).toList();
        if (!told.isEmpty()) {
            paragraph(String.join(", ", told), FURTHER + INDENT, FURTHER + INDENT);
        }
    }

    private static String named(SeenRow row, Column column) {
        String value = row.seen().text(column);
        return value.isEmpty() ? "" : Wording.label(column.word()) + " " + value;
    }

    private static String code(SeenRow row, Column column) {
        String named = named(row, column);
        String meant = row.meant().get(column);
        return named.isEmpty() || meant == null || meant.equals(row.seen().text(column))
                ? named
                : named + (meant.isEmpty() ? " (no mapping)" : " (" + meant + ")");
    }

    private String time(SeenRow row, Column column, String word) {
        return row.seen().time(column).map(it -> word + " " + times.moment(it)).orElse("");
    }

    private void ledger(Life life) throws IOException {
        if (life.ledger().isEmpty()) {
            return;
        }
        line(INDENT + "In the migration's ledger");
        for (LedgerLine entry : life.ledger()) {
            String of = entry.key().reference().equals(life.reference())
                    ? ""
                    : " " + entry.key().reference();
            String occurrence =
                    entry.occurrence() == 1 ? "" : ", row %d of its reference".formatted(entry.occurrence());
            entry.run()
                    .filter(it -> it.undoes().isEmpty())
                    .ifPresent(run -> dated(entry.extracted(), "extracted" + of + occurrence + " by " + run(run)));
            if (!entry.corrected().isEmpty()) {
                dated(entry.credited(), "corrected by hand: " + String.join(", ", entry.corrected()));
            }
            dated(entry.credited(), outcome(entry));
        }
    }

    private static String run(LedgerLine.Run run) {
        return "run " + run.number() + (run.kind().isEmpty() ? "" : ", " + run.kind());
    }

    private static String outcome(LedgerLine entry) {
        if (entry.outcome().isEmpty()) {
            return "nothing says yet what became of it";
        }
        if (entry.detail().startsWith(UNDONE) && entry.creditedBy().isPresent()) {
            return "taken out again by %s, which undid run %s"
                    .formatted(run(entry.creditedBy().get()), entry.detail().substring(UNDONE.length()));
        }
        List<String> told = new ArrayList<>();
        String by = entry.creditedBy()
                .filter(it ->
                        !entry.run().equals(Optional.of(it)) || it.undoes().isPresent())
                .map(it -> " by " + run(it))
                .orElse("");
        told.add(entry.outcome().toLowerCase(Locale.ROOT)
                + by
                + (entry.targetId().isEmpty() ? "" : " as " + entry.targetId())
                + (entry.action().isEmpty() || entry.action().equals("NONE")
                        ? ""
                        : " (" + CauseWords.spoken(entry.action()) + ")"));
        if (entry.reasons().isEmpty()) {
            told.add(MailWords.detail("REJECTED", entry.detail()));
        } else {
            entry.reasons().forEach(it -> told.add(MailWords.detail("REJECTED", it.words())));
        }
        return String.join("; ", told.stream().filter(it -> !it.isEmpty()).toList());
    }

    private void target(Life life) throws IOException {
        line(INDENT + life.called().in("In the new system"));
        if (!life.isTargetKnown()) {
            line(FURTHER + "could not be read");
        } else if (life.there().isEmpty()) {
            line(FURTHER + "no row of this reference");
        }
        for (SeenRow row : life.there()) {
            row(row, head(row));
        }
        if (!life.elsewhere().isEmpty()) {
            line(INDENT + "There, too, and it may be this one under another reference");
            for (SeenRow row : life.elsewhere()) {
                row(row, head(row));
            }
        }
    }

    private static List<String> head(SeenRow row) {
        String id = row.seen().text(Column.TARGET_ID);
        return List.of(
                id.isEmpty() ? "" : "id " + id,
                row.seen().flag(Column.LIVE, true) ? "live" : "cancelled, closed or complete",
                row.seen().flag(Column.VISIBLE, true) ? "staff can list it" : "staff cannot list it",
                row.seen().text(Column.OPERATIVE).isEmpty() ? "" : "an operative is given");
    }

    private void exceptions(Life life) throws IOException {
        if (life.changes().isEmpty() && life.open().isEmpty()) {
            return;
        }
        line(INDENT + "Exceptions over the runs");
        for (Life.Told told : life.changes()) {
            Change change = told.change();
            String of = told.reference().equals(life.reference()) ? "" : " of " + told.reference();
            dated(
                    Optional.of(change.asOf()),
                    switch (change.kind()) {
                                case OPENED -> "opened: " + exception(change.type(), change.cause());
                                case CHANGED -> "changed: " + exception(change.type(), change.cause());
                                case CLOSED -> "no longer reported; it was " + exception(change.type(), change.cause());
                            }
                            + of);
        }
    }

    private static String exception(String type, String cause) {
        return type + (cause.isEmpty() ? "" : ", " + CauseWords.of(cause, ""));
    }

    private String standing(Life life) {
        String lastRun = life.lastRun()
                .asOf()
                .map(it -> "the run as of " + Times.full(it))
                .orElse("the last run");
        return switch (life.standing()) {
            case NEVER_COMPARED -> "UNKNOWN: no run has compared it yet; run 'reconcile'.";
            case OPEN -> {
                OpenException open = life.open().orElseThrow().exception();
                yield "OPEN: %s; since %s, in %s."
                        .formatted(
                                exception(open.type(), open.cause()),
                                Times.full(open.firstSeen()),
                                open.ageRuns() == 1 ? "1 run" : open.ageRuns() + " runs");
            }
            case NOT_TOLD_YET ->
                "LOST: legacy holds it and the new system does not, and no run has told so yet; run 'reconcile'.";
            case ACCEPTED -> {
                Accepted by = life.accepted().orElseThrow();
                yield "ACCEPTED by name as %s%s: accepted.csv line %d."
                        .formatted(
                                by.type(), by.until().map(it -> " until " + it).orElse(""), by.line());
            }
            case CLEAR -> "CLEAR: no exception is open, as " + lastRun + " found.";
        };
    }

    private void dated(Optional<LocalDateTime> when, String text) {
        String date = when.map(Times::full).orElse("");
        try {
            paragraph(text, FURTHER + (date.isEmpty() ? "" : date + INDENT), FURTHER + INDENT);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void texts(String title, List<String> texts) throws IOException {
        if (!texts.isEmpty()) {
            line("");
            line(title);
            for (String text : texts) {
                paragraph(text, INDENT + "- ", INDENT + INDENT);
            }
        }
    }

    private void paragraph(String text, String first, String next) throws IOException {
        for (String line : Paragraph.lines(Visible.of(text), first, next)) {
            line(line);
        }
    }

    private void line(String text) throws IOException {
        out.append(text.stripTrailing()).append(System.lineSeparator());
    }
}
