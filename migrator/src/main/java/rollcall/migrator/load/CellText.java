package rollcall.migrator.load;

import java.math.BigDecimal;
import java.sql.Blob;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import org.jooq.exception.DataAccessException;

/** A value that the target gave, as text: the same value gives the same text whenever it is read, on whatever machine. */
final class CellText {
    private CellText() {}

    static String of(Object value) {
        return switch (value) {
            case BigDecimal number -> number.stripTrailingZeros().toPlainString();
            case OffsetDateTime time -> time.toInstant().toString();
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            case Blob blob -> HexFormat.of().formatHex(bytes(blob));
            default -> value.toString().strip();
        };
    }

    private static byte[] bytes(Blob blob) {
        try {
            return blob.getBytes(1, Math.toIntExact(blob.length()));
        } catch (SQLException unreadable) {
            throw new DataAccessException("a binary value cannot be read", unreadable);
        }
    }
}
