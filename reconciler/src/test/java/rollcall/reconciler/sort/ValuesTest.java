package rollcall.reconciler.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    private final Path folder;

    ValuesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 63, 64, -64, -65, 8191, 8192, 29_863_212, Long.MAX_VALUE, Long.MIN_VALUE})
    void aNumberIsReadAsItWasWritten(long number) throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder);
                RowSorter rows = new RowSorter(spill, "test", 1 << 20)) {
            rows.writer()
                    .begin()
                    .endKey()
                    .number(number)
                    .flag(true)
                    .number(-number)
                    .end();
            Values values = only(rows).values();
            assertThat(values.type()).isEqualTo(RowWriter.NUMBER);
            assertThat(values.number(7)).isEqualTo(number);
            assertThat(values.flag(false)).isTrue();
            assertThat(values.number(7)).isEqualTo(-number);
            assertThat(values.more()).isFalse();
        }
    }

    /** Halves of pairs, alone and beside a whole one, and the sign that stands for what cannot be read. */
    @ParameterizedTest
    @ValueSource(strings = {"A\uD800", "\uDC00\uD800", "\uD83D\uDE00\uD83D", "\uFFFDé", "\uFFFD\uD83D\uDE00", "é"})
    void whatIsNoProperTextIsReadExactly(String text) throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder);
                RowSorter rows = new RowSorter(spill, "test", 1 << 20)) {
            rows.writer().begin().endKey().text(text).absent().number(5).end();
            Values values = only(rows).values();
            assertThat(values.exact()).isEqualTo(text);
            assertThat(values.exact()).isEmpty();
            assertThat(values.number(7)).isEqualTo(5);
        }
    }

    /** Lengths at which the form of a text, or of a part of a key, changes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 190, 191, 192, 193, 254, 255, 256, 300_000})
    void aTextOfAnyLengthIsReadAsItWasWritten(int length) throws IOException {
        String text = "é".repeat(length / 2) + "x".repeat(length % 2);
        try (SpillFolder spill = SpillFolder.in(folder);
                RowSorter rows = new RowSorter(spill, "test", 1 << 20)) {
            rows.writer()
                    .begin()
                    .keyPart(text)
                    .keyNumber(-length)
                    .keyLast("last")
                    .endKey()
                    .text(text)
                    .unmapped(text)
                    .absent()
                    .flag(false)
                    .end();
            Row row = only(rows);
            Values key = row.key(0);
            assertThat(key.isEmptyPart()).isEqualTo(length == 0);
            assertThat(key.keyPart()).isEqualTo(text);
            assertThat(key.keyNumber()).isEqualTo(-length);
            assertThat(key.rest()).isEqualTo("last");
            Values values = row.values();
            assertThat(values.type()).isEqualTo(length == 0 ? RowWriter.ABSENT : RowWriter.TEXT);
            assertThat(values.text()).isEqualTo(text);
            assertThat(values.type()).isEqualTo(RowWriter.UNMAPPED);
            assertThat(values.text()).isEqualTo(text);
            assertThat(values.text()).isEmpty();
            assertThat(values.type()).isEqualTo(RowWriter.FLAG);
            values.skip();
            assertThat(values.more()).isFalse();
        }
    }

    @Test
    void valuesAreTheSameOnlyIfAllOfThemAre() throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder);
                RowSorter rows = new RowSorter(spill, "test", 1 << 20)) {
            rows.writer()
                    .begin()
                    .keyLast("1")
                    .endKey()
                    .text("a")
                    .text("bc")
                    .flag(true)
                    .end();
            rows.writer()
                    .begin()
                    .keyLast("2")
                    .endKey()
                    .flag(false)
                    .text("a")
                    .text("bc")
                    .number(5)
                    .end();
            rows.writer().begin().keyLast("3").endKey().text("ab").text("c").end();
            rows.writer().begin().keyLast("4").endKey().text("a").end();
            try (SortedRows all = rows.open()) {
                List<Row> four = java.util.stream.IntStream.range(0, 4)
                        .mapToObj(any -> next(all))
                        .toList();
                Values one = four.get(0).values();
                Values two = four.get(1).values();
                two.skip();
                assertThat(one.same(two, 2)).isTrue();
                assertThat(one.flag(false)).isTrue();
                assertThat(two.number(0)).isEqualTo(5);
                for (Row other : List.of(four.get(2), four.get(3))) {
                    Values mine = four.get(0).values();
                    Values theirs = other.values();
                    assertThat(mine.same(theirs, 2)).isFalse();
                    assertThat(mine.text()).isEqualTo("a");
                    assertThat(theirs.text()).startsWith("a");
                    assertThat(four.get(0).values().same(four.get(0).values(), 3))
                            .isTrue();
                }
                assertThat(four.get(3).values().same(four.get(0).values(), 1)).isTrue();
            }
        }
    }

    private static Row only(RowSorter rows) throws IOException {
        try (SortedRows all = rows.open()) {
            return next(all);
        }
    }

    private static Row next(SortedRows all) {
        try {
            assertThat(all.advance()).isTrue();
            return all.row().copy();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
