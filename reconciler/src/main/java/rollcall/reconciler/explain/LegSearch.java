package rollcall.reconciler.explain;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.history.RecordKey;
import rollcall.reconciler.history.RunHistory;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.SideFailure;
import rollcall.reconciler.side.SideSearch;
import rollcall.reconciler.side.Sighting;
import rollcall.reconciler.side.Sought;

/** Looks one word up in one comparison of the plan: on both sides, in the census, in the ledger, and in what runs have told. */
final class LegSearch {
    private static final int MOST_ROUNDS = 32;

    private final Plan plan;
    private final ReconciliationPlan what;
    private final String asked;
    private final LegReading sides;
    private final LocalDateTime asOf;
    private final Set<String> unknowns = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<RecordKey> named = new LinkedHashSet<>();
    private final Rebookings rebookings = new Rebookings();
    private List<SeenRow> legacy = List.of();
    private List<SeenRow> there = List.of();
    private List<SeenRow> elsewhere = List.of();
    private List<Sighting> counted = List.of();
    private List<LedgerLine> ledger = List.of();

    LegSearch(Plan plan, ReconciliationPlan what, String asked, LocalDateTime asOf, LegReading.Places places) {
        this.plan = plan;
        this.what = what;
        this.asked = asked;
        this.asOf = asOf;
        this.sides = new LegReading(plan, places);
    }

    /** All that the word names, in this comparison. */
    List<Life> find(Path work) throws IOException {
        sides.ledger(this::namedByWord).forEach(it -> named.add(it.key()));
        readRows();
        ledger = sides.ledger(this::ofNamed);
        readElsewhere();
        readCensus();
        addOfHistory(work);
        Lives lives = new Lives(
                plan,
                what,
                asked,
                asOf,
                new Lives.Found(
                        legacy,
                        there,
                        elsewhere,
                        counted,
                        ledger,
                        named,
                        sides.source().isPresent(),
                        sides.target().isPresent(),
                        sides.census().isPresent()),
                rebookings);
        Map<RecordKey, Set<RecordKey>> groups = lives.groups();
        Set<RecordKey> all = new HashSet<>();
        groups.forEach((key, members) -> all.addAll(members));
        RunHistory history = RunHistory.of(work, what.slug(), all);
        notes.addAll(history.notes());
        notes.addAll(sides.problems());
        unknowns.addAll(sides.unknowns());
        return lives.of(groups, history);
    }

    /** What could not be read; known when all has been looked up. */
    Set<String> unknowns() {
        return unknowns;
    }

    /** What a reader should know, likewise. */
    List<String> notes() {
        return notes;
    }

    private List<LedgerLine> namedByWord(LedgerBook book) throws SideFailure {
        List<LedgerLine> lines = book.of(Stream.of(Population.values())
                .map(it -> new RecordKey(it, asked))
                .toList());
        lines.addAll(book.ofTarget(SeenRow.id(asked)));
        return lines;
    }

    private List<LedgerLine> ofNamed(LedgerBook book) throws SideFailure {
        Set<RecordKey> keys = new LinkedHashSet<>();
        named.forEach(it -> keys.addAll(rebookings.members(rebookings.standing(it), legacy)));
        return book.of(keys);
    }

    /** Reads what the word names, then what hangs together with it, until nothing is new. */
    private void readRows() throws IOException {
        Map<Column, Set<String>> sought = new EnumMap<>(Column.class);
        sought.put(Column.REFERENCE, new TreeSet<>(List.of(asked)));
        sought.put(Column.JOB, new TreeSet<>(List.of(asked)));
        sought.put(Column.UPRN, new TreeSet<>(List.of(asked)));
        sought.put(Column.TARGET_ID, new TreeSet<>(List.of(SeenRow.id(asked))));
        sought.put(Column.SUPERSEDED_BY, new TreeSet<>(List.of(asked)));
        named.forEach(it -> add(sought, Column.REFERENCE, it.reference()));
        Optional<String> blank = blank();
        if (blank.isPresent()) {
            sides.source().ifPresent(SideSearch::distrustKeys);
        }
        boolean grows = true;
        for (int round = 0; grows && round < MOST_ROUNDS; round++) {
            legacy = sides.legacy(new Sought(sought, blank));
            there = sides.there(new Sought(sought, blank));
            grows = grow(sought) || distrust();
        }
        if (grows) {
            unknowns.add("more hangs together with \"%s\" than could be followed; explain the last reference told here"
                    .formatted(asked));
        }
    }

    /** The name of legacy's rows without a reference that are asked for; rows that share it are numbered behind it. */
    private Optional<String> blank() {
        return Optional.of(asked)
                .filter(Finding::isBlank)
                .map(it -> it.substring(Finding.BLANK.length())
                        .replaceFirst(" #[0-9]+$", "")
                        .strip());
    }

    /** Whether there is something to look for that was not yet. */
    private boolean grow(Map<Column, Set<String>> sought) {
        boolean grown = false;
        for (SeenRow row : Stream.concat(legacy.stream(), there.stream()).toList()) {
            rebookings.add(row);
            if (isMeant(row)) {
                named.add(row.key());
                String job = row.seen().text(Column.JOB);
                if (row.key().population() == Population.APPOINTMENTS && !job.isEmpty()) {
                    named.add(new RecordKey(Population.JOBS, job));
                    grown |= add(sought, Column.JOB, job);
                }
            }
        }
        for (RecordKey key : List.copyOf(named)) {
            grown |= add(sought, Column.REFERENCE, key.reference());
            RecordKey standing = rebookings.standing(key);
            grown |= add(sought, Column.REFERENCE, standing.reference());
            for (RecordKey member : rebookings.members(standing, legacy)) {
                grown |= add(sought, Column.SUPERSEDED_BY, member.reference());
            }
        }
        return grown;
    }

    private static boolean add(Map<Column, Set<String>> sought, Column column, String text) {
        return sought.computeIfAbsent(column, any -> new TreeSet<>()).add(text);
    }

    private boolean isMeant(SeenRow row) {
        return named.contains(row.key())
                || blank().filter(it -> row.key().reference().equals(Finding.BLANK + " " + it))
                        .isPresent()
                || Stream.of(Column.REFERENCE, Column.JOB, Column.UPRN)
                        .anyMatch(it -> row.seen().text(it).equals(asked))
                || row.seen().text(Column.TARGET_ID).equals(SeenRow.id(asked));
    }

    /**
     * A record that a side has not by its key is looked for in all of it, before it is said not to be there; and so is
     * whatever belongs to a job or a home: of what the other side lacks too, no key is known that could be missed.
     */
    private boolean distrust() {
        boolean isOfSeveral = Stream.concat(legacy.stream(), there.stream()).anyMatch(this::isOfSeveral);
        return distrust(sides.source(), legacy, isOfSeveral) | distrust(sides.target(), there, isOfSeveral);
    }

    /** Whether the word names a row's job or home, to which others may belong. */
    private boolean isOfSeveral(SeenRow row) {
        return row.key().equals(new RecordKey(Population.JOBS, asked))
                || Stream.of(Column.JOB, Column.UPRN)
                        .anyMatch(it -> row.seen().text(it).equals(asked));
    }

    private boolean distrust(Optional<SideSearch> side, List<SeenRow> rows, boolean isOfSeveral) {
        if (side.isEmpty() || side.get().isWhole()) {
            return false;
        }
        Set<RecordKey> found = new HashSet<>();
        rows.forEach(it -> found.add(it.key()));
        if (!isOfSeveral && !named.isEmpty() && found.containsAll(named)) {
            return false;
        }
        side.get().distrustKeys();
        return true;
    }

    /** Of those that are not there: the rows of which the ledger knows the id, and those of the home that are spelt alike. */
    private void readElsewhere() throws IOException {
        Set<RecordKey> found = new HashSet<>();
        there.forEach(it -> found.add(it.key()));
        Map<Column, Set<String>> sought = new EnumMap<>(Column.class);
        Set<RecordKey> lost = new HashSet<>();
        for (SeenRow row : legacy) {
            if (row.isDue() && named.contains(rebookings.standing(row.key())) && !found.contains(row.key())) {
                lost.add(row.key());
                add(sought, Column.UPRN, row.seen().text(Column.UPRN));
            }
        }
        Set<String> ids = new HashSet<>();
        for (LedgerLine line : ledger) {
            if (lost.contains(line.key()) && !line.targetId().isEmpty()) {
                ids.add(line.targetId());
                add(sought, Column.TARGET_ID, line.targetId());
            }
        }
        sought.values().forEach(it -> it.remove(""));
        if (!lost.isEmpty()) {
            elsewhere = sides.there(new Sought(sought)).stream()
                    .filter(it -> !named.contains(it.key()))
                    .toList();
        }
    }

    private void readCensus() throws IOException {
        if (sides.census().isEmpty()) {
            return;
        }
        SideSearch census = sides.census().get();
        Set<String> references = new TreeSet<>();
        named.forEach(it -> references.add(rebookings.standing(it).reference()));
        count(references);
        Set<String> found = new HashSet<>();
        counted.forEach(it -> found.add(it.text(Column.REFERENCE)));
        if (!census.isWhole() && (named.isEmpty() || !found.containsAll(references))) {
            census.distrustKeys();
            count(references);
        }
        counted.stream()
                .filter(it -> it.text(Column.REFERENCE).equals(asked))
                .forEach(it -> named.add(new RecordKey(it.population(), asked)));
    }

    private void count(Set<String> references) throws IOException {
        Set<String> all = new TreeSet<>(references);
        all.add(asked);
        counted = sides.counted(new Sought(Map.of(Column.REFERENCE, all)));
    }

    /** What is nowhere any more may have been told of all the same. */
    private void addOfHistory(Path work) throws IOException {
        Set<RecordKey> keys = new HashSet<>();
        for (Population population : Population.values()) {
            keys.add(new RecordKey(population, asked));
        }
        RunHistory history = RunHistory.of(work, what.slug(), keys);
        named.addAll(history.open().keySet());
        named.addAll(history.changes().keySet());
    }
}
