package rollcall.reconciler.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of one seal, from the plan's passphrase and the seal's own salt by PBKDF2 with HMAC-SHA-256: one encrypts with
 * AES-256 in GCM, one authenticates the manifest. Each seal has its salt, so a nonce made of file, position and whether the
 * chunk is the last is never used twice under one key.
 */
final class SealKey {
    static final int SALT_BYTES = 16;
    static final int ITERATIONS = 600_000;
    static final int MOST_ITERATIONS = 10_000_000;
    static final int SHORTEST_PASSPHRASE = 12;
    private static final int KEY_BYTES = 32;
    private static final int TAG_BITS = 128;
    private static final int NONCE_BYTES = 12;

    private final SecretKeySpec encryption;
    private final SecretKeySpec authentication;

    private SealKey(byte[] keys) {
        encryption = new SecretKeySpec(keys, 0, KEY_BYTES, "AES");
        authentication = new SecretKeySpec(keys, KEY_BYTES, KEY_BYTES, "HmacSHA256");
    }

    /** Derives the keys, which takes about half a second on purpose. */
    static SealKey of(String passphrase, byte[] salt, int iterations) {
        try {
            PBEKeySpec spec = new PBEKeySpec(passphrase.toCharArray(), salt, iterations, 2 * KEY_BYTES * Byte.SIZE);
            byte[] keys = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            spec.clearPassword();
            SealKey key = new SealKey(keys);
            Arrays.fill(keys, (byte) 0);
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no PBKDF2WithHmacSHA256", e);
        }
    }

    /** A chunk encrypted, with its tag behind it. */
    byte[] encrypt(byte[] chunk, int length, int file, long position, boolean isLast) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, file, position, isLast).doFinal(chunk, 0, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES/GCM cannot encrypt", e);
        }
    }

    /**
     * A chunk decrypted.
     *
     * @throws GeneralSecurityException if it is not this chunk of this file, whole and as it was, under this key
     */
    byte[] decrypt(byte[] chunk, int length, int file, long position, boolean isLast) throws GeneralSecurityException {
        return cipher(Cipher.DECRYPT_MODE, file, position, isLast).doFinal(chunk, 0, length);
    }

    private Cipher cipher(int mode, int file, long position, boolean isLast) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(NONCE_BYTES)
                .put((byte) file)
                .put((byte) (isLast ? 1 : 0))
                .putShort((short) 0)
                .putLong(position)
                .array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, encryption, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    /** A text's authentication code under this key. */
    byte[] authenticate(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(authentication);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }
}
