package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.server.Engine;
import rollcall.migrator.job.Kill.Killed;

/**
 * A child JVM is killed at every place to which an unbroken run comes, and by SIGKILL at random times; what the next run
 * makes of it must be what the unbroken run makes. Under {@code -Dlong} all places, else a few; {@code -Dkills.number=N}
 * does one kill again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillSweepTest {
    private static final int HOMES = 100;
    private static final int CHUNK = 100;
    private static final boolean LONG = System.getProperty("long") != null;
    private static final Long ONE = Long.getLong("kills.number");

    private final KillTally tally = new KillTally();
    private MovedCouncil generated = new MovedCouncil(new CouncilFolder(Path.of("")));
    private Path folder = Path.of("");

    @BeforeAll
    void generate(@TempDir Path shared) throws Exception {
        folder = shared;
        generated = MovedCouncil.generate(HOMES, 4, folder.resolve("generated"));
        generated.correct();
        Path plan = generated.plan().resolve("plan.yaml");
        Files.writeString(plan, Files.readString(plan).replace("chunk: 500", "chunk: " + CHUNK));
    }

    @ParameterizedTest
    @CsvSource({"LOAD, POSTGRES", "CATCH_UP, H2", "UNDO, POSTGRES"})
    void whateverIsKilledTheNextRunMakesUpForItExactly(KilledCommand command, Engine engine) throws Exception {
        sweep(command, engine, LONG ? Integer.MAX_VALUE : 2);
    }

    @ParameterizedTest
    @CsvSource({"LOAD, H2", "CATCH_UP, POSTGRES", "UNDO, H2"})
    @EnabledIfSystemProperty(named = "long", matches = ".*")
    void onTheOtherEngineToo(KilledCommand command, Engine engine) throws Exception {
        sweep(command, engine, Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(named = "long", matches = ".*")
    void onMariaDbToo(KilledCommand command) throws Exception {
        sweep(command, Engine.MARIADB, 4);
    }

    @AfterAll
    void tell() throws Exception {
        System.out.println(tally.summary());
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("kills.txt"), tally.all());
        if (ONE == null) {
            tally.check(LONG);
        }
    }

    /** @param most how many places at most, without refused rows */
    private void sweep(KilledCommand command, Engine engine, int most) throws Exception {
        Path here = folder.resolve(command + "-" + engine);
        Unbroken clean = unbroken(command, engine, false, here);
        Unbroken poisoned = unbroken(command, engine, true, here);
        assertThat(poisoned.poisoned()).isNotEmpty();
        long first = number(engine) + command.number();
        Random random = new Random(first);
        List<String> places = some(clean.places(), most, random);
        int rest = most < 4 ? 1 : Math.ceilDiv(places.size(), 6);
        List<Kill> kills = new ArrayList<>();
        places.forEach(it -> kills.add(new Kill(command, first + kills.size(), false, Optional.of(it), clean)));
        some(poisoned.poisoned(), most < 4 ? 2 : (places.size() + rest) * 2 / 3, random)
                .forEach(it -> kills.add(new Kill(command, first + kills.size(), true, Optional.of(it), poisoned)));
        for (int i = 0; i < rest; i++) {
            kills.add(new Kill(
                    command, first + kills.size(), i % 3 == 0, Optional.empty(), i % 3 == 0 ? poisoned : clean));
        }
        kills.removeIf(it -> ONE != null && it.number() != ONE);
        tally.expect(command, engine, ONE == null ? places : List.of());
        carryOut(kills, engine, here);
    }

    private void carryOut(List<Kill> kills, Engine engine, Path here) throws Exception {
        try (ExecutorService executor =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<Killed>> killed = new ArrayList<>();
            for (Kill kill : kills) {
                killed.add(executor.submit(() -> {
                    try {
                        Killed done = kill.carryOut(here.resolveSibling("kill-" + kill.number()));
                        tally.count(engine, done);
                        return done;
                    } catch (Throwable failed) {
                        throw new AssertionError(
                                "%s on %s failed; -Dkills.number=%d does it again"
                                        .formatted(kill, engine, kill.number()),
                                failed);
                    }
                }));
            }
            List<AssertionError> failed = new ArrayList<>();
            for (Future<Killed> each : killed) {
                try {
                    each.get();
                } catch (ExecutionException thrown) {
                    failed.add((AssertionError) thrown.getCause());
                }
            }
            failed.forEach(it -> System.out.println(it.getMessage() + ": " + firstLines(it)));
            if (!failed.isEmpty()) {
                throw failed.getFirst();
            }
        }
    }

    private static String firstLines(AssertionError failed) {
        return String.valueOf(failed.getCause()).lines().limit(3).collect(Collectors.joining(" "));
    }

    private Unbroken unbroken(KilledCommand command, Engine engine, boolean poisoned, Path here) throws Exception {
        String name = here.getFileName() + (poisoned ? "-poisoned" : "");
        return Unbroken.of(
                command,
                command.council(engine, poisoned, generated, here.resolveSibling(name)),
                here.resolveSibling(name + "-unbroken"));
    }

    private static long number(Engine engine) {
        return switch (engine) {
            case H2 -> 10_000;
            case POSTGRES -> 20_000;
            case MARIADB -> 30_000;
        };
    }

    private static List<String> some(List<String> places, int most, Random random) {
        List<String> some = new ArrayList<>(places);
        Collections.shuffle(some, random);
        return some.subList(0, Math.min(most, some.size()));
    }
}
