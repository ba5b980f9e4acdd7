package rollcall.migrator.reject;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.LegacyRow;
import rollcall.migrator.ledger.Credit;
import rollcall.migrator.ledger.Entry;
import rollcall.migrator.ledger.Ledger;

/**
 * Finds each row of a corrected file again in the sealed extract: first what is unchanged, then what has been loaded just so,
 * then the rest in its order. What was not rejected, stands twice or was never there is a fault.
 */
final class Matching {
    private final Kind kind;
    private final List<String> columns;
    private final Ledger ledger;
    private final String place;
    private final List<Correction> corrections = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<Correction> loaded = new ArrayList<>();

    /** @param place what a line's number stands behind in a message */
    Matching(Kind kind, List<String> columns, Ledger ledger, String place) {
        this.kind = kind;
        this.columns = columns;
        this.ledger = ledger;
        this.place = place;
    }

    List<Correction> corrections() {
        return corrections;
    }

    List<String> faults() {
        return faults;
    }

    /** The rows of the file that are in the new system already. */
    List<Correction> loaded() {
        return loaded;
    }

    /** Matches the file's rows of one reference with the extract's. */
    void match(String reference, List<FileRow> rows, List<LegacyRow> extracted) {
        Map<Identity, Entry> entries = reference.isEmpty()
                ? Map.of()
                : ledger.latest(
                        kind,
                        extracted.stream().map(it -> it.identity().reference()).collect(Collectors.toSet()));
        List<LegacyRow> pool = new ArrayList<>(extracted);
        List<FileRow> left = new ArrayList<>();
        List<FileRow> likeLoaded = new ArrayList<>();
        for (FileRow row : rows) {
            Optional<LegacyRow> same = pool.stream()
                    .filter(it -> row.changed(it, columns).isEmpty())
                    .min(java.util.Comparator.comparing(it -> !isRejected(it, entries)));
            same.ifPresent(pool::remove);
            if (same.isEmpty()) {
                left.add(row);
            } else if (isRejected(same.get(), entries)) {
                corrections.add(row.correct(same.get(), List.of(), columns));
            } else if (isLoaded(same.get(), entries)) {
                loaded.add(row.correct(same.get(), List.of(), columns));
                likeLoaded.add(row);
            } else if (!reference.isEmpty()) {
                fault(row, notRejected(reference, same.get(), entries));
            }
        }
        left.removeIf(row -> wasReplayed(row, pool, entries));
        pair(reference, left, likeLoaded, extracted, pool, entries);
    }

    /** A row that a former replay has loaded with the very same corrections. */
    private boolean wasReplayed(FileRow row, List<LegacyRow> pool, Map<Identity, Entry> entries) {
        for (LegacyRow candidate : pool) {
            List<ChangedCell> changed = row.changed(candidate, columns);
            Map<String, Optional<String>> cells = new HashMap<>();
            changed.forEach(it -> cells.put(it.column(), it.after()));
            if (isLoaded(candidate, entries)
                    && ledger.isCorrected(
                            candidate.identity(),
                            entry(candidate, entries).orElseThrow().run(),
                            cells)) {
                pool.remove(candidate);
                loaded.add(row.correct(candidate, changed, columns));
                return true;
            }
        }
        return false;
    }

    private void pair(
            String reference,
            List<FileRow> left,
            List<FileRow> likeLoaded,
            List<LegacyRow> extracted,
            List<LegacyRow> pool,
            Map<Identity, Entry> entries) {
        List<LegacyRow> rejected =
                pool.stream().filter(it -> isRejected(it, entries)).toList();
        if (rejected.size() > left.size() && !left.isEmpty()) {
            fault(
                    left.get(0),
                    "reference \"%s\" stands for %d rejected records; keep a row for each, in their order"
                            .formatted(reference, rejected.size()));
            return;
        }
        if (left.isEmpty() && !rejected.isEmpty() && !likeLoaded.isEmpty()) {
            fault(
                    likeLoaded.get(0),
                    "reference \"%s\" is like a record that is in the new system already, and the rejected one stands nowhere; put it back as it was, and accept it by name in accepted.csv if both are one"
                            .formatted(reference));
            return;
        }
        for (int i = 0; i < left.size(); i++) {
            FileRow row = left.get(i);
            if (i < rejected.size()) {
                List<ChangedCell> changed = row.changed(rejected.get(i), columns);
                changed.stream()
                        .filter(ChangedCell::lostDigits)
                        .forEach(it -> fault(
                                row,
                                "%s has lost its leading zeros or its last digits, as spreadsheets do to a .csv; put them back, or correct the .xlsx"
                                        .formatted(it.column())));
                corrections.add(row.correct(rejected.get(i), changed, columns));
            } else {
                fault(row, unmatched(reference, extracted, pool, entries));
            }
        }
    }

    private String unmatched(
            String reference, List<LegacyRow> extracted, List<LegacyRow> pool, Map<Identity, Entry> entries) {
        if (reference.isEmpty()) {
            return "has no reference; such a record cannot be corrected here: give it a reference in legacy";
        }
        if (extracted.isEmpty()) {
            return "reference \"%s\" is not in the extract; a key cannot be changed, put it back as it was"
                    .formatted(reference);
        }
        return pool.isEmpty()
                ? "reference \"%s\" stands here once more than among the rejected records; keep one row for each"
                        .formatted(reference)
                : notRejected(reference, pool.get(0), entries);
    }

    private String notRejected(String reference, LegacyRow row, Map<Identity, Entry> entries) {
        Optional<Entry> entry = entry(row, entries);
        if (entry.filter(Entry::isRejected).isPresent()) {
            return "reference \"%s\" has changed in legacy since it was rejected; run migrate, and correct the new file"
                    .formatted(reference);
        }
        Optional<Credit> credit = entry.flatMap(Entry::credit);
        if (credit.isEmpty()) {
            return "reference \"%s\" has no outcome yet; run migrate first".formatted(reference);
        }
        return switch (credit.get().posting()) {
            case LOADED ->
                "reference \"%s\" was not rejected: it is in the new system already; correct it there"
                        .formatted(reference);
            case EXCLUDED, SUPERSEDED, MERGED, REJECTED ->
                "reference \"%s\" was not rejected but is %s (%s); take the row out"
                        .formatted(
                                reference,
                                credit.get().posting().name().toLowerCase(java.util.Locale.ROOT),
                                credit.get().detail().orElse(""));
        };
    }

    private void fault(FileRow row, String message) {
        faults.add(place + row.line() + ": " + message);
    }

    private static Optional<Entry> entry(LegacyRow row, Map<Identity, Entry> entries) {
        return Optional.ofNullable(entries.get(row.identity()));
    }

    private boolean isRejected(LegacyRow row, Map<Identity, Entry> entries) {
        return entry(row, entries)
                .filter(Entry::isRejected)
                .filter(it -> it.legacyFingerprint().equals(ledger.fingerprint().of(row.values())))
                .isPresent();
    }

    private static boolean isLoaded(LegacyRow row, Map<Identity, Entry> entries) {
        return entry(row, entries).filter(Entry::isLoaded).isPresent();
    }
}
