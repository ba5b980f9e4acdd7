package rollcall.reconciler.plan;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A difference in one column that has been agreed to be none. It is counted each time it is needed, and told when it is
 * needed no more.
 */
public sealed interface AgreedPlan {
    /** Its name in the plan. */
    String id();

    /** The compared columns of which it speaks, by name. */
    List<String> columns();

    /** What has been agreed, in a few words: {@code starts_at within 15 minutes}. */
    String says();

    /** Letters count the same in either case. */
    record AnyCase(String id, String column) implements AgreedPlan {
        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String says() {
            return column + " in either case";
        }
    }

    /**
     * Both are numbers, and the same one when rounded, halves up: {@code 007} and {@code 7}, {@code 12.5} and {@code 12.50}.
     *
     * @param scale digits behind the point
     */
    record SameNumber(String id, String column, int scale) implements AgreedPlan {
        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String says() {
            return column + " as a number of " + scale + " decimals";
        }
    }

    /**
     * Two times so near to each other.
     *
     * @param minutes the most that may lie between them
     */
    record Within(String id, String column, int minutes) implements AgreedPlan {
        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String says() {
            return column + " within " + (minutes == 1 ? "a minute" : minutes + " minutes");
        }
    }

    /**
     * Codes of the new system that mean the same.
     *
     * @param classes codes that mean the same, by what they mean
     */
    record SameCodes(String id, String column, Map<String, Set<String>> classes) implements AgreedPlan {
        public SameCodes {
            classes = Map.copyOf(classes);
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String says() {
            return column + " by what the code means";
        }
    }

    /**
     * Windows of one day that mean the same.
     *
     * @param classes windows that mean the same, by their name
     */
    record SameWindows(String id, Map<String, Set<Window>> classes) implements AgreedPlan {
        public SameWindows {
            classes = Map.copyOf(classes);
        }

        @Override
        public List<String> columns() {
            return List.of("starts_at", "ends_at");
        }

        @Override
        public String says() {
            return "starts_at and ends_at by the window's name";
        }
    }

    /** From when to when on the same day. */
    record Window(LocalTime from, LocalTime to) {}
}
