package rollcall.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AheadTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99, 100, 101, 1000})
    void eachRowComesOnceAndInOrder(int count) {
        List<String> found = new ArrayList<>();
        try (Ahead<Integer, String> ahead = new Ahead<>(
                IntStream.range(0, count).boxed(),
                rows -> rows.stream().map(it -> "row " + it).toList(),
                100)) {
            ahead.forEachRemaining(found::add);
            assertThat(ahead.hasNext()).isFalse();
        }
        assertThat(found)
                .containsExactlyElementsOf(
                        IntStream.range(0, count).mapToObj(it -> "row " + it).toList());
    }

    @Test
    void aFailureComesWhereItsBatchWouldHaveComeAndEveryTime() {
        try (Ahead<Integer, Integer> ahead = new Ahead<>(
                IntStream.range(0, 1000).boxed(),
                rows -> {
                    if (rows.contains(250)) {
                        throw new IllegalArgumentException("row 250");
                    }
                    return rows;
                },
                100)) {
            for (int i = 0; i < 200; i++) {
                assertThat(ahead.next()).isEqualTo(i);
            }
            assertThatThrownBy(ahead::next)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("row 250");
            assertThatThrownBy(ahead::hasNext).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void nothingIsReadBeforeItIsAskedForAndNoMoreThanABatchAhead() {
        AtomicInteger made = new AtomicInteger();
        try (Ahead<Integer, Integer> ahead = new Ahead<>(
                IntStream.range(0, 1000).boxed(),
                rows -> rows.stream().map(it -> made.incrementAndGet()).toList(),
                100)) {
            assertThat(made).hasValue(0);
            ahead.next();
        }
        // Closing waits for what is under way.
        assertThat(made).hasValue(200);
    }

    @Test
    void closingClosesTheRows() {
        AtomicBoolean closed = new AtomicBoolean();
        try (Ahead<Integer, Integer> ahead =
                new Ahead<>(Stream.of(1, 2).onClose(() -> closed.set(true)), rows -> rows, 1)) {
            ahead.next();
        }
        assertThat(closed).isTrue();
    }
}
