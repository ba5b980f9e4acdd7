package rollcall.reconciler.cause;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of a reference that was mistreated, and which one may have become of which. */
class SpellingTest {
    private static final Spelling OF_PARTS = new Spelling(true);

    @ParameterizedTest
    @CsvSource({
        "00014665, 14665",
        "wo-00/14 a, WO0014A",
        "'000', ''",
        "1#23, 123",
        "1\\#23, 123",
    })
    void ofOneColumnLettersAndDigitsAreLeftWithoutLeadingZeros(String reference, String spelt) {
        assertThat(Spelling.PLAIN.of(reference)).isEqualTo(spelt);
    }

    @ParameterizedTest
    @CsvSource({
        "1#23, 1#23",
        "12#3, 12#3",
        "001#a-02, 1#A02",
        "'#23', '#23'",
        "1#, 1#",
        "1#0#3, 1##3",
        "1\\#23#4, 123#4",
        "a\\\\#4, A#4",
        "1#2\\, 1#2",
        "'0#-', ''",
        "'#', ''",
    })
    void ofSeveralColumnsEachIsSpeltByItself(String reference, String spelt) {
        assertThat(OF_PARTS.of(reference)).isEqualTo(spelt);
    }

    @ParameterizedTest
    @CsvSource({
        "00014665, 14665, true",
        "14665, 00014665, true",
        "123456, 123, true",
        "1234567, 123, false",
        "123456, 456, false",
        "123, 123456, false",
        "123456, '', false",
        "'', '', false",
    })
    void itMayBecomeOneThatIsSpeltTheSameOrIsItsBeginningAndNoLessThanHalf(String whole, String there, boolean may) {
        assertThat(Spelling.PLAIN.mayBecome(whole, there)).isEqualTo(may);
    }
}
