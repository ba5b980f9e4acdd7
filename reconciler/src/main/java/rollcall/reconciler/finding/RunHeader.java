package rollcall.reconciler.finding;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The head of a report.
 *
 * @param verdict what the run may say
 * @param run an identifier of the run, sortable by time
 * @param asOf the instant, in the plan's zone, for which the report speaks
 * @param plan the plan's name
 * @param reconciliation the name of the reconciliation in the plan
 * @param readings how each side was read: in one moment, twice, or since when legacy's seal stands; a sentence each
 * @param tallies the counts, by population
 * @param census how the census came out; empty where the plan has none
 * @param unknowns why nothing could be established, each with its place and remedy; empty unless the verdict is UNKNOWN
 * @param notes what a reader should know and what changes no verdict
 * @param agreed how many rows needed which agreed difference, in the plan's order
 * @param systemic causes shared by many exceptions, "312: trade D33 has no mapping", largest first
 * @param exceptions how many exceptions the run reports
 * @param took how long it took
 * @param called what its two sides are called
 * @param settled how many differences had dissolved when both sides were read again; empty where they were not
 */
public record RunHeader(
        Verdict verdict,
        String run,
        LocalDateTime asOf,
        String plan,
        String reconciliation,
        List<String> readings,
        Map<Population, Tally> tallies,
        Optional<Census> census,
        List<String> unknowns,
        List<String> notes,
        List<Agreed> agreed,
        List<Systemic> systemic,
        long exceptions,
        Duration took,
        Called called,
        Optional<Settled> settled) {

    public RunHeader {
        readings = List.copyOf(readings);
        tallies = Map.copyOf(tallies);
        unknowns = List.copyOf(unknowns);
        notes = List.copyOf(notes);
        agreed = List.copyOf(agreed);
        systemic = List.copyOf(systemic);
    }

    /** The head of a report of legacy and the new system. */
    public RunHeader(
            Verdict verdict,
            String run,
            LocalDateTime asOf,
            String plan,
            String reconciliation,
            List<String> readings,
            Map<Population, Tally> tallies,
            Optional<Census> census,
            List<String> unknowns,
            List<String> notes,
            List<Agreed> agreed,
            List<Systemic> systemic,
            long exceptions,
            Duration took) {
        this(
                verdict,
                run,
                asOf,
                plan,
                reconciliation,
                readings,
                tallies,
                census,
                unknowns,
                notes,
                agreed,
                systemic,
                exceptions,
                took,
                Called.DEFAULT,
                Optional.empty());
    }

    /** The head of a report that does not tell how the sides were read, nor of anything agreed. */
    public RunHeader(
            Verdict verdict,
            String run,
            LocalDateTime asOf,
            String plan,
            String reconciliation,
            Map<Population, Tally> tallies,
            Optional<Census> census,
            List<String> unknowns,
            List<String> notes,
            List<Systemic> systemic,
            long exceptions,
            Duration took) {
        this(
                verdict,
                run,
                asOf,
                plan,
                reconciliation,
                List.of(),
                tallies,
                census,
                unknowns,
                notes,
                List.of(),
                systemic,
                exceptions,
                took);
    }

    /**
     * The census of the base tables' keys.
     *
     * @param keys keys counted in the base tables
     * @param uncovered keys that the source query does not yield
     * @param examples the first few of those, {@code population reference}
     */
    public record Census(long keys, long uncovered, List<String> examples) {
        public Census {
            examples = List.copyOf(examples);
        }
    }

    /**
     * A difference that has been agreed to be none.
     *
     * @param rule its name in the plan
     * @param says what has been agreed
     * @param rows how many rows needed it
     */
    public record Agreed(String rule, String says, long rows) {}

    /**
     * Differences that were left to settle.
     *
     * @param after how long was waited before both sides were read again
     * @param first how many exceptions there were at first
     * @param dissolved how many of them there were no more
     */
    public record Settled(Duration after, long first, long dissolved) {}

    /** A cause that many exceptions share, told once with its count. */
    public record Systemic(String cause, String detail, long count) {}
}
