package rollcall.reconciler.plan;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long differences are left to settle, as people write it. */
public final class SettlingTime {
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,6})(s|m|h)");
    private static final Duration LONGEST = Duration.ofHours(24);

    private SettlingTime() {}

    /** {@code 90s}, {@code 2m} or {@code 1h}; empty if it is no time, nothing, or more than a day. */
    public static Optional<Duration> of(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        Duration time = switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
        return Optional.of(time).filter(it -> it.isPositive() && it.compareTo(LONGEST) <= 0);
    }
}
