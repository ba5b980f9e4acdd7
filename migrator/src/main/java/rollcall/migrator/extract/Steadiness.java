package rollcall.migrator.extract;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How it was seen to that all rows of an extract are of one moment.
 *
 * @param means {@code snapshot}; {@code one}, where the plan vouches for it; {@code files}, read one after another; or
 *     {@code read-twice}
 * @param readings how often legacy was read
 * @param differed by kind, what was not the same in two readings in a row; nothing where one reading sufficed
 */
record Steadiness(String means, int readings, Map<Kind, Differing> differed) {
    static final String READ_TWICE = "read-twice";
    static final String FILES = "files";

    Steadiness {
        differed = Map.copyOf(differed);
    }

    /** One reading, which could not be torn. */
    static Steadiness once(String means) {
        return new Steadiness(means, 1, Map.of());
    }

    /**
     * The references whose rows were not the same in two readings.
     *
     * @param count how many references
     * @param first the first of them, in the order of the extract
     */
    record Differing(long count, List<String> first) {
        static final Differing NONE = new Differing(0, List.of());

        Differing {
            first = List.copyOf(first);
        }

        /** Both together; a reference that differed twice counts twice. */
        Differing plus(Differing other) {
            return new Differing(
                    count + other.count,
                    java.util.stream.Stream.concat(first.stream(), other.first.stream())
                            .distinct()
                            .limit(Readings.SHOWN)
                            .toList());
        }
    }

    /** What has differed in one more reading, added to what differed before. */
    static Map<Kind, Differing> sum(Map<Kind, Differing> one, Map<Kind, Differing> other) {
        Map<Kind, Differing> sum = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            Differing both = one.getOrDefault(kind, Differing.NONE).plus(other.getOrDefault(kind, Differing.NONE));
            if (both.count() > 0) {
                sum.put(kind, both);
            }
        }
        return sum;
    }

    /** {@code 3 jobs (00014665, 00014666, …), 1 appointments (2011)}. */
    static String told(Map<Kind, Differing> differed) {
        return new EnumMap<>(differed)
                .entrySet().stream()
                        .map(it -> "%d %s (%s%s)"
                                .formatted(
                                        it.getValue().count(),
                                        it.getKey().word(it.getValue().count()),
                                        String.join(", ", it.getValue().first()),
                                        it.getValue().count()
                                                        > it.getValue().first().size()
                                                ? ", …"
                                                : ""))
                        .collect(Collectors.joining(", "));
    }
}
