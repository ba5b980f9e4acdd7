package rollcall.migrator.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.LegacyRow;

/**
 * An extract's rows under the identities by which the ledger knows them. Rows that share a reference are told apart by their
 * place in the extract, and that place shifts when one of them is corrected, comes or goes; so each is first matched with
 * the ledger's entry that has its fingerprint, and only what is left takes the remaining occurrences, and then new ones.
 * Where fewer rows are left than entries, those that do not stand in the new system come first: a visit too many is seen, one too
 * few not.
 *
 * <p>Debits and load each read the extract through this, and agree: after the debits, every row has an entry with its own
 * fingerprint ({@link Debits}).
 */
public final class RecognisedRows implements Iterator<LegacyRow> {
    private static final Comparator<Known> IN_ORDER = Comparator.comparing(Known::occurrence);

    private final Kind kind;
    private final Ledger ledger;
    private final Iterator<LegacyRow> rows;
    private final Set<String> repeated;
    private final Deque<LegacyRow> ready = new ArrayDeque<>();
    private Optional<LegacyRow> ahead = Optional.empty();

    /** What the ledger has of one occurrence of a reference. */
    private record Known(int occurrence, Entry entry) {}

    /** @param rows sorted by reference, with occurrences in their own order */
    RecognisedRows(Kind kind, Ledger ledger, Iterator<LegacyRow> rows) {
        this.kind = kind;
        this.ledger = ledger;
        this.rows = rows;
        this.repeated = ledger.repeated(kind);
    }

    @Override
    public boolean hasNext() {
        return !ready.isEmpty() || ahead.isPresent() || rows.hasNext();
    }

    @Override
    public LegacyRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (ready.isEmpty()) {
            ready.addAll(recognised(group()));
        }
        return ready.removeFirst();
    }

    private List<LegacyRow> group() {
        LegacyRow first = ahead.orElseGet(rows::next);
        ahead = Optional.empty();
        List<LegacyRow> group = new ArrayList<>(List.of(first));
        while (ahead.isEmpty() && rows.hasNext()) {
            LegacyRow row = rows.next();
            if (reference(row).equals(reference(first))) {
                group.add(row);
            } else {
                ahead = Optional.of(row);
            }
        }
        return group;
    }

    private List<LegacyRow> recognised(List<LegacyRow> group) {
        String reference = reference(group.get(0));
        if (group.size() == 1 && !repeated.contains(reference)) {
            return group;
        }
        List<Known> free = ledger.latest(kind, Set.of(reference)).entrySet().stream()
                .map(it -> new Known(it.getKey().occurrence(), it.getValue()))
                .sorted(IN_ORDER)
                .collect(Collectors.toCollection(ArrayList::new));
        int unheard = free.isEmpty() ? 1 : free.get(free.size() - 1).occurrence() + 1;
        List<LegacyRow> recognised = new ArrayList<>(group.size());
        List<LegacyRow> unmatched = new ArrayList<>();
        for (LegacyRow row : group) {
            String fingerprint = ledger.fingerprint().of(row.values());
            Optional<Known> known = free.stream()
                    .filter(it -> it.entry().legacyFingerprint().equals(fingerprint))
                    .max(Comparator.comparing(RecognisedRows::stands));
            known.ifPresentOrElse(
                    it -> {
                        recognised.add(under(it.occurrence(), row));
                        free.remove(it);
                    },
                    () -> unmatched.add(row));
        }
        if (unmatched.size() < free.size()) {
            free.sort(Comparator.comparing(RecognisedRows::stands).thenComparing(IN_ORDER));
        }
        for (int i = 0; i < unmatched.size(); i++) {
            int occurrence = i < free.size() ? free.get(i).occurrence() : unheard + i - free.size();
            recognised.add(under(occurrence, unmatched.get(i)));
        }
        return recognised;
    }

    private static boolean stands(Known known) {
        return known.entry().standing().isPresent();
    }

    private LegacyRow under(int occurrence, LegacyRow row) {
        return new LegacyRow(new Identity(kind, reference(row), occurrence), row.line(), row.values());
    }

    private static String reference(LegacyRow row) {
        return row.identity().reference();
    }
}
