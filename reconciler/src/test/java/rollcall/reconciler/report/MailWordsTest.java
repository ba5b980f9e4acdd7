package rollcall.reconciler.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of the ledger's own text a mail may repeat. */
class MailWordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            REJECTED      | trade 'D33' has no new code              | trade 'D33' has no new code
            REJECTED      | slot '?' has no new code                 | slot '?' has no new code
            REJECTED      | raised '20/10/2026 8:00' is not after '25:00' | raised '20/10/2026 8:00' is not after '25:00'
            REJECTED      | raised '20/10/2026 8:00' is not a date   | raised '20/10/2026 8:00' is not a date
            REJECTED      | slot 'Ada' has no new code               | slot '…' has no new code
            REJECTED      | slot 'EXAMPLE' has no new code           | slot '…' has no new code
            REJECTED      | slot 'O'Brien 12' has no new code        | slot '…' has no new code
            REJECTED      | slot '079-460123' has no new code        | slot '…' has no new code
            REJECTED      | slot 'Mrs "Ada" Example' is not a slot   | slot '…' is not a slot
            REJECTED      | slot 'Ada                                | …
            REJECTED      | ask 020 7946 0123 about 2026-10-16 08:00 | ask … about 2026-10-16 08:00
            SUPERSEDED    | 01551933                                 | 01551933
            UNMAPPED_CODE | trade D33 has no mapping                 | trade D33 has no mapping
            UNMAPPED_CODE | trade Mrs Ada has no mapping             | trade … has no mapping
            KEY_CHANGED   | there as '0002-0794-6012'                | there as '0002-0794-6012'
            """)
    void onlyWhatLooksLikeACodeOrATime(String cause, String detail, String told) {
        assertThat(MailWords.detail(cause, detail)).isEqualTo(told);
    }
}
