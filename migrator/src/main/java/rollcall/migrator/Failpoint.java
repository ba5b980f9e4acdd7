package rollcall.migrator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Places at which a test can stop the program as a power cut would: {@code ROLLCALL_FAILPOINT=jobs.after-commit:3}, in the
 * environment or as a system property, halts the JVM the third time it comes there, with exit code 137;
 * {@code ROLLCALL_FAILPOINTS_TO=file} adds a line to that file for each place it comes to, so that a test knows them all.
 * Without them nothing happens.
 */
public final class Failpoint {
    private static final int KILLED = 137;
    private static final Optional<String> WANTED = setting("ROLLCALL_FAILPOINT");
    private static final Optional<Path> LIST = setting("ROLLCALL_FAILPOINTS_TO").map(Path::of);
    private static final Map<String, AtomicLong> VISITS = new ConcurrentHashMap<>();

    private Failpoint() {}

    /** Says that the program has come to {@code place}. */
    public static void reach(String place) {
        if (WANTED.isEmpty() && LIST.isEmpty()) {
            return;
        }
        long visit = VISITS.computeIfAbsent(place, it -> new AtomicLong()).incrementAndGet();
        String here = place + ":" + visit;
        LIST.ifPresent(it -> add(it, here));
        if (WANTED.filter(it -> it.equals(here) || (visit == 1 && it.equals(place)))
                .isPresent()) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    private static void add(Path list, String here) {
        try {
            Files.writeString(list, here + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Optional<String> setting(String key) {
        return Optional.ofNullable(System.getProperty(key)).or(() -> Optional.ofNullable(System.getenv(key)));
    }
}
