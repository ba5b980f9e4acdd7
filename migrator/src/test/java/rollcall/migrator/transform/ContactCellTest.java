package rollcall.migrator.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.migrator.transform.RowBuilder.aContact;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rollcall.migrator.transform.Movable.Contact;

/** Cells as people type them. In a line: the cell, the name, the phones and the e-mail addresses, the last two joined by bars. */
class ContactCellTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
        # One thing alone.
        07700 900123                                     | ''                   | 07700 900123               | ''
        Ada Amberley                                     | Ada Amberley         | ''                         | ''
        ada@example.org                                  | ''                   | ''                         | ada@example.org
        # The same number, in all hands.
        07700900123                                      | ''                   | 07700 900123               | ''
        07700-900-123                                    | ''                   | 07700 900123               | ''
        07700.900.123                                    | ''                   | 07700 900123               | ''
        (07700) 900123                                   | ''                   | 07700 900123               | ''
        +44 7700 900123                                  | ''                   | 07700 900123               | ''
        +447700900123                                    | ''                   | 07700 900123               | ''
        +44 (0)7700 900123                               | ''                   | 07700 900123               | ''
        0044 7700 900123                                 | ''                   | 07700 900123               | ''
        7700900123                                       | ''                   | 07700 900123               | ''
        # Numbers of towns, services and other countries.
        (020) 7946 0123                                  | ''                   | 020 7946 0123              | ''
        0207 946 0123                                    | ''                   | 020 7946 0123              | ''
        01632 960123                                     | ''                   | 01632 960123               | ''
        0161 496 0123                                    | ''                   | 0161 496 0123              | ''
        Kim +353 1 234 5678                              | Kim                  | +353 1 234 5678            | ''
        020 7946 0123 ext 12                             | ''                   | 020 7946 0123 x12          | ''
        020 7946 0123 x12 Ada                            | Ada                  | 020 7946 0123 x12          | ''
        # Two of them.
        07700 900123 or 020 7946 0123                    | ''                   | 07700 900123;020 7946 0123 | ''
        07700 900123/07700 900124                        | ''                   | 07700 900123;07700 900124  | ''
        07700 900123 07700 900124                        | ''                   | 07700 900123;07700 900124  | ''
        07700900123 02079460123                          | ''                   | 07700 900123;020 7946 0123 | ''
        07700 900123, 07700900123                        | ''                   | 07700 900123               | ''
        # With a name, before and after.
        Ada Amberley 07700 900123                        | Ada Amberley         | 07700 900123               | ''
        07700 900123 Ada Amberley                        | Ada Amberley         | 07700 900123               | ''
        Ada Amberley - 07700 900123 or 07700 900124      | Ada Amberley         | 07700 900123;07700 900124  | ''
        Ada Amberley: 07700 900123                       | Ada Amberley         | 07700 900123               | ''
        Ada Amberley (07700 900123)                      | Ada Amberley         | 07700 900123               | ''
        Anne-Marie O'Larkin 07700 900123                 | Anne-Marie O'Larkin  | 07700 900123               | ''
        Mrs D. Fernhollow, tel 07700 900123              | Mrs D. Fernhollow    | 07700 900123               | ''
        Tel: 020 7946 0123 Mob: 07700 900123             | ''                   | 020 7946 0123;07700 900123 | ''
        Oisín Juniper mobile 07700 900123, oj@example.org | Oisín Juniper       | 07700 900123               | oj@example.org
        07700 900123 Kim, kim@example.org                | Kim                  | 07700 900123               | kim@example.org
        e-mail: kim.p+1@mail.example.org                 | ''                   | ''                         | kim.p+1@mail.example.org
        # What is typed beside stays.
        Ada 07700 900123 (daughter 07700 900456)         | Ada, (daughter)      | 07700 900123;07700 900456  | ''
        Ada 07700 900123 ring after 5pm                  | Ada, ring after 5pm  | 07700 900123               | ''
        Ada; key safe 4417; 07700 900123                 | Ada, key safe 4417   | 07700 900123               | ''
        # No number, no address: kept as it is, for somebody to read.
        0770 90                                          | 0770 90              | ''                         | ''
        07700 9001                                       | 07700 9001           | ''                         | ''
        order 01550123                                   | order 01550123       | ''                         | ''
        12/10/2026 08:00                                 | 12, 10, 2026 08:00   | ''                         | ''
        kim at example                                   | kim at example       | ''                         | ''
        no phone                                         | no phone             | ''                         | ''
        """)
    void isTakenApart(String cell, String name, String phones, String emails) {
        assertThat(ContactCell.read(cell))
                .isEqualTo(new ContactCell(Optional.of(name).filter(it -> !it.isEmpty()), list(phones), list(emails)));
    }

    private static List<String> list(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(";", -1));
    }

    @Test
    void aLineBreakSeparates() {
        assertThat(ContactCell.read("07700 900123\n020 7946 0123\r\nAda Amberley\nKim"))
                .isEqualTo(new ContactCell(
                        Optional.of("Ada Amberley, Kim"), List.of("07700 900123", "020 7946 0123"), List.of()));
    }

    @Test
    void whatItSaysIsAddedToWhatTheOtherColumnsSay() {
        assertThat(aContact()
                        .with("request_name", "Ada Amberley")
                        .with("request_phone", "07700 900123")
                        .with("contact", "Kim 07700900123 / 07700 900124 kim@example.org")
                        .accepted())
                .isEqualTo(new Contact(
                        "00014665",
                        Optional.of("Ada Amberley, Kim"),
                        List.of("07700 900123", "07700 900124"),
                        List.of("kim@example.org"),
                        false,
                        List.of()));
    }

    @Test
    void aRowKnownOnlyByWhereItStandsIsRejected() {
        assertThat(aContact().with("reference", "orders.csv line 12").reasons()).containsExactly("reference is blank");
        assertThat(aContact().with("reference", "line 12x").accepted()).isInstanceOf(Contact.class);
    }
}
