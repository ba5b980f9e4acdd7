package rollcall.reconciler.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Locale;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A TLS door before a plain mail server, with a certificate of its own for {@code localhost}. */
final class TlsDoor implements AutoCloseable {
    private static final char[] PASSWORD = "invented".toCharArray();

    private final ServerSocket door = new ServerSocket(0, 10, InetAddress.getByName("localhost"));
    private final SSLContext tls;
    private final int server;
    private final boolean startTls;

    private TlsDoor(SSLContext tls, int server, boolean startTls) throws IOException {
        this.tls = tls;
        this.server = server;
        this.startTls = startTls;
        Thread.ofVirtual().start(this::open);
    }

    /** A context with a new certificate, which trusts that certificate. */
    static SSLContext certificate(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve("test.p12");
        int code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("keytool gives " + code);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("test", keys.getCertificate("test"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    static TlsDoor implicit(SSLContext tls, int server) throws IOException {
        return new TlsDoor(tls, server, false);
    }

    static TlsDoor startTls(SSLContext tls, int server) throws IOException {
        return new TlsDoor(tls, server, true);
    }

    int port() {
        return door.getLocalPort();
    }

    private void open() {
        while (!door.isClosed()) {
            try {
                Socket guest = door.accept();
                Thread.ofVirtual().start(() -> serve(guest));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket guest) {
        try (guest) {
            if (startTls && !negotiated(guest)) {
                return;
            }
            SSLSocket secret = (SSLSocket)
                    ((SSLSocketFactory) tls.getSocketFactory()).createSocket(guest, "localhost", guest.getPort(), true);
            secret.setUseClientMode(false);
            secret.startHandshake();
            try (Socket inside = new Socket(InetAddress.getByName("localhost"), server)) {
                if (startTls) {
                    // The guest has had its greeting.
                    new BufferedReader(new InputStreamReader(inside.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine();
                }
                Thread back = Thread.ofVirtual().start(() -> pass(inside, secret));
                pass(secret, inside);
                back.join();
            }
        } catch (IOException | InterruptedException gone) {
            // The guest has left, or does not trust the certificate.
        }
    }

    private static boolean negotiated(Socket guest) throws IOException {
        InputStream in = guest.getInputStream();
        OutputStream out = guest.getOutputStream();
        say(out, "220 localhost door");
        while (true) {
            String line = line(in).toUpperCase(Locale.ROOT);
            if (line.startsWith("EHLO")) {
                say(out, "250-localhost");
                say(out, "250 STARTTLS");
            } else if (line.startsWith("STARTTLS")) {
                say(out, "220 go ahead");
                return true;
            } else {
                say(out, "530 first STARTTLS");
                if (line.isEmpty() || line.startsWith("QUIT")) {
                    return false;
                }
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void pass(Socket from, Socket to) {
        try {
            byte[] bytes = new byte[4096];
            for (int n = from.getInputStream().read(bytes);
                    n >= 0;
                    n = from.getInputStream().read(bytes)) {
                to.getOutputStream().write(bytes, 0, n);
                to.getOutputStream().flush();
            }
            to.close();
        } catch (IOException gone) {
            // One of them has left.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
