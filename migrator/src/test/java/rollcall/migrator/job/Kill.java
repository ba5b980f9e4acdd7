package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import rollcall.migrator.CommandRun;

/**
 * One process that is killed, and what must have come of it once the command was run again.
 *
 * @param number tells this kill from all others, and is the seed of all that is random in it
 * @param place where it halts itself; empty where it is killed from outside, at a time
 */
record Kill(KilledCommand command, long number, boolean poisoned, Optional<String> place, Unbroken unbroken) {
    private static final int AGAIN = 5;

    /**
     * What came of it.
     *
     * @param at the last place that the process had come to
     * @param within whether it was killed with something committed and something not, for certain
     * @param twice whether the run that was to go on was killed, too
     */
    record Killed(Kill kill, String at, boolean within, boolean twice) {}

    @Override
    public String toString() {
        return "kill %d: %s%s, %s"
                .formatted(
                        number,
                        command,
                        poisoned ? " with rows that are refused" : "",
                        place.map(it -> "halted at " + it).orElse("by SIGKILL"));
    }

    /** Does it and makes up for it, on a copy of the council in this folder. */
    Killed carryOut(Path folder) throws Exception {
        Random random = new Random(number);
        MovedCouncil council = killed(folder, random);
        List<String> places = Unbroken.places(council);
        assertThat(places)
                .as("%s: the same run as without it", this)
                .isEqualTo(unbroken.places().subList(0, places.size()));
        String at = places.isEmpty() ? "start" : places.getLast();
        if (place.isPresent()) {
            assertThat(at).isEqualTo(place.get());
        }
        locksAreFree(council);
        List<String> rows = council.rows();
        boolean within = checkCommitted(at, rows, Unbroken.credits(council));

        boolean twice = random.nextInt(AGAIN) == 0 && killedAgain(council, random);
        CommandRun resumed = command.run(council);

        assertThat(resumed.exit()).as("%s%n%s", this, resumed.text()).isEqualTo(unbroken.exit());
        Unbroken.State state = Unbroken.State.of(council);
        assertThat(state.held())
                .as("%s: what the new system holds", this)
                .isEqualTo(unbroken.after().held());
        assertThat(state.books())
                .as("%s: the books", this)
                .isEqualTo(unbroken.after().books());
        assertThat(state.told())
                .as("%s: what was told", this)
                .isEqualTo(unbroken.after().told());
        assertThat(council.count("rollcall.balance where outcome is null"))
                .as("%s: debits without a credit", this)
                .isZero();
        rows.removeAll(unbroken.before());
        assertThat(state.rows())
                .as("%s: what the killed run had committed", this)
                .containsAll(rows);
        assertThat(state.rows()).as("%s: what was there before", this).containsAll(unbroken.untouchable());
        String dump = dump(council);
        assertThat(command.run(council).exit()).isEqualTo(unbroken.exit());
        assertThat(dump(council))
                .as("%s: run once more, nothing is written", this)
                .isEqualTo(dump);
        Dropped.remove(council);
        return new Killed(this, at, within, twice);
    }

    /** A council whose run was killed. A run that ends before its time comes is none: the next one has less. */
    private MovedCouncil killed(Path folder, Random random) throws Exception {
        double share = random.nextDouble();
        while (true) {
            MovedCouncil council = copy(folder);
            List<String> settings = new ArrayList<>(Unbroken.listing(council));
            place.ifPresent(it -> settings.add("-DROLLCALL_FAILPOINT=" + it));
            Process process = command.start(council, settings);
            if (place.isEmpty()) {
                process.waitFor((long) (unbroken.took().toMillis() * share), TimeUnit.MILLISECONDS);
                process.destroyForcibly();
            }
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(toString()).isTrue();
            if (process.exitValue() == Halted.KILLED) {
                return council;
            }
            assertThat(place)
                    .as("%s: exit %d%n%s", this, process.exitValue(), Files.readString(folder.resolve("output.txt")))
                    .isEmpty();
            Dropped.remove(council);
            share *= 0.9;
        }
    }

    /** One at a time: a server may refuse to copy a database that is just being copied. */
    private MovedCouncil copy(Path folder) throws IOException {
        synchronized (KilledCommand.class) {
            return unbroken.council().copyInto(folder);
        }
    }

    private boolean killedAgain(MovedCouncil council, Random random) throws Exception {
        String next = unbroken.places().get(random.nextInt(unbroken.places().size()));
        Process process = command.start(council, List.of("-DROLLCALL_FAILPOINT=" + next));
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as("%s: again at %s", this, next).isIn(Halted.KILLED, unbroken.exit());
        return process.exitValue() == Halted.KILLED;
    }

    /** With something committed and something not, neither is nothing. */
    private boolean checkCommitted(String at, List<String> rows, long credits) {
        boolean committed = unbroken.hasCommitted(at);
        boolean more = unbroken.hasMore(at, place.isPresent());
        long all = unbroken.after().credits();
        assertThat(credits).as("%s at %s: credits", this, at).isBetween(unbroken.credits(), all);
        if (!committed && place.isPresent()) {
            assertThat(credits).as("%s at %s: credits", this, at).isEqualTo(unbroken.credits());
            assertThat(rows).as("%s at %s", this, at).isEqualTo(unbroken.before());
        }
        if (command != KilledCommand.CATCH_UP && committed) {
            assertThat(credits).as("%s at %s: credits", this, at).isGreaterThan(unbroken.credits());
            assertThat(rows).as("%s at %s", this, at).isNotEqualTo(unbroken.before());
        }
        if (command != KilledCommand.CATCH_UP && more) {
            assertThat(credits).as("%s at %s: credits", this, at).isLessThan(all);
        }
        return unbroken.credits() < credits && credits < all;
    }

    /** But for the numbers that H2 will give next: a row that is refused again has used some up. */
    private static String dump(MovedCouncil council) throws SQLException {
        return council.dump().replaceAll("(RESTART|START) WITH \\d+", "");
    }

    private static void locksAreFree(MovedCouncil council) throws Exception {
        PlanLock.take(council.plan().resolve(".rollcall"), "test", Clock.systemDefaultZone())
                .close();
    }
}
