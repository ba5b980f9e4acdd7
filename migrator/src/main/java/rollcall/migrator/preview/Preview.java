package rollcall.migrator.preview;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.LegacyRow;
import rollcall.migrator.extract.LegacyRows;
import rollcall.migrator.extract.SealedExtract;
import rollcall.migrator.transform.Outcome;
import rollcall.migrator.transform.Reason;
import rollcall.migrator.transform.Transformation;

/** Follows an extract's rows through the rules and shows the chosen ones; what the new system itself refuses is not seen. */
public final class Preview {
    private final Transformation rules;
    private final boolean personal;
    private final PrintWriter out;

    /** @param personal whether values that may be a person's are shown */
    public Preview(Transformation rules, boolean personal, PrintWriter out) {
        this.rules = rules;
        this.personal = personal;
        this.out = out;
    }

    /**
     * Shows the chosen rows.
     *
     * @return how many were shown
     */
    public int show(SealedExtract extract, Choice choice) {
        Choice.Chosen chosen = Choice.chosen(choice);
        Map<String, Outcome> jobs = new HashMap<>();
        long left = 0;
        for (Kind kind : Kind.values()) {
            try (LegacyRows rows = extract.rows(kind)) {
                while (rows.hasNext()) {
                    LegacyRow row = rows.next();
                    Optional<Example> followed = chosen.wants(row) ? Optional.of(follow(row, jobs)) : Optional.empty();
                    Outcome outcome = followed.map(Example::outcome)
                            .orElseGet(() -> kind == Kind.JOBS ? rules.apply(row) : new Outcome.Excluded(""));
                    if (kind == Kind.JOBS && !(outcome instanceof Outcome.Excluded)) {
                        jobs.merge(row.identity().reference(), outcome, Preview::better);
                    }
                    followed.ifPresent(chosen::take);
                    left += followed.filter(it -> !it.isToBeMoved()).isPresent() ? 1 : 0;
                }
            }
        }
        List<Example> examples = chosen.examples();
        SideBySide page = new SideBySide(personal, out);
        examples.forEach(page::write);
        if (!(choice instanceof Choice.Of)) {
            out.printf("%n%,d rows are left out by decision or superseded, and not among these.%n", left);
        }
        return examples.size();
    }

    private Example follow(LegacyRow row, Map<String, Outcome> jobs) {
        List<Example.Step> steps = new ArrayList<>();
        Outcome outcome = rules.apply(row, (rule, effect) -> steps.add(new Example.Step(rule, effect)));
        return new Example(row, steps, outcome instanceof Outcome.Accepted ? withJob(row, outcome, jobs) : outcome);
    }

    /** Of two rows of one job, the one by which it is in the new system. */
    private static Outcome better(Outcome first, Outcome second) {
        return second instanceof Outcome.Accepted && !(first instanceof Outcome.Accepted) ? second : first;
    }

    /** A record whose job is not loaded is rejected at the load. */
    private static Outcome withJob(LegacyRow row, Outcome outcome, Map<String, Outcome> jobs) {
        if (row.identity().kind() == Kind.JOBS) {
            return outcome;
        }
        String job = row.value(row.identity().kind() == Kind.CONTACTS ? "reference" : "job")
                .orElse("");
        Optional<Outcome> itsJob = Optional.ofNullable(jobs.get(job));
        if (itsJob.filter(Outcome.Accepted.class::isInstance).isPresent()) {
            return outcome;
        }
        List<Reason> reasons = new ArrayList<>(List.of(new Reason.JobNotLoaded(job)));
        if (itsJob.isPresent() && itsJob.get() instanceof Outcome.Rejected rejected) {
            reasons.addAll(rejected.reasons());
        }
        return new Outcome.Rejected(reasons);
    }
}
