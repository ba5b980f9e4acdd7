package rollcall.migrator;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Places at which a test can stop the program as a power cut would: {@code ROLLCALL_FAILPOINT=jobs.after-commit:3}, in the
 * environment or as a system property, halts the JVM the third time it comes there, with exit code 137. Without it nothing
 * happens.
 */
public final class Failpoint {
    private static final String KEY = "ROLLCALL_FAILPOINT";
    private static final int KILLED = 137;
    private static final Optional<String> WANTED =
            Optional.ofNullable(System.getProperty(KEY)).or(() -> Optional.ofNullable(System.getenv(KEY)));
    private static final Map<String, AtomicLong> VISITS = new ConcurrentHashMap<>();

    private Failpoint() {}

    /** Says that the program has come to {@code place}. */
    public static void reach(String place) {
        if (WANTED.isEmpty()) {
            return;
        }
        long visit = VISITS.computeIfAbsent(place, it -> new AtomicLong()).incrementAndGet();
        String wanted = WANTED.get();
        if (wanted.equals(place + ":" + visit) || (visit == 1 && wanted.equals(place))) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
