package rollcall.reconciler;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The comparison as one would write it in an afternoon, with maps in memory and every pairing tried: the oracle of the engine.
 * It knows of the engine only what the documents say of it.
 */
final class NaiveComparison {
    static final List<String> COMPARED = ComparableRow.COLUMNS.stream()
            .filter(it -> !List.of("population", "reference", "live").contains(it))
            .toList();

    private static final Set<String> TIMES = Set.of("starts_at", "ends_at", "raised", "target_date");

    /** By population and reference what may be said of it: one thing, but where pairings of its rows are as good as each other. */
    final Map<String, Set<Verdict>> verdicts = new TreeMap<>();

    /**
     * What may be said of all rows of one reference.
     *
     * @param type the class; empty where all is right
     * @param pairs the worst of its pairs, where its rows are too many or too few; empty where all pairs are right
     * @param columns in which the rows of a pair differ that is of the class, one set for each such pair
     * @param rows how many rows are of which class, or {@code matched}
     */
    record Verdict(String type, String pairs, Set<Set<String>> columns, Map<String, Long> rows) {}

    private record Pair(Set<String> columns, boolean isHidden) {
        String type() {
            return isHidden ? "INVISIBLE" : columns.isEmpty() ? "matched" : "DIFFERENT";
        }

        /** That a hidden row is not live the class says. */
        Set<String> told() {
            return columns.stream()
                    .filter(it -> !isHidden || !it.equals("live"))
                    .collect(Collectors.toSet());
        }
    }

    NaiveComparison(List<ComparableRow> legacy, List<ComparableRow> target) {
        Map<String, List<ComparableRow>> here = byKey(legacy);
        Map<String, List<ComparableRow>> there = byKey(target);
        TreeSet<String> keys = new TreeSet<>(here.keySet());
        keys.addAll(there.keySet());
        for (String key : keys) {
            verdicts.put(key, judge(here.getOrDefault(key, List.of()), there.getOrDefault(key, List.of())));
        }
    }

    private static Map<String, List<ComparableRow>> byKey(List<ComparableRow> rows) {
        return rows.stream().collect(Collectors.groupingBy(it -> it.value("population") + " " + it.value("reference")));
    }

    /** Each {@code CLASS population reference} of which there is no doubt. */
    Set<String> wrong() {
        Set<String> wrong = new TreeSet<>();
        verdicts.forEach((key, may) -> {
            Set<String> types = may.stream().map(Verdict::type).collect(Collectors.toSet());
            if (types.size() == 1 && !types.contains("")) {
                wrong.add(types.iterator().next() + " " + key);
            }
        });
        return wrong;
    }

    private static Set<Verdict> judge(List<ComparableRow> here, List<ComparableRow> there) {
        if (here.isEmpty()) {
            return Set.of(new Verdict("UNEXPECTED", "", Set.of(), Map.of("UNEXPECTED", (long) there.size())));
        }
        List<ComparableRow> open = new ArrayList<>(here);
        List<ComparableRow> left = new ArrayList<>(there);
        open.removeIf(row -> {
            Optional<ComparableRow> equal = left.stream()
                    .filter(it -> pair(row, it).type().equals("matched"))
                    .findFirst();
            equal.ifPresent(left::remove);
            return equal.isPresent();
        });
        long equal = here.size() - open.size();
        List<List<Pair>> all = new ArrayList<>();
        pairings(open, left, Math.max(0, open.size() - left.size()), List.of(), all);
        int least = all.stream().mapToInt(NaiveComparison::differences).min().orElseThrow();
        return all.stream()
                .filter(it -> differences(it) == least)
                .map(it -> verdict(here.size(), there.size(), equal, it))
                .collect(Collectors.toSet());
    }

    /** Every way to give rows that are left to rows that are open, so many of which get none. */
    private static void pairings(
            List<ComparableRow> open, List<ComparableRow> left, int without, List<Pair> sofar, List<List<Pair>> all) {
        if (open.isEmpty()) {
            all.add(sofar);
            return;
        }
        List<ComparableRow> others = open.subList(1, open.size());
        if (without > 0) {
            pairings(others, left, without - 1, sofar, all);
        }
        for (int i = 0; i < left.size(); i++) {
            List<ComparableRow> rest = new ArrayList<>(left);
            List<Pair> with = new ArrayList<>(sofar);
            with.add(pair(open.getFirst(), rest.remove(i)));
            pairings(others, rest, without, with, all);
        }
    }

    private static int differences(List<Pair> pairs) {
        return pairs.stream().mapToInt(it -> it.columns().size()).sum();
    }

    private static Verdict verdict(long here, long there, long equal, List<Pair> unequal) {
        String worst = unequal.stream()
                .map(Pair::type)
                .filter(it -> !it.equals("matched"))
                .max(Comparator.naturalOrder())
                .orElse("");
        String type = there > here ? "DUPLICATED" : there < here ? "MISSING" : worst;
        Map<String, Long> rows = new TreeMap<>();
        if (there > here) {
            rows.put("DUPLICATED", here);
        } else {
            rows.put("MISSING", here - there);
            rows.put("matched", equal);
            unequal.forEach(it -> rows.merge(it.type(), 1L, Long::sum));
            rows.values().removeIf(it -> it == 0);
        }
        return new Verdict(
                type,
                type.equals(worst) ? "" : worst,
                unequal.stream()
                        .filter(it -> it.type().equals(type))
                        .map(Pair::told)
                        .collect(Collectors.toSet()),
                rows);
    }

    private static Pair pair(ComparableRow here, ComparableRow there) {
        Set<String> columns = new HashSet<>();
        for (String column : COMPARED) {
            if (!normal(column, here.value(column)).equals(normal(column, there.value(column)))) {
                columns.add(column);
            }
        }
        boolean isLive = here.value("live").equals("true");
        boolean isLiveThere =
                there.value("live").equals("true") && there.value("visible").equals("true");
        if (isLive != isLiveThere) {
            columns.add("live");
        }
        return new Pair(columns, isLive && !isLiveThere);
    }

    /** Without blanks at its ends, and a time to the minute. */
    private static String normal(String column, String value) {
        String text = value.strip();
        return TIMES.contains(column) && !text.isEmpty()
                ? LocalDateTime.parse(text).truncatedTo(ChronoUnit.MINUTES).toString()
                : text;
    }
}
