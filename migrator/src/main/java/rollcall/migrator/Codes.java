package rollcall.migrator;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rollcall.migrator.decision.CodesFound;
import rollcall.migrator.decision.Filling;
import rollcall.migrator.decision.Meanings;
import rollcall.migrator.decision.Refusals;
import rollcall.migrator.decision.Undecided;
import rollcall.migrator.extract.ExtractFailed;
import rollcall.migrator.extract.Extraction;
import rollcall.migrator.extract.Lookups.Meaning;
import rollcall.migrator.job.Migration;
import rollcall.migrator.job.MigrationFailed;
import rollcall.migrator.job.PlanLock;
import rollcall.migrator.plan.CodeLine;
import rollcall.migrator.plan.CodeSheet;
import rollcall.migrator.plan.Decisions;
import rollcall.migrator.plan.MigrationPlan;
import rollcall.migrator.plan.SignedFile;
import rollcall.migrator.transform.Transformation;
import rollcall.reconciler.TerminalProgress;
import rollcall.reconciler.Unestablished;
import rollcall.reconciler.plan.Bound;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanFaults;
import rollcall.reconciler.plan.PlanReader;
import rollcall.reconciler.report.Paragraph;
import rollcall.reconciler.table.TableFile;
import rollcall.reconciler.table.TableUnreadable;

/** What {@code rollcall codes} does. */
record Codes(Path folder, PrintWriter out) {
    private static final int MOST_TOLD = 40;

    /** Fills the tables from legacy; 1 while a code on live rows is undecided. */
    int fill() throws PlanFaults, ExtractFailed, MigrationFailed, IOException {
        for (Path missing : PlanReader.missingCodeTables(folder)) {
            TableFile.write(missing, Filling.HEADER, List.of());
        }
        Bound<MigrationPlan> bound = read();
        Plan plan = bound.plan();
        Clock clock = Clock.system(plan.zone());
        try (PlanLock lock = PlanLock.take(plan.workFolder(), "codes", clock)) {
            List<CodeSheet> tables = bound.part().decisions().tables();
            refuseOpen(tables.stream().map(CodeSheet::file).toList());
            refuseMoreThanTables(tables);
            Transformation kinds = Transformation.of(plan.scope(), bound.part().codes(), any -> true);
            CodesFound found = new CodesFound(kinds::isLive);
            Map<String, Map<String, String>> meanings =
                    Meanings.of(bound.part().decisions(), count(bound, clock, found));
            for (CodeSheet table : tables) {
                if (found.isNoList(table.list())) {
                    throw new ExtractFailed(
                            "%s: legacy has thousands of different codes of this list; check which column the extract takes for %s"
                                    .formatted(table.name(), table.list()));
                }
            }
            for (CodeSheet table : tables) {
                fill(table, found, meanings.getOrDefault(table.list(), Map.of()));
            }
            return tell(read().part().decisions(), found);
        }
    }

    private Bound<MigrationPlan> read() throws PlanFaults {
        return PlanReader.read(folder, System.getenv(), MigrationPlan::bind);
    }

    private static DatabaseConnection legacy(Bound<MigrationPlan> bound) {
        return Optional.ofNullable(bound.plan().connections().get(bound.part().source()))
                .orElseThrow();
    }

    private static List<Meaning> count(Bound<MigrationPlan> bound, Clock clock, CodesFound found) throws ExtractFailed {
        return Extraction.show(
                legacy(bound),
                bound.part().extracts(),
                Migration.asOf(bound.plan(), Optional.empty(), clock),
                bound.plan().workFolder(),
                TerminalProgress.onStandardError(),
                Meanings.query(bound.part().decisions()),
                found);
    }

    private void fill(CodeSheet table, CodesFound found, Map<String, String> meanings) throws IOException {
        try {
            Filling filling = Filling.of(TableFile.read(table.file()), found.of(table.list()), meanings);
            if (filling.changes()) {
                TableFile.write(table.file(), filling.header(), filling.rows());
            }
            long undecided = Undecided.of(table, found).size();
            out.printf(
                    "%-24s %d codes%s%s%n",
                    table.name(),
                    filling.rows().size(),
                    filling.added().isEmpty()
                            ? ""
                            : ", %d new".formatted(filling.added().size()),
                    undecided == 0 ? "" : ", %d undecided on live rows".formatted(undecided));
        } catch (TableUnreadable changedMeanwhile) {
            throw new IOException(changedMeanwhile.getMessage(), changedMeanwhile);
        }
    }

    private int tell(Decisions decisions, CodesFound found) {
        List<Undecided> undecided = new ArrayList<>();
        decisions.tables().forEach(it -> undecided.addAll(Undecided.of(it, found)));
        out.println();
        if (undecided.isEmpty()) {
            say("Every code on a live row is decided.");
            list(Refusals.signatures(decisions));
        } else {
            out.println("Undecided, on live rows:");
            list(undecided.stream().map(Undecided::words).toList());
            say("Decide each in its table: map and a new_code, or reject (its rows are then keyed by hand).");
        }
        out.flush();
        return undecided.isEmpty() ? 0 : 1;
    }

    /** Signs what is decided, and tells what has changed since it was signed last. */
    int sign(String by) throws PlanFaults, MigrationFailed, IOException {
        Plan plan = read().plan();
        try (PlanLock lock = PlanLock.take(plan.workFolder(), "codes --sign", Clock.system(plan.zone()))) {
            return sign(by, read());
        }
    }

    private int sign(String by, Bound<MigrationPlan> bound) throws PlanFaults, IOException {
        Decisions decisions = bound.part().decisions();
        refuseOpen(Stream.concat(decisions.tables().stream().map(CodeSheet::file), Stream.of(decisions.signedFile()))
                .toList());
        if (decisions.tables().stream().flatMap(it -> it.lines().stream()).noneMatch(CodeLine::isDecided)) {
            throw new PlanFaults(List.of("plan.yaml: codes: nothing is decided yet; fill the tables with rollcall codes"
                    + " PLAN, have their owners decide, and sign then"));
        }
        List<String> changes = decisions.signatures().isEmpty() ? List.of() : Refusals.signatures(decisions);
        LocalDate today = LocalDate.now(Clock.system(bound.plan().zone()));
        int signed = SignedFile.write(decisions.signedFile(), decisions.tables(), by, today.toString());
        say("%d decided lines are signed by %s, on %s: %s".formatted(signed, by, today, decisions.signedName()));
        long undecided = decisions.tables().stream()
                .flatMap(it -> it.lines().stream())
                .filter(it -> !it.isDecided())
                .count();
        if (undecided > 0) {
            say("%d lines are undecided and not signed.".formatted(undecided));
        }
        if (!changes.isEmpty()) {
            out.println("Now signed, and not as it was before:");
            list(changes.stream()
                    .map(it -> it.replaceAll("; [^;]*--sign.*$", ""))
                    .toList());
        }
        out.flush();
        return 0;
    }

    /** Writes each CSV table as a workbook beside it, and says what to change in the plan. */
    int workbooks() throws PlanFaults, IOException {
        List<CodeSheet> tables = read().part().decisions().tables().stream()
                .filter(it -> !it.name().endsWith(".xlsx"))
                .toList();
        for (CodeSheet table : tables) {
            if (Files.exists(workbook(table.file()))) {
                throw new PlanFaults(List.of("%s: is there already; move it away, or name it under codes: in plan.yaml"
                        .formatted(workbook(Path.of(table.name())))));
            }
        }
        List<String> lines = new ArrayList<>();
        for (CodeSheet table : tables) {
            try {
                TableFile read = TableFile.read(table.file());
                TableFile.write(
                        workbook(table.file()),
                        read.header(),
                        read.lines().stream().map(TableFile.Line::cells).toList());
            } catch (TableUnreadable changedMeanwhile) {
                throw new IOException(changedMeanwhile.getMessage(), changedMeanwhile);
            }
            lines.add("  %s: %s"
                    .formatted(
                            table.list(),
                            workbook(Path.of(table.name())).toString().replace('\\', '/')));
        }
        say("%d tables are written as workbooks. Name them in plan.yaml, and remove the .csv files:"
                .formatted(tables.size()));
        out.println("codes:");
        lines.forEach(out::println);
        out.flush();
        return 0;
    }

    private static Path workbook(Path file) {
        return file.resolveSibling(String.valueOf(file.getFileName()).replaceAll("\\.[^.]*$", "") + ".xlsx");
    }

    private static void refuseOpen(List<Path> files) {
        for (Path file : files) {
            Optional<Path> mark = TableFile.openElsewhere(file);
            if (mark.isPresent()) {
                throw new Unestablished(
                        "%s is open in Excel or LibreOffice; close it there and run this again (where nobody has it open, remove %s)"
                                .formatted(file.getFileName(), mark.get().getFileName()),
                        new IOException(String.valueOf(mark.get())));
            }
        }
    }

    /** Filling writes a workbook anew, and what people wrote stays. */
    private static void refuseMoreThanTables(List<CodeSheet> tables) throws PlanFaults {
        List<String> more = new ArrayList<>();
        for (CodeSheet table : tables) {
            List<String> besides = TableFile.besides(table.file());
            if (!besides.isEmpty()) {
                more.add("%s: holds %s besides its table, which filling it in would lose; keep that in another file"
                        .formatted(table.name(), String.join(", ", besides)));
            }
        }
        if (!more.isEmpty()) {
            throw new PlanFaults(more);
        }
    }

    private void list(List<String> lines) {
        lines.stream()
                .limit(MOST_TOLD)
                .flatMap(it -> Paragraph.lines(it, "  ", "      ").stream())
                .forEach(out::println);
        if (lines.size() > MOST_TOLD) {
            out.printf("  and %d more%n", lines.size() - MOST_TOLD);
        }
    }

    private void say(String sentence) {
        Paragraph.lines(sentence, "", "  ").forEach(out::println);
    }
}
