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
import java.util.function.BiFunction;
import java.util.function.Function;
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
final class RecognisedRows<T> implements Iterator<T> {
    private static final Comparator<Known> IN_ORDER = Comparator.comparing(Known::occurrence);

    private final Kind kind;
    private final Ledger ledger;
    private final Iterator<T> rows;
    private final Function<T, LegacyRow> row;
    private final BiFunction<T, Identity, T> under;
    private final Set<String> repeated;
    private final Deque<T> ready = new ArrayDeque<>();
    private Optional<T> ahead = Optional.empty();

    /** What the ledger has of one occurrence of a reference. */
    private record Known(int occurrence, Entry entry) {
        boolean stands() {
            return entry.standing().isPresent();
        }
    }

    /**
     * @param rows sorted by reference, with occurrences in their own order
     * @param row legacy's row in each
     * @param under the same under another identity
     */
    RecognisedRows(
            Kind kind, Ledger ledger, Iterator<T> rows, Function<T, LegacyRow> row, BiFunction<T, Identity, T> under) {
        this.kind = kind;
        this.ledger = ledger;
        this.rows = rows;
        this.row = row;
        this.under = under;
        this.repeated = ledger.repeated(kind);
    }

    @Override
    public boolean hasNext() {
        return !ready.isEmpty() || ahead.isPresent() || rows.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (ready.isEmpty()) {
            ready.addAll(recognised(group()));
        }
        return ready.removeFirst();
    }

    private List<T> group() {
        T first = ahead.orElseGet(rows::next);
        ahead = Optional.empty();
        List<T> group = new ArrayList<>(List.of(first));
        while (ahead.isEmpty() && rows.hasNext()) {
            T next = rows.next();
            if (reference(next).equals(reference(first))) {
                group.add(next);
            } else {
                ahead = Optional.of(next);
            }
        }
        return group;
    }

    private List<T> recognised(List<T> group) {
        String reference = reference(group.get(0));
        if (group.size() == 1 && !repeated.contains(reference)) {
            return group;
        }
        List<Known> free = ledger.latest(kind, Set.of(reference)).entrySet().stream()
                .map(it -> new Known(it.getKey().occurrence(), it.getValue()))
                .sorted(IN_ORDER)
                .collect(Collectors.toCollection(ArrayList::new));
        int unheard = free.isEmpty() ? 1 : free.get(free.size() - 1).occurrence() + 1;
        List<T> recognised = new ArrayList<>(group.size());
        List<T> unmatched = new ArrayList<>();
        for (T one : group) {
            String fingerprint = ledger.fingerprint().of(row.apply(one).values());
            Optional<Known> known = free.stream()
                    .filter(it -> it.entry().legacyFingerprint().equals(fingerprint))
                    .max(Comparator.comparing(Known::stands));
            known.ifPresentOrElse(
                    it -> {
                        recognised.add(under(it.occurrence(), one));
                        free.remove(it);
                    },
                    () -> unmatched.add(one));
        }
        if (unmatched.size() < free.size()) {
            free.sort(Comparator.comparing(Known::stands).thenComparing(IN_ORDER));
        }
        for (int i = 0; i < unmatched.size(); i++) {
            int occurrence = i < free.size() ? free.get(i).occurrence() : unheard + i - free.size();
            recognised.add(under(occurrence, unmatched.get(i)));
        }
        return recognised;
    }

    private T under(int occurrence, T one) {
        return under.apply(one, new Identity(kind, reference(one), occurrence));
    }

    private String reference(T one) {
        return row.apply(one).identity().reference();
    }
}
