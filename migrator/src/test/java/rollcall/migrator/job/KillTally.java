package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rollcall.fixtures.server.Engine;
import rollcall.migrator.job.Kill.Killed;

/** Which kills were made up for, by command, engine and place. */
final class KillTally {
    private static final int LEAST = 200;

    private record At(KilledCommand command, Engine engine, String place) {}

    private final Map<At, List<Killed>> kills = new LinkedHashMap<>();
    private final Map<Engine, List<Killed>> byEngine = new TreeMap<>();

    /** Says at which places there is to be a kill at least. */
    synchronized void expect(KilledCommand command, Engine engine, List<String> places) {
        places.forEach(it -> kills.computeIfAbsent(new At(command, engine, it), at -> new ArrayList<>()));
    }

    /** Counts one. */
    synchronized void count(Engine engine, Killed killed) {
        kills.computeIfAbsent(new At(killed.kill().command(), engine, killed.at()), at -> new ArrayList<>())
                .add(killed);
        byEngine.computeIfAbsent(engine, any -> new ArrayList<>()).add(killed);
    }

    /** A line for each place and engine, with the numbers of its kills. */
    synchronized String all() {
        StringBuilder text = new StringBuilder("command engine place: kills (their numbers)\n");
        kills.forEach((at, killed) -> text.append("%s %s %s: %d %s%n"
                .formatted(
                        at.command(),
                        at.engine(),
                        at.place(),
                        killed.size(),
                        killed.stream().map(it -> it.kill().number()).sorted().toList())));
        return text.toString();
    }

    /** For each step, at how many of its commit points a process was killed, how often, and how often at the least. */
    synchronized String summary() {
        StringBuilder text = new StringBuilder(
                "%-10s%-10s%-32s%8s%8s%8s".formatted("kills of", "on", "at", "visits", "kills", "least"));
        Map<String, List<Integer>> grouped = new TreeMap<>();
        kills.forEach((at, killed) -> grouped.computeIfAbsent(
                        "%-10s%-10s%-32s"
                                .formatted(at.command(), at.engine(), at.place().replaceAll(":\\d+$", "")),
                        any -> new ArrayList<>())
                .add(killed.size()));
        grouped.forEach((name, counts) -> text.append("\n%s%8d%8d%8d"
                .formatted(
                        name,
                        counts.size(),
                        counts.stream().mapToInt(it -> it).sum(),
                        counts.stream().min(Comparator.naturalOrder()).orElse(0))));
        byEngine.forEach((engine, killed) -> text.append(
                "\n%s: %d kills, %d by SIGKILL, %d with refused rows in the chunk, %d with something committed and something not, %d killed a second time"
                        .formatted(
                                engine,
                                killed.size(),
                                killed.stream()
                                        .filter(it -> it.kill().place().isEmpty())
                                        .count(),
                                killed.stream().filter(KillTally::isPoisoned).count(),
                                killed.stream().filter(Killed::within).count(),
                                killed.stream().filter(Killed::twice).count())));
        return text.toString();
    }

    private static boolean isPoisoned(Killed killed) {
        return killed.kill().poisoned() && killed.kill().unbroken().poisoned().contains(killed.at());
    }

    /** No commit point without a kill; and, of all of them together, as many as are promised. */
    synchronized void check(boolean whole) {
        assertThat(kills.entrySet().stream()
                        .filter(it -> it.getValue().isEmpty())
                        .map(Map.Entry::getKey))
                .as("places without a kill")
                .isEmpty();
        if (whole) {
            List<Killed> promised = new ArrayList<>(byEngine.getOrDefault(Engine.H2, List.of()));
            promised.addAll(byEngine.getOrDefault(Engine.POSTGRES, List.of()));
            assertThat(promised).as("kills over H2 and PostgreSQL").hasSizeGreaterThanOrEqualTo(LEAST);
            assertThat(promised.stream().filter(KillTally::isPoisoned).count() * 3)
                    .as("kills with a refused row in the chunk, three times")
                    .isGreaterThanOrEqualTo(promised.size());
        }
    }
}
