package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a time of its own: a sleep turns the clock on, and nothing waits. */
class ThrottleTest {
    private static final long SECOND = 1_000_000_000L;

    private long now = -7 * SECOND;
    private long slept;
    private int sleeps;

    @Test
    void withoutALimitNobodyIsHeldUpAndTheClockIsNotAsked() {
        Throttle none = new Throttle(
                OptionalInt.empty(),
                () -> {
                    throw new AssertionError("asked");
                },
                nanoseconds -> {
                    throw new AssertionError("slept");
                });

        none.row();
        none.row();

        assertThat(none.fetchSize(1_000)).isEqualTo(1_000);
        assertThat(none.isLimited()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 200, 2_000, 100_000, 1_000_000})
    void soManyRowsTakeASecondAndTheyAreSpreadOverIt(int limit) {
        Throttle throttle = exact(limit);
        long begin = now;
        List<Long> at = rows(throttle, 3 * limit + 1, 0);

        assertThat((double) (now - begin) / SECOND).isBetween(2.99, 3.01);
        for (int tenth = 1; tenth <= 30; tenth++) {
            long until = begin + tenth * SECOND / 10;
            assertThat((double) at.stream().filter(it -> it < until).count())
                    .as("rows in the first %d tenths of a second", tenth)
                    .isBetween(tenth * limit / 10.0 - limit / 100.0 - 1, tenth * limit / 10.0 + limit / 100.0 + 1);
        }
    }

    @Test
    void waitsAreJoinedWhereTheyWouldBeTooShortForATimer() {
        rows(exact(100_000), 100_000, 0);

        assertThat(sleeps).isBetween(100, 500);
    }

    @Test
    void aReaderSlowerThanTheLimitIsNeverHeldUp() {
        rows(exact(100), 200, SECOND / 50);

        assertThat(slept).isZero();
    }

    @Test
    void timeThatWentByUnusedGivesNoBurst() {
        Throttle throttle = exact(1_000);
        rows(throttle, 10, 0);
        now += 3_600 * SECOND;
        long begin = now;

        assertThat(rows(throttle, 1_000, 0).stream()
                        .filter(it -> it < begin + SECOND / 2)
                        .count())
                .isBetween(590L, 610L);
    }

    @Test
    void inNoSecondGoMoreRowsThroughThanTheLimitAndATenthHoweverUnevenlyTheReaderAndItsSleepGo() {
        for (int round = 0; round < 50; round++) {
            Random random = new Random(round);
            int limit = 10 + random.nextInt(5_000);
            Throttle throttle = new Throttle(OptionalInt.of(limit), () -> now, nanoseconds -> {
                now += Math.max(1, (long) (nanoseconds * (0.2 + 2 * random.nextDouble())));
            });
            List<Long> at = new ArrayList<>();
            for (int row = 0; row < 3 * limit; row++) {
                throttle.row();
                at.add(now);
                now += (long) (random.nextDouble() < 0.01 ? SECOND / 3 * random.nextDouble() : 1_000);
            }
            int from = 0;
            for (int to = 0; to < at.size(); to++) {
                while (at.get(to) - at.get(from) >= SECOND) {
                    from++;
                }
                assertThat((double) (to - from + 1)).as("seed %d", round).isLessThanOrEqualTo(limit * 1.11 + 2);
            }
        }
    }

    @Test
    void aLateSleepIsMadeGoodSoThatTheAverageHolds() {
        Throttle late = new Throttle(OptionalInt.of(2_000), () -> now, nanoseconds -> now += nanoseconds + 1_000_000);
        long begin = now;

        rows(late, 20_001, 0);

        assertThat((double) (now - begin) / SECOND).isBetween(9.98, 10.02);
    }

    @Test
    void anInterruptedReaderIsLetGo() {
        Throttle slow = new Throttle(OptionalInt.of(1), () -> now, nanoseconds -> {
            Thread.currentThread().interrupt();
            sleeps++;
        });
        slow.row();
        slow.row();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(sleeps).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 10, 2_000, 9_999, 10_000, 1_000_000})
    void aFetchHoldsNoMoreThanATenthOfASecondsRows(int limit) {
        assertThat(exact(limit).fetchSize(1_000)).isEqualTo(Math.max(1, Math.min(1_000, limit / 10)));
    }

    private Throttle exact(int limit) {
        return new Throttle(OptionalInt.of(limit), () -> now, nanoseconds -> {
            now += nanoseconds;
            slept += nanoseconds;
            sleeps++;
        });
    }

    private List<Long> rows(Throttle throttle, int count, long nanosecondsEach) {
        List<Long> at = new ArrayList<>(count);
        for (int row = 0; row < count; row++) {
            throttle.row();
            at.add(now);
            now += nanosecondsEach;
        }
        return at;
    }
}
