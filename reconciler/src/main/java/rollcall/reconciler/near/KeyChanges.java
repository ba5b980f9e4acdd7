package rollcall.reconciler.near;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import rollcall.reconciler.cause.Cause;
import rollcall.reconciler.cause.Explanation;
import rollcall.reconciler.cause.FindingDraft;
import rollcall.reconciler.cause.Spelling;
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
 * references are the same but for leading zeros, case and punctuation, and which share job, property or start; or of which
 * one is the other cut at its end, and which share all three. All other exceptions pass through.
 */
public final class KeyChanges implements AutoCloseable {
    private static final int MOST_HELD = 3;
    private static final Set<String> TOLD_BY_THE_LEDGER =
            Set.of(Cause.REJECTED.name(), Cause.EXCLUDED.name(), Cause.SUPERSEDED.name(), Cause.MERGED.name());

    private record Held(Finding finding, boolean isMoved) {}

    private final RowSorter sorter;
    private final Spelling spelling;
    private final Exceptions taker;
    /** Unexpected ones whose spelling begins the present one: at most as many as it has letters. */
    private final List<Held> mayBeCut = new ArrayList<>();

    /**
     * Begins.
     *
     * @param sorter an empty sorter of its own
     * @param spelling how references are spelt
     * @param taker takes every exception in the end
     */
    public KeyChanges(RowSorter sorter, Spelling spelling, Exceptions taker) {
        this.sorter = sorter;
        this.spelling = spelling;
        this.taker = taker;
    }

    /**
     * An exception.
     *
     * @param isMoved as {@link Exceptions} has it
     */
    public void found(Finding finding, boolean isMoved) throws IOException {
        String spelt = spelling.of(finding.reference());
        if (spelt.isEmpty() || !mayBeHalf(finding)) {
            taker.found(finding, isMoved);
            return;
        }
        sorter.writer()
                .begin()
                .keyByte(finding.population().ordinal())
                .keyLast(spelt)
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

    /** Hands on what has been held; to be called once, after the last exception. */
    public void finish() throws IOException {
        try (SortedRows rows = sorter.sorted()) {
            List<Held> held = new ArrayList<>();
            Population population = Population.JOBS;
            String spelt = "";
            while (rows.advance()) {
                Row row = rows.row();
                Population next = Population.values()[row.keyByte(0)];
                String nextSpelling = row.key(1).rest();
                if (next != population || !nextSpelling.equals(spelt)) {
                    release(held);
                    population = next;
                    spelt = nextSpelling;
                    letGo(population, spelt);
                }
                Values values = row.values();
                boolean isMoved = values.flag(false);
                Finding finding = FindingRow.read(values);
                if (held.size() < MOST_HELD) {
                    held.add(new Held(finding, isMoved));
                } else {
                    taker.found(finding, isMoved);
                }
            }
            release(held);
            letGo(population, "");
        }
    }

    private void release(List<Held> held) throws IOException {
        List<Held> missing = of(ExceptionClass.MISSING, held);
        List<Held> unexpected = of(ExceptionClass.UNEXPECTED, held);
        if (missing.size() == 1
                && unexpected.size() == 1
                && agree(missing.getFirst().finding(), unexpected.getFirst().finding())) {
            changed(missing.getFirst(), unexpected.getFirst().finding());
        } else {
            for (Held each : missing) {
                releaseMissing(each);
            }
            if (unexpected.size() == 1) {
                mayBeCut.add(unexpected.getFirst());
            } else {
                for (Held each : unexpected) {
                    taker.found(each.finding(), each.isMoved());
                }
            }
        }
        held.clear();
    }

    /** One that was cut at its end stands before it, in the order of spellings. */
    private void releaseMissing(Held missing) throws IOException {
        for (Held there : mayBeCut) {
            if (isCutTo(missing.finding(), there.finding())) {
                mayBeCut.remove(there);
                changed(missing, there.finding());
                return;
            }
        }
        taker.found(missing.finding(), missing.isMoved());
    }

    private void changed(Held missing, Finding there) throws IOException {
        Finding one = FindingDraft.withCause(
                FindingDraft.withAlerts(
                        missing.finding(), List.of(there.particulars().alerts())),
                new Explanation(Cause.KEY_CHANGED, "there as '" + there.reference() + "'"));
        taker.found(
                FindingDraft.withAlso(
                        one,
                        new AlsoTrue(there.population(), there.type(), there.reference(), Cause.KEY_CHANGED.name())),
                missing.isMoved());
    }

    /** Hands on those unexpected ones that no later spelling can have become. */
    private void letGo(Population population, String spelt) throws IOException {
        List<Held> kept = new ArrayList<>();
        for (Held each : mayBeCut) {
            if (each.finding().population() == population
                    && spelt.startsWith(spelling.of(each.finding().reference()))) {
                kept.add(each);
            } else {
                taker.found(each.finding(), each.isMoved());
            }
        }
        mayBeCut.clear();
        mayBeCut.addAll(kept);
    }

    /** Beginnings are alike by chance: all that stands for the row must agree too. */
    private boolean isCutTo(Finding missing, Finding there) {
        return spelling.mayBecome(missing.reference(), there.reference())
                && isSame(missing.property(), there.property())
                && missing.startsAt().equals(there.startsAt())
                && (missing.population() == Population.JOBS || isSame(missing.job(), there.job()));
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
