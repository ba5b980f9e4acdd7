package rollcall.reconciler.side;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import rollcall.reconciler.sort.Utf8;

/** Times and flags as they are read from bytes, held against the same from text. */
class ValuesOfBytesTest {
    private static final String TIME = "2026-02-28T23:59:59";

    @Test
    void everyDayOfFourHundredYearsIsTheDayThatItIs() {
        Utf8 view = new Utf8();
        for (LocalDate day = LocalDate.of(1799, 12, 30); day.getYear() < 2201; day = day.plusDays(1)) {
            assertThat(PlainTimes.minutes(view.show(day + " 23:59")))
                    .isEqualTo(day.toEpochDay() * 24 * 60 + 24 * 60 - 1);
        }
        for (String edge : List.of("0000-01-01", "0000-02-29", "0001-01-01", "1900-02-28", "9999-12-31")) {
            assertThat(PlainTimes.minutes(view.show(edge)))
                    .isEqualTo(LocalDate.parse(edge).toEpochDay() * 24 * 60);
        }
    }

    @Test
    void whatIsNoTimeAsTextIsNoneAsBytes() {
        for (String none : List.of(
                "2026-02-29",
                "1900-02-29",
                "2026-04-31",
                "2026-00-01",
                "2026-13-01",
                "2026-01-00",
                "2026-01-01T24:00",
                "2026-01-01T12:60",
                "2026-01-01T12:00:60",
                "2026-01-01x12:00",
                "2026/01/01",
                "20260101T12:00:0",
                "2026-1-01 12:00 ",
                "-026-01-01",
                "٢٠٢٦-01-01",
                "")) {
            assertThat(Texts.time(none)).as(none).isEmpty();
            assertThat(PlainTimes.minutes(new Utf8().show(none))).as(none).isEqualTo(PlainTimes.OTHERWISE);
        }
    }

    @Test
    void aTimeWithLettersChangedIsReadAsTextReadsItOrLeftToIt() {
        long seed = Long.getLong("times.seed", new Random().nextLong());
        System.out.printf("Times with letters changed: -Dtimes.seed=%d%n", seed);
        Random random = new Random(seed);
        Utf8 view = new Utf8();
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text =
                    new StringBuilder(TIME.substring(0, List.of(10, 16, 19).get(random.nextInt(3))));
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                text.setCharAt(random.nextInt(text.length()), "0123456789- :T/é".charAt(random.nextInt(16)));
            }
            long minutes = PlainTimes.minutes(view.show(text.toString()));
            assertThat(minutes)
                    .as(text.toString())
                    .isEqualTo(Texts.time(text.toString()).map(Texts::minutes).orElse(PlainTimes.OTHERWISE));
        }
    }

    @Test
    void theSameWordsAreFlagsInAnyCaseAndNoOthers() {
        Utf8 view = new Utf8();
        for (String word : List.of("true", "t", "yes", "y", "1", "false", "f", "no", "n", "0")) {
            for (int capitals = 0; capitals < 1 << word.length(); capitals++) {
                StringBuilder spelt = new StringBuilder(word);
                for (int i = 0; i < word.length(); i++) {
                    spelt.setCharAt(
                            i, (capitals >> i & 1) == 0 ? word.charAt(i) : Character.toUpperCase(word.charAt(i)));
                }
                sameFlag(view, spelt.toString());
                sameFlag(view, spelt + "s");
                sameFlag(view, spelt.substring(1));
                sameFlag(view, spelt.toString().replace('t', '\u0054').replace('s', '\u017F'));
            }
        }
        for (String other : List.of("", "2", "ja", "maybe", "ﬀ", "é", "TRUE!", "No ")) {
            sameFlag(view, other);
        }
    }

    private static void sameFlag(Utf8 view, String text) {
        assertThat(Flags.of(view.show(text))).as(text).isEqualTo(PlainReader.flag(text));
    }

    @Test
    void aTextShownAsBytesIsItsUtf8AndUnpairedSurrogatesAreNotFolded() {
        Utf8 view = new Utf8();
        for (String text : List.of("", "a", "é", "€", "😀", "a😀b", "\u07FF\u0800\uFFFF")) {
            assertThat(view.show(text).copy()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
            assertThat(view).hasToString(text);
        }
        assertThat(view.show("\uD83D").copy())
                .isNotEqualTo(new Utf8().show("\uDE00").copy());
    }
}
