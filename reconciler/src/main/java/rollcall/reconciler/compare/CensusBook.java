package rollcall.reconciler.compare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.finding.RunHeader.Census;
import rollcall.reconciler.side.Keys;
import rollcall.reconciler.sort.Row;

/** Holds the source query against the keys of the base tables: it must yield each as often as it is there. */
final class CensusBook {
    private final boolean present;
    private final Examples uncovered = new Examples();
    private final Examples beyond = new Examples();
    private final UnreadKeys unread;
    private final Map<Population, Long> blank = new EnumMap<>(Population.class);
    private long keys;

    CensusBook(boolean present, UnreadKeys unread) {
        this.present = present;
        this.unread = unread;
    }

    /** How many blank references there are is all that can be held against each other; to be called once, after all keys. */
    void finish() {
        blank.forEach((population, more) -> {
            if (more > 0) {
                uncovered.add(population.word() + " " + Finding.BLANK, more);
                unread.add(population, Finding.BLANK, more, false);
            } else if (more < 0) {
                beyond.add(population.word() + " " + Finding.BLANK, -more);
            }
        });
    }

    void check(Row key, long sources, long targets, long counted) {
        if (!present || Keys.isWithoutReference(key)) {
            return;
        }
        keys += counted;
        if (Keys.isBlank(key)) {
            blank.merge(Keys.population(key), counted - sources, Long::sum);
            return;
        }
        if (counted > sources) {
            uncovered.add(key, counted - sources);
            unread.add(key, counted - sources, targets > 0);
        } else if (counted < sources) {
            beyond.add(key, sources - counted);
        }
    }

    Optional<Census> census() {
        return present ? Optional.of(new Census(keys, uncovered.count(), uncovered.shown())) : Optional.empty();
    }

    List<String> unknowns() {
        List<String> unknowns = new ArrayList<>();
        if (present && keys == 0) {
            unknowns.add("the census counts no keys at all; correct the census query");
        }
        if (uncovered.count() > 0) {
            unknowns.add(
                    "%,d keys of legacy's base tables are not in the source query (%s); it drops rows: correct it. All of them: %s in the plan's work folder"
                            .formatted(uncovered.count(), uncovered.told(), unread.name()));
        }
        if (beyond.count() > 0) {
            unknowns.add(
                    "the source query yields %,d rows more than legacy's base tables have keys (%s); it repeats rows, or legacy changed while it was read: correct it or run again"
                            .formatted(beyond.count(), beyond.told()));
        }
        return unknowns;
    }
}
