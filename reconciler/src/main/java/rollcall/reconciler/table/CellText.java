package rollcall.reconciler.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;
import org.dhatim.fastexcel.reader.Cell;

/** A workbook's cell as text. */
final class CellText {
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final LocalDate DAY_ZERO_1904 = LocalDate.of(1904, 1, 1);
    private static final int SECONDS_A_DAY = 86_400;
    /** What a spreadsheet shows of a number at most; the digits after them are the computer's. */
    private static final MathContext SHOWN = new MathContext(15, RoundingMode.HALF_UP);

    private CellText() {}

    /** The cell's value; empty for an error value. A formula's is the empty text. */
    static Optional<String> of(Cell cell, boolean since1904) {
        return switch (cell.getType()) {
            case STRING -> Optional.of(Escapes.unescaped(cell.asString()));
            case NUMBER -> Optional.of(number(cell, since1904));
            case BOOLEAN -> Optional.of(String.valueOf(cell.asBoolean()));
            case EMPTY, FORMULA -> Optional.of("");
            case ERROR -> Optional.empty();
        };
    }

    private static String number(Cell cell, boolean since1904) {
        BigDecimal value = cell.asNumber();
        String format = format(cell);
        if (!format.matches(".*[ymdhs].*") || value.signum() < 0) {
            return value.round(SHOWN).stripTrailingZeros().toPlainString();
        }
        long seconds = value.multiply(BigDecimal.valueOf(SECONDS_A_DAY))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        LocalTime time = LocalTime.ofSecondOfDay(seconds % SECONDS_A_DAY);
        long days = seconds / SECONDS_A_DAY;
        boolean withTime = format.contains("h") || format.contains("s");
        if (days == 0 && withTime) {
            return time.toString();
        }
        LocalDate day = (since1904 ? DAY_ZERO_1904 : DAY_ZERO).plusDays(days);
        return withTime || !time.equals(LocalTime.MIDNIGHT)
                ? LocalDateTime.of(day, time).toString()
                : day.toString();
    }

    /** The number format, without what is only shown: quoted text, escaped letters, colours and languages. */
    private static String format(Cell cell) {
        String format = cell.getDataFormatString();
        return format == null
                ? ""
                : format.replaceAll("\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?![hms]+])[^]]*]", "")
                        .toLowerCase(Locale.ROOT)
                        .replace("general", "");
    }
}
