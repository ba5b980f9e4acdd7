package rollcall.reconciler.cause;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.RunHeader.Systemic;
import rollcall.reconciler.sort.KeyGroups;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.Values;

/** Counts causes that several exceptions share. Reasons that the ledger has joined count each by itself. */
public final class SystemicCauses implements AutoCloseable {
    private static final int SHOWN = 50;
    private static final String JOINED = ";";

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
        if (finding.causeDetail().isEmpty()) {
            add(finding.cause(), "");
            return;
        }
        for (String reason : finding.causeDetail().split(JOINED, -1)) {
            add(finding.cause(), reason.strip());
        }
    }

    private void add(String cause, String detail) throws IOException {
        sorter.writer().begin().keyPart(cause).keyLast(detail).endKey().end();
    }

    /** The causes that at least two exceptions share, the largest first. */
    public List<Systemic> shared() throws IOException {
        List<Systemic> shared = new ArrayList<>();
        Comparator<Systemic> largestFirst = Comparator.comparingLong(Systemic::count)
                .reversed()
                .thenComparing(Systemic::cause)
                .thenComparing(Systemic::detail);
        try (KeyGroups causes = new KeyGroups(sorter.sorted())) {
            while (causes.advance()) {
                if (causes.count() >= 2) {
                    Values key = causes.first().key(0);
                    shared.add(new Systemic(key.keyPart(), key.rest(), causes.count()));
                    if (shared.size() > 2 * SHOWN) {
                        shared.sort(largestFirst);
                        shared.subList(SHOWN, shared.size()).clear();
                    }
                }
            }
        }
        shared.sort(largestFirst);
        return List.copyOf(shared.subList(0, Math.min(SHOWN, shared.size())));
    }

    @Override
    public void close() throws IOException {
        sorter.close();
    }
}
