package rollcall.migrator.transform;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What one cell of free text says of whom to reach. Whatever is no telephone number, no e-mail address and no label of one
 * stays with the name: nothing that somebody typed is dropped.
 *
 * @param name names and remarks, in their order, separated by commas; empty where there is nothing else
 * @param phones each once, spaced as usual in its country; one from abroad begins with +
 * @param emails each once, as typed
 */
record ContactCell(Optional<String> name, List<String> phones, List<String> emails) {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final String HERE = "GB";
    private static final Pattern EMAIL = Pattern.compile("[\\w.%+'-]+@[\\w-]+(\\.[\\w-]+)+");

    /** Two numbers with only a blank between them. */
    private static final Pattern NUMBER_AFTER_NUMBER =
            Pattern.compile("((?:\\+44|\\b0)(?:[ -]?\\d){9,10}) +(?=(?:\\+44|0)(?:[ ()-]?\\d){9})");

    /** Excel has taken a cell for a number: the zero in front is gone. */
    private static final Pattern ZERO_LOST = Pattern.compile("[127]\\d{9}");

    private static final Pattern LABEL = Pattern.compile(
            "(?i)(?<![\\p{L}\\d])(tel(ephone)?( no)?|phone( no)?|mob(ile)?|e-?mail)\\b[.:]*\\s*(?=\\s*$|[,;/\\n\\uFFFC])");
    private static final Pattern SEPARATORS = Pattern.compile("[,;/|\\n\\r\\t\\uFFFC]+|\\s-\\s|:(?=\\s|$)");
    private static final Set<String> JOINTS = Set.of("or", "and", "&", "-", "()", ".", "");
    private static final char TAKEN = '\uFFFC';

    ContactCell {
        phones = List.copyOf(phones);
        emails = List.copyOf(emails);
    }

    static ContactCell read(String cell) {
        Set<String> emails = new LinkedHashSet<>();
        Matcher email = EMAIL.matcher(cell);
        while (email.find()) {
            emails.add(email.group());
        }
        String text = EMAIL.matcher(cell).replaceAll(String.valueOf(TAKEN));
        text = ZERO_LOST.matcher(text).matches() ? "0" + text : text;
        text = NUMBER_AFTER_NUMBER.matcher(text).replaceAll("$1; ");
        Set<String> phones = new LinkedHashSet<>();
        StringBuilder rest = new StringBuilder();
        int from = 0;
        for (PhoneNumberMatch match : NUMBERS.findNumbers(text, HERE, Leniency.POSSIBLE, Long.MAX_VALUE)) {
            if (NUMBERS.isPossibleNumberWithReason(match.number()) == ValidationResult.IS_POSSIBLE) {
                phones.add(spaced(match.number()));
                rest.append(text, from, match.start()).append(TAKEN);
                from = match.end();
            }
        }
        rest.append(text, from, text.length());
        return new ContactCell(name(rest.toString()), List.copyOf(phones), List.copyOf(emails));
    }

    private static String spaced(PhoneNumber number) {
        boolean isHere = number.getCountryCode() == NUMBERS.getCountryCodeForRegion(HERE);
        return NUMBERS.format(number, isHere ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL);
    }

    private static Optional<String> name(String rest) {
        String bare =
                LABEL.matcher(rest).replaceAll("").replaceAll("\\(\\s*" + TAKEN + "\\s*\\)", String.valueOf(TAKEN));
        return Optional.of(Arrays.stream(SEPARATORS.split(bare, -1))
                        .map(ContactCell::tidied)
                        .filter(it -> !JOINTS.contains(it))
                        .collect(Collectors.joining(", ")))
                .filter(it -> !it.isEmpty());
    }

    /** Without blanks and hyphens at its ends, and without an "or" that joined it to a number. */
    private static String tidied(String part) {
        String stripped = part.replaceAll("[\\s\\u00A0]+", " ").replaceAll("^[ -]+|[ -]+$", "");
        return stripped.replaceAll("(?i)^(or|and|&) (?=.)|(?<=.) (or|and|&)$", "");
    }
}
