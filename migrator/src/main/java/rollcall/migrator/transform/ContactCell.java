package rollcall.migrator.transform;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
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
    private static final int DIGITS_HERE = 10;
    private static final Pattern EMAIL = Pattern.compile("[\\w.%+'-]+@[\\w-]+(\\.[\\w-]+)+");

    /** Two numbers with only a blank between them. */
    private static final Pattern NUMBER_AFTER_NUMBER =
            Pattern.compile("((?:\\+44|\\b0)(?:[ -]?\\d){9,10}) +(?=(?:\\+44|0)(?:[ ()-]?\\d){9})");

    /** Excel has taken a cell for a number: the zero in front is gone. */
    private static final Pattern ZERO_LOST = Pattern.compile("[127]\\d{9}");

    /** A label and no more: what it labels stood right behind it. */
    private static final Pattern LABEL = Pattern.compile(
            "(?i)(?<![\\p{L}\\d])(tel(ephone)?( no)?|phone( no)?|mob(ile)?|e-?mail)[.:]*(?=[\\s.:]*\\uFFFC)");

    private static final Pattern TAKEN_IN_BRACKETS = Pattern.compile("\\(\\s*\\uFFFC\\s*\\)");
    private static final Pattern TAKEN_BEFORE_BRACKET = Pattern.compile("\\s*\\uFFFC\\s*\\)");
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
            if (isWhole(match.number())) {
                phones.add(spaced(match.number()));
                rest.append(text, from, match.start()).append(TAKEN);
                boolean inBrackets = match.rawString().matches("\\([^)]*") && text.startsWith(")", match.end());
                from = match.end() + (inBrackets ? 1 : 0);
            }
        }
        rest.append(text, from, text.length());
        return new ContactCell(name(rest.toString()), List.copyOf(phones), List.copyOf(emails));
    }

    /** As many digits as it needs; a piece of a number is none, nor is the number of an order. */
    private static boolean isWhole(PhoneNumber number) {
        return isHere(number)
                ? NUMBERS.isValidNumber(number)
                        || NUMBERS.getNationalSignificantNumber(number).length() == DIGITS_HERE
                : NUMBERS.isPossibleNumber(number);
    }

    private static boolean isHere(PhoneNumber number) {
        return number.getCountryCode() == NUMBERS.getCountryCodeForRegion(HERE);
    }

    private static String spaced(PhoneNumber number) {
        return NUMBERS.format(number, isHere(number) ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL);
    }

    private static Optional<String> name(String rest) {
        String bare = LABEL.matcher(rest).replaceAll("");
        bare = TAKEN_IN_BRACKETS.matcher(bare).replaceAll(String.valueOf(TAKEN));
        bare = TAKEN_BEFORE_BRACKET.matcher(bare).replaceAll(")");
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
