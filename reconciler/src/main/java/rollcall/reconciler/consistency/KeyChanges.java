package rollcall.reconciler.consistency;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import rollcall.reconciler.cause.Cause;
import rollcall.reconciler.cause.Explanation;
import rollcall.reconciler.cause.FindingDraft;
import rollcall.reconciler.finding.AlsoTrue;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.FindingRow;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.Values;

/**
 * Makes one exception of two where a reference was spelt otherwise on its way: the missing row and the unexpected one whose
 * references are the same but for leading zeros, case and punctuation, and which share job, property or start. All other
 * exceptions pass through.
 */
public final class KeyChanges implements AutoCloseable {
    private static final int MOST_HELD = 3;
    private static final Set<String> TOLD_BY_THE_LEDGER =
            Set.of(Cause.REJECTED.name(), Cause.EXCLUDED.name(), Cause.SUPERSEDED.name(), Cause.MERGED.name());

    private record Held(Finding finding, boolean isMoved) {}

    private final RowSorter sorter;
    private final JobRows jobs;

    /**
     * Begins.
     *
     * @param sorter an empty sorter of its own
     * @param jobs takes every exception in the end
     */
    public KeyChanges(RowSorter sorter, JobRows jobs) {
        this.sorter = sorter;
        this.jobs = jobs;
    }

    /**
     * An exception.
     *
     * @param isMoved as {@link JobRows#found} has it
     */
    public void found(Finding finding, boolean isMoved) throws IOException {
        String spelling = spelling(finding.reference());
        if (spelling.isEmpty() || !mayBeHalf(finding)) {
            jobs.found(finding, isMoved);
            return;
        }
        sorter.writer()
                .begin()
                .keyByte(finding.population().ordinal())
                .keyLast(spelling)
                .endKey()
                .flag(isMoved);
        FindingRow.write(finding, sorter.writer()).end();
    }

    private static boolean mayBeHalf(Finding finding) {
        return switch (finding.type()) {
            case MISSING -> finding.also().isEmpty() && !TOLD_BY_THE_LEDGER.contains(finding.cause());
            case UNEXPECTED -> finding.cause().equals(Cause.UNEXPLAINED.name());
            case DUPLICATED, INVISIBLE, DIFFERENT, INCONSISTENT, CLAIM -> false;
        };
    }

    /** What is left of a reference that was mistreated: letters and digits, without leading zeros and case. */
    private static String spelling(String reference) {
        return reference
                .replaceAll("[^\\p{L}\\p{N}]", "")
                .toUpperCase(Locale.ROOT)
                .replaceAll("^0+", "");
    }

    /** Hands on what has been held; to be called once, after the last exception. */
    public void finish() throws IOException {
        try (SortedRows rows = sorter.sorted()) {
            List<Held> held = new ArrayList<>();
            Population population = Population.JOBS;
            String spelling = "";
            while (rows.advance()) {
                Row row = rows.row();
                Population next = Population.values()[row.keyByte(0)];
                String nextSpelling = row.key(1).rest();
                if (next != population || !nextSpelling.equals(spelling)) {
                    release(held);
                    population = next;
                    spelling = nextSpelling;
                }
                Values values = row.values();
                boolean isMoved = values.flag(false);
                Finding finding = FindingRow.read(values);
                if (held.size() < MOST_HELD) {
                    held.add(new Held(finding, isMoved));
                } else {
                    jobs.found(finding, isMoved);
                }
            }
            release(held);
        }
    }

    private void release(List<Held> held) throws IOException {
        List<Held> missing = of(ExceptionClass.MISSING, held);
        List<Held> unexpected = of(ExceptionClass.UNEXPECTED, held);
        if (missing.size() == 1
                && unexpected.size() == 1
                && agree(missing.getFirst().finding(), unexpected.getFirst().finding())) {
            Finding there = unexpected.getFirst().finding();
            Finding one = FindingDraft.withCause(
                    missing.getFirst().finding(),
                    new Explanation(Cause.KEY_CHANGED, "there as '" + there.reference() + "'"));
            jobs.found(
                    FindingDraft.withAlso(
                            one,
                            new AlsoTrue(
                                    there.population(), there.type(), there.reference(), Cause.KEY_CHANGED.name())),
                    missing.getFirst().isMoved());
        } else {
            for (Held each : held) {
                jobs.found(each.finding(), each.isMoved());
            }
        }
        held.clear();
    }

    /** Whether anything but the spelling says that the two are one: like references alone are no evidence. */
    private static boolean agree(Finding missing, Finding there) {
        return isSame(missing.job(), there.job())
                || isSame(missing.property(), there.property())
                || missing.startsAt().isPresent() && missing.startsAt().equals(there.startsAt());
    }

    private static boolean isSame(String one, String other) {
        return !one.isEmpty() && one.equals(other);
    }

    private static List<Held> of(ExceptionClass type, List<Held> held) {
        return held.stream().filter(it -> it.finding().type() == type).toList();
    }

    @Override
    public void close() throws IOException {
        sorter.close();
    }
}
