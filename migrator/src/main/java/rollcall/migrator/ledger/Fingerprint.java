package rollcall.migrator.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A keyed digest (HMAC-SHA256) of a row: equal for equal rows, and of no use to somebody who guesses at a tenant's details
 * without the ledger's key. Columns are sorted by name; names and values are length-prefixed, so that no two rows share bytes.
 */
public final class Fingerprint {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;
    private ByteBuffer bytes = ByteBuffer.allocate(1024);

    Fingerprint(byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, impossible);
        }
    }

    /** 64 hexadecimal digits; a value that is absent has no entry in {@code row}. */
    public synchronized String of(Map<String, String> row) {
        bytes.clear();
        sorted(row).forEach((column, value) -> {
            append(column);
            append(value);
        });
        mac.update(bytes.flip());
        return HexFormat.of().formatHex(mac.doFinal());
    }

    private static Map<String, String> sorted(Map<String, String> row) {
        return row instanceof SortedMap<String, String> sorted && sorted.comparator() == null
                ? row
                : new TreeMap<>(row);
    }

    private void append(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.remaining() < Integer.BYTES + utf8.length) {
            ByteBuffer larger = ByteBuffer.allocate(2 * (bytes.capacity() + utf8.length));
            bytes = larger.put(bytes.flip());
        }
        bytes.putInt(utf8.length).put(utf8);
    }
}
