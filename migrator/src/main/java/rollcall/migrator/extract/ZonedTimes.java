package rollcall.migrator.extract;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which column types carry a zone, by the name that the database gives them: PostgreSQL's driver reports a {@code
 * timestamptz} as a plain {@link java.sql.Types#TIMESTAMP}.
 */
public final class ZonedTimes {
    private static final Pattern NAMES =
            Pattern.compile("(timestamp|time)tz|.*with(?! ?out).*time zone|datetimeoffset");

    private ZonedTimes() {}

    /** Likewise in this product: MariaDB's {@code timestamp} follows the session's zone, its {@code datetime} none. */
    public static boolean is(String typeName, String product) {
        return is(typeName)
                || (typeName.equalsIgnoreCase("timestamp") && (product.equals("MariaDB") || product.equals("MySQL")));
    }

    /** Whether a value of this type shifts with the zone of whoever reads or writes it. */
    public static boolean is(String typeName) {
        return NAMES.matcher(typeName.toLowerCase(Locale.ROOT)).matches();
    }
}
