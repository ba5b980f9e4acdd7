package rollcall.reconciler.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingsTest {
    private final Path folder;

    ReadingsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void oneReadingSettlesNothing() throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder)) {
            Readings readings = new Readings(spill, 1 << 20);
            add(readings, Map.of("a", List.of("1")));

            assertThat(readings.areSettled()).isFalse();
        }
    }

    @Test
    void whatTwoReadingsAgreeOnHasSettledAndWhatOneOfThemLacksHasNot() throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder)) {
            Readings readings = new Readings(spill, 1 << 20);
            add(readings, Map.of("a", List.of("1"), "b", List.of("1"), "c", List.of("1")));
            add(readings, Map.of("a", List.of("1"), "b", List.of("2"), "d", List.of("1")));

            assertThat(readings.areSettled()).isFalse();
            assertThat(readings.unsettled()).isEqualTo(3);
            assertThat(readings.examples(2)).extracting(it -> it.key(0).rest()).containsExactly("b", "c");
            assertThat(settled(readings)).isEqualTo(Map.of("a", List.of("1")));

            add(readings, Map.of("a", List.of("9"), "b", List.of("2"), "d", List.of("1")));

            assertThat(readings.areSettled()).isTrue();
            assertThat(settled(readings))
                    .as("b and d are as the last two say, c is gone, a is as it had settled")
                    .isEqualTo(Map.of("a", List.of("1"), "b", List.of("2"), "d", List.of("1")));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void eachKeyHasTheRowsOfTheLastTwoReadingsInARowThatAgreeOnIt(long seed) throws IOException {
        Random random = new Random(seed);
        try (SpillFolder spill = SpillFolder.in(folder)) {
            Readings readings = new Readings(spill, 1 << 14);
            List<Map<String, List<String>>> all = new ArrayList<>();
            Map<String, List<String>> now = new TreeMap<>();
            for (int reading = 0; reading < 6; reading++) {
                for (int change = 0; change < (reading == 0 ? 400 : 60); change++) {
                    List<String> rows = new ArrayList<>();
                    for (int row = random.nextInt(4); row > 0; row--) {
                        rows.add(Integer.toString(random.nextInt(3)));
                    }
                    rows.sort(null);
                    now.put(Integer.toString(random.nextInt(300)), rows);
                }
                now.values().removeIf(List::isEmpty);
                all.add(new TreeMap<>(now));
                add(readings, now);
            }
            Map<String, List<String>> expected = new TreeMap<>();
            long unsettled = 0;
            for (int key = 0; key < 300; key++) {
                String name = Integer.toString(key);
                int agreed = all.size() - 1;
                while (agreed > 0 && !rows(all.get(agreed), name).equals(rows(all.get(agreed - 1), name))) {
                    agreed--;
                }
                if (agreed == 0) {
                    unsettled++;
                } else if (!rows(all.get(agreed), name).isEmpty()) {
                    expected.put(name, rows(all.get(agreed), name));
                }
            }

            assertThat(settled(readings)).isEqualTo(expected);
            assertThat(readings.unsettled()).isEqualTo(unsettled);
        }
    }

    private static List<String> rows(Map<String, List<String>> reading, String key) {
        return reading.getOrDefault(key, List.of());
    }

    private static void add(Readings readings, Map<String, List<String>> rows) throws IOException {
        try (RowSorter sorter = readings.next()) {
            for (Map.Entry<String, List<String>> key : rows.entrySet()) {
                for (String row : key.getValue()) {
                    sorter.writer()
                            .begin()
                            .keyLast(key.getKey())
                            .endKey()
                            .text(row)
                            .end();
                }
            }
            readings.add(sorter);
        }
    }

    private static Map<String, List<String>> settled(Readings readings) throws IOException {
        Map<String, List<String>> settled = new TreeMap<>();
        try (SortedRows rows = readings.settled()) {
            while (rows.advance()) {
                settled.computeIfAbsent(rows.row().key(0).rest(), any -> new ArrayList<>())
                        .add(rows.row().values().text());
            }
        }
        return settled;
    }
}
