package rollcall.reconciler.cause;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.RunHeader.Systemic;
import rollcall.reconciler.sort.KeyGroups;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.Values;

/**
 * Counts causes that several exceptions share. Reasons that the ledger has joined count each by itself. Where a cause's detail
 * is of one exception alone, as the reference under which a row is there, all of these count together, without it; and so do
 * visits that the ledger says were lost with their jobs, whichever job.
 */
public final class SystemicCauses implements AutoCloseable {
    private static final int SHOWN = 50;
    private static final String JOINED = ";";
    private static final Pattern ITS_JOB = Pattern.compile("its job .+ was not loaded", Pattern.DOTALL);

    private final RowSorter sorter;

    /** @param sorter an empty sorter of its own */
    public SystemicCauses(RowSorter sorter) {
        this.sorter = sorter;
    }

    /** Counts an exception's cause; one that is unexplained is none. */
    public void add(Finding finding) throws IOException {
        if (finding.cause().equals(Cause.UNEXPLAINED.name())) {
            return;
        }
        if (!isJoined(finding.cause())) {
            add(finding.cause(), finding.causeDetail());
            return;
        }
        for (String reason : finding.causeDetail().split(JOINED, -1)) {
            add(finding.cause(), withoutJob(reason.strip()));
        }
    }

    private static String withoutJob(String reason) {
        return ITS_JOB.matcher(reason).matches() ? "its job was not loaded" : reason;
    }

    private static boolean isJoined(String cause) {
        return cause.equals(Cause.REJECTED.name());
    }

    private void add(String cause, String detail) throws IOException {
        sorter.writer().begin().keyPart(cause).keyLast(detail).endKey().end();
    }

    /** The causes that at least two exceptions share, the largest first. */
    public List<Systemic> shared() throws IOException {
        Largest shared = new Largest();
        String cause = "";
        long alone = 0;
        try (KeyGroups causes = new KeyGroups(sorter.sorted())) {
            while (causes.advance()) {
                Values key = causes.first().key(0);
                String next = key.keyPart();
                if (!next.equals(cause)) {
                    shared.add(cause, "", alone);
                    cause = next;
                    alone = 0;
                }
                String detail = key.rest();
                if (detail.isEmpty() || causes.count() == 1 && !isJoined(cause)) {
                    alone += causes.count();
                } else {
                    shared.add(cause, detail, causes.count());
                }
            }
        }
        shared.add(cause, "", alone);
        return shared.all();
    }

    /** The largest so far, however many there are. */
    private static final class Largest {
        private static final Comparator<Systemic> LARGEST_FIRST = Comparator.comparingLong(Systemic::count)
                .reversed()
                .thenComparing(Systemic::cause)
                .thenComparing(Systemic::detail);

        private final List<Systemic> largest = new ArrayList<>();

        void add(String cause, String detail, long count) {
            if (count < 2) {
                return;
            }
            largest.add(new Systemic(cause, detail, count));
            if (largest.size() > 2 * SHOWN) {
                cut();
            }
        }

        List<Systemic> all() {
            cut();
            return List.copyOf(largest);
        }

        private void cut() {
            largest.sort(LARGEST_FIRST);
            largest.subList(Math.min(SHOWN, largest.size()), largest.size()).clear();
        }
    }

    @Override
    public void close() throws IOException {
        sorter.close();
    }
}
