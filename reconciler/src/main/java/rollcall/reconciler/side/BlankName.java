package rollcall.reconciler.side;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import rollcall.reconciler.sort.Utf8;

/**
 * What a row of legacy is called that has no reference: a digest of what the record is of, not of how it stands, so that it
 * is called the same tomorrow, wherever it stands then. Rows that are alike in all of this share it, and are numbered. It
 * names a row and decides nothing.
 */
final class BlankName {
    private static final List<Column> OF = List.of(
            Column.JOB,
            Column.PROPERTY,
            Column.UPRN,
            Column.STARTS_AT,
            Column.ENDS_AT,
            Column.RAISED,
            Column.TRADE,
            Column.ENTERED_AT);

    private static final int LETTERS = 12;

    private BlankName() {}

    static String of(Cells cells) throws SideFailure {
        MessageDigest digest = sha256();
        for (Column column : OF) {
            if (column.type() == Column.Type.TIME) {
                digest.update(bytes(cells.minutes(column)));
            } else {
                Utf8 text = cells.utf8(column);
                digest.update(bytes(text.length()));
                digest.update(text.copy());
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, LETTERS);
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
