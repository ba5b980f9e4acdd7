package rollcall.reconciler;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rollcall.reconciler.cause.SystemicCauses;
import rollcall.reconciler.compare.Books;
import rollcall.reconciler.finding.FindingFile;
import rollcall.reconciler.finding.FindingRow;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.finding.RunHeader;
import rollcall.reconciler.finding.RunHeader.Systemic;
import rollcall.reconciler.finding.Tally;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.harm.Ranking;
import rollcall.reconciler.history.History;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.SortedRows;

/** What a run concludes from a comparison: how old each exception is, which comes first, and the verdict. */
final class Conclusion {
    private static final DateTimeFormatter RUN = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS");

    private final Plan plan;
    private final ReconciliationPlan what;
    private final LocalDateTime asOf;
    private final long began = System.nanoTime();
    private final String run = RUN.format(LocalDateTime.ofInstant(Instant.now(), ZoneOffset.UTC));

    /** Of a run that begins now. */
    Conclusion(Plan plan, ReconciliationPlan what, LocalDateTime asOf) {
        this.plan = plan;
        this.what = what;
        this.asOf = asOf;
    }

    /** A run's header and its ranked exceptions, in a file of the spill folder. */
    record Concluded(RunHeader header, FindingFile findings) {}

    /** Ages the exceptions, keeps the history and ranks them. */
    Concluded of(SettledPass settled, Pass.Means means) throws IOException {
        Pass pass = settled.pass();
        List<String> unknowns = settled.unknowns();
        History history = new History(means.work(), what.slug());
        try (RowSorter next = means.sorter("history");
                RowSorter changed = means.sorter("changes of exceptions");
                RowSorter accepted = means.sorter("history of accepted exceptions");
                RowSorter ranked = means.sorter("exceptions by rank");
                SystemicCauses causes = new SystemicCauses(means.sorter("causes"))) {
            List<String> notes = new ArrayList<>(settled.sides().notes());
            history.age(pass.reported(), next, changed, it -> {
                FindingRow.write(it, Ranking.key(it, asOf, ranked.writer())).end();
                causes.add(it);
            });
            FindingFile findings;
            try (SortedRows worstFirst = ranked.sorted()) {
                findings = FindingFile.write(means.spill().newFile(), worstFirst);
            }
            if (means.seal().isPresent()) {
                notes.addAll(means.seal().get().notes(plan, what));
            }
            notes.addAll(pass.notes());
            notes.addAll(history.notes());
            if (unknowns.isEmpty()) {
                History.accept(pass.accepted(), accepted);
                history.keep(run, asOf, next, accepted, changed, plan.history().keep());
            }
            return new Concluded(
                    header(
                            Judgement.verdict(unknowns, findings.count()),
                            settled.sides().readings(),
                            pass.tallies(),
                            pass.census(),
                            unknowns,
                            notes,
                            pass.agreed(),
                            causes.shared(),
                            findings.count(),
                            settled.settled()),
                    findings);
        }
    }

    /** A run that has established nothing, and why. */
    RunHeader unknown(List<String> unknowns) {
        Map<Population, Tally> tallies = new EnumMap<>(Population.class);
        for (Population population : Population.values()) {
            tallies.put(population, Books.nothing());
        }
        return header(
                Verdict.UNKNOWN,
                List.of(),
                tallies,
                Optional.empty(),
                unknowns,
                List.of(),
                List.of(),
                List.of(),
                0,
                Optional.empty());
    }

    private RunHeader header(
            Verdict verdict,
            List<String> readings,
            Map<Population, Tally> tallies,
            Optional<RunHeader.Census> census,
            List<String> unknowns,
            List<String> notes,
            List<RunHeader.Agreed> agreed,
            List<Systemic> systemic,
            long exceptions,
            Optional<RunHeader.Settled> settled) {
        return new RunHeader(
                verdict,
                run,
                asOf,
                plan.name(),
                what.name(),
                told(readings),
                tallies,
                census,
                told(unknowns),
                told(notes),
                agreed,
                systemic,
                exceptions,
                Duration.ofNanos(System.nanoTime() - began),
                what.leg().called(),
                settled);
    }

    /** Sentences about legacy and the new system, told of the sides as they are called. */
    private List<String> told(List<String> sentences) {
        return sentences.stream().map(what.leg().called()::in).toList();
    }
}
