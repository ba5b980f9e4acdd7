package rollcall.reconciler.side;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rollcall.reconciler.sort.Utf8;

/** A key of several columns as one text: no two have the same, and each can be taken apart again. */
class KeyTextTest {
    private static final List<String> HARD = List.of(
            "", "#", "\\", "##", "\\#", "#\\", "\\\\", "a", "1", "A", " ", "\0", "\n", "é", "new:", "(blank)", "n",
            "(");

    @ParameterizedTest
    @CsvSource({
        "1, 23, 1#23",
        "12, 3, 12#3",
        "'', 3, #3",
        "J1, '', J1#",
        "'', '', ''",
        "a#b, c, a\\#b#c",
        "a, b#c, a#b\\#c",
        "a\\, b, a\\\\#b",
        "new:7, 1, \\new:7#1",
        "(blank) 1, 1, \\(blank) 1#1"
    })
    void itCanBeReadAndTyped(String one, String other, String text) {
        assertThat(text(List.of(one, other))).isEqualTo(text);
    }

    @Test
    void aKeyOfOnePartIsThatPart() {
        for (String part : HARD) {
            assertThat(text(List.of(part))).isEqualTo(part);
        }
    }

    @Test
    void noTwoKeysHaveOneText() {
        long seed = new Random().nextLong();
        System.out.println("KeyTextTest seed " + seed);
        Random random = new Random(seed);
        Map<String, List<String>> known = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            List<String> parts = new ArrayList<>();
            for (int part = 0; part < 3; part++) {
                StringBuilder letters = new StringBuilder();
                for (int letter = random.nextInt(4); letter > 0; letter--) {
                    letters.append(HARD.get(random.nextInt(HARD.size())));
                }
                parts.add(letters.toString());
            }
            String text = text(parts);
            assertThat(apart(text, 3)).as("seed %d: %s", seed, parts).isEqualTo(parts);
            assertThat(KeyText.parts(text))
                    .as("seed %d: %s", seed, parts)
                    .isEqualTo(text.isEmpty() ? List.of("") : parts);
            List<String> earlier = known.putIfAbsent(text, parts);
            assertThat(earlier == null ? parts : earlier)
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(parts);
            assertThat(text)
                    .as("seed %d: %s", seed, parts)
                    .doesNotStartWith("new:")
                    .doesNotStartWith("(blank)");
        }
    }

    @Test
    void aFileInTheOrderOfItsColumnsIsInTheOrderOfTheTexts() {
        List<List<String>> keys = new ArrayList<>();
        for (int job = 0; job < 120; job++) {
            for (int visit = 0; visit < 12; visit++) {
                keys.add(List.of("J-" + job, "V/" + visit));
            }
        }
        keys.sort((one, other) -> compare(String.join(",", one), String.join(",", other)));

        List<String> texts = keys.stream().map(KeyTextTest::text).toList();

        assertThat(texts).isSortedAccordingTo(KeyTextTest::compare);
    }

    private static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(List<String> parts) {
        KeyText text = new KeyText();
        text.begin(parts.size());
        Utf8 part = new Utf8();
        parts.forEach(it -> text.add(part.show(it)));
        return text.show(new Utf8()).toString();
    }

    /** Written for this test alone: letter by letter. */
    private static List<String> apart(String text, int parts) {
        if (text.isEmpty()) {
            return List.of("", "", "").subList(0, parts);
        }
        List<String> apart = new ArrayList<>(List.of(""));
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '#') {
                apart.add("");
            } else {
                apart.set(apart.size() - 1, apart.getLast() + (letter == '\\' ? text.charAt(++i) : letter));
            }
        }
        return apart;
    }
}
