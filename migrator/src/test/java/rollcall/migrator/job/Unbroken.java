package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A council before a command is run on it, and what a run that nobody kills makes of it.
 *
 * @param council stays as it is; each run is on a copy
 * @param before its rows
 * @param credits how many credits its ledger has
 * @param places all that the run comes to, in order
 * @param took how long it took, with the start of its JVM
 * @param exit its exit code
 * @param after the rows that it leaves
 */
record Unbroken(
        MovedCouncil council,
        List<String> before,
        long credits,
        List<String> places,
        Duration took,
        int exit,
        State after) {
    private static final String PLACES = "places.txt";

    /** What is compared of a council: its new system, the books but for numbers that the database gives, and what was told. */
    record State(List<String> held, List<String> books, List<String> told, List<String> rows, long credits) {
        static State of(MovedCouncil council) throws SQLException, IOException {
            List<String> books = new ArrayList<>(
                    council.query(
                            "balance",
                            "select population, reference, occurrence, outcome, action, detail from rollcall.balance order by 1, 2, 3"));
            for (String table : List.of("debit", "credit", "reason")) {
                books.add(table + " " + council.count("rollcall." + table));
            }
            books.replaceAll(it -> it.replaceAll("\\(id \\d+\\)", "(id)"));
            return new State(council.held(), books, told(council), council.rows(), Unbroken.credits(council));
        }

        /** The lines of what was done since the first run, whichever run's file they stand in. */
        private static List<String> told(MovedCouncil council) throws IOException {
            Path folder = council.plan().resolve(".rollcall/catch-up");
            List<String> lines = new ArrayList<>();
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                        lines.addAll(Files.readAllLines(file));
                    }
                }
            }
            lines.replaceAll(it -> it.replaceAll(",\\d*$", "").replaceAll("\\(id \\d+\\)", "(id)"));
            Collections.sort(lines);
            return lines.stream().filter(it -> !it.endsWith(",id")).toList();
        }
    }

    static Unbroken of(KilledCommand command, MovedCouncil council, Path scratch) throws Exception {
        List<String> before = council.rows();
        long credits = credits(council);
        MovedCouncil copy = council.copyInto(scratch);
        long start = System.nanoTime();
        Process process = command.start(copy, listing(copy));
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(process.exitValue())
                .as(Files.readString(scratch.resolve("output.txt")))
                .isBetween(0, 1);
        State after = State.of(copy);
        Dropped.drop(copy);
        return new Unbroken(council, before, credits, places(copy), took, process.exitValue(), after);
    }

    /** The settings with which a run writes down the places that it comes to. */
    static List<String> listing(MovedCouncil council) {
        return List.of("-DROLLCALL_FAILPOINTS_TO=" + council.folder().root().resolve(PLACES));
    }

    /** The places that a run has come to. */
    static List<String> places(MovedCouncil council) throws IOException {
        Path file = council.folder().root().resolve(PLACES);
        return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
    }

    static long credits(MovedCouncil council) throws SQLException {
        String schema = council.system().ledger();
        return council.count(
                                "information_schema.tables where lower(table_schema) = '%s' and lower(table_name) = 'credit'"
                                        .formatted(schema))
                        == 0
                ? 0
                : council.count("rollcall.credit");
    }

    /** The rows that no run may touch. */
    Set<String> untouchable() {
        Set<String> same = new HashSet<>(before);
        same.retainAll(new HashSet<>(after.rows()));
        return same;
    }

    /** Whether something of the load was committed for certain when a run had come to this place. */
    boolean hasCommitted(String place) {
        return places.indexOf(place) >= first(".after-commit:");
    }

    /** Whether something of the load was not committed for certain when a run had come to this place, and was killed there. */
    boolean hasMore(String place, boolean exactly) {
        int last = IntStream.range(0, places.size())
                .filter(it -> isOfLoad(places.get(it)) && places.get(it).contains(".before-commit:"))
                .max()
                .orElseThrow();
        return places.indexOf(place) < last || (exactly && places.indexOf(place) == last);
    }

    private int first(String what) {
        return IntStream.range(0, places.size())
                .filter(it -> isOfLoad(places.get(it)) && places.get(it).contains(what))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isOfLoad(String place) {
        return !place.startsWith("debits.");
    }

    /** The places within a chunk that holds a row which the new system refuses. */
    List<String> poisoned() {
        List<String> poisoned = new ArrayList<>();
        List<String> chunk = new ArrayList<>();
        for (String place : places) {
            chunk.add(place);
            if (place.contains(".after-commit:")) {
                if (chunk.stream().anyMatch(it -> it.contains(".refused:"))) {
                    poisoned.addAll(chunk);
                }
                chunk.clear();
            }
        }
        return poisoned;
    }
}
