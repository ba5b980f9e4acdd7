package rollcall.reconciler.seal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** SHA-256 of texts and files, and the digest over the whole seal, kept beside its manifest. */
final class Digests {
    static final String NAME = "digest";

    private Digests() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    static String of(String text) {
        return hex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String of(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return hex(digest.digest());
    }

    /** The digest's text for a manifest, whose own digests cover the files; with a code that only the key's owner can make. */
    static String over(String manifest, Optional<SealKey> key) {
        return plain(manifest)
                + key.map(it -> "hmac-sha256 " + hex(it.authenticate(manifest)) + "\n")
                        .orElse("");
    }

    static String plain(String manifest) {
        return "sha256 " + of(manifest) + "\n";
    }
}
