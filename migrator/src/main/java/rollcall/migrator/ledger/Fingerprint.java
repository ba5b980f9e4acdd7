package rollcall.migrator.ledger;

import java.io.ByteArrayOutputStream;
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
 * Not safe for use from several threads.
 */
public final class Fingerprint {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    Fingerprint(byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, impossible);
        }
    }

    /** 64 hexadecimal digits; a value that is absent has no entry in {@code row}. */
    public String of(Map<String, String> row) {
        SortedMap<String, String> sorted = new TreeMap<>(row);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        sorted.forEach((column, value) -> {
            append(bytes, column);
            append(bytes, value);
        });
        return HexFormat.of().formatHex(mac.doFinal(bytes.toByteArray()));
    }

    private static void append(ByteArrayOutputStream bytes, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
        bytes.writeBytes(utf8);
    }
}
