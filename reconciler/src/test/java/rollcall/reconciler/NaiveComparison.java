package rollcall.reconciler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The comparison as one would write it in an afternoon, with maps in memory: the oracle of the engine. */
final class NaiveComparison {
    final TreeSet<String> classes = new TreeSet<>();
    final Map<String, Long> counts = new TreeMap<>();

    NaiveComparison(List<ComparableRow> legacy, List<ComparableRow> target) {
        Map<String, List<ComparableRow>> here = byKey(legacy);
        Map<String, List<ComparableRow>> there = byKey(target);
        TreeSet<String> keys = new TreeSet<>(here.keySet());
        keys.addAll(there.keySet());
        for (String key : keys) {
            compare(key, here.getOrDefault(key, List.of()), there.getOrDefault(key, List.of()));
        }
    }

    private static Map<String, List<ComparableRow>> byKey(List<ComparableRow> rows) {
        return rows.stream().collect(Collectors.groupingBy(it -> it.value("population") + " " + it.value("reference")));
    }

    private void compare(String key, List<ComparableRow> here, List<ComparableRow> there) {
        if (here.isEmpty()) {
            add("UNEXPECTED", key, there.size());
        } else if (there.size() > here.size()) {
            add("DUPLICATED", key, here.size());
        } else if (there.size() < here.size()) {
            add("MISSING", key, here.size() - there.size());
        } else {
            List<ComparableRow> open = new ArrayList<>(here);
            List<ComparableRow> left = new ArrayList<>(there);
            open.removeIf(row -> {
                var equal = left.stream().filter(it -> right(row, it)).findFirst();
                equal.ifPresent(left::remove);
                return equal.isPresent();
            });
            if (!open.isEmpty()) {
                boolean anyHidden = left.stream().anyMatch(it -> isHidden(open.getFirst(), it));
                add(anyHidden ? "INVISIBLE" : "DIFFERENT", key, open.size());
            }
        }
    }

    private void add(String type, String key, int rows) {
        classes.add(type + " " + key);
        counts.merge(key.split(" ", 2)[0] + " " + type, (long) rows, Long::sum);
    }

    private static boolean right(ComparableRow here, ComparableRow there) {
        return compared(here).equals(compared(there)) && !isHidden(here, there);
    }

    private static boolean isHidden(ComparableRow here, ComparableRow there) {
        return here.value("live").equals("true")
                && !(there.value("live").equals("true")
                        && there.value("visible").equals("true"));
    }

    private static String compared(ComparableRow row) {
        return Stream.of("job", "property", "starts_at", "slot", "trade", "vulnerable", "alerts")
                .map(row::value)
                .collect(Collectors.joining("\n"));
    }
}
