package rollcall.migrator.extract;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An H2 URL in its parts.
 *
 * @param place up to the first semicolon
 * @param settings the rest, {@code KEY=value} each
 */
public record H2Url(String place, List<String> settings) {
    private static final String PREFIX = "jdbc:h2:";
    private static final List<String> IN_NO_FILE = List.of("mem:", "tcp:", "ssl:");
    private static final List<String> KEPT_QUIET = List.of("TRACE_LEVEL_FILE=0");
    private static final List<String> KEPT_QUIET_AND_THERE = List.of("TRACE_LEVEL_FILE=0", "IFEXISTS=TRUE");
    private static final List<String> ABOUT_THE_FILE =
            List.of("IFEXISTS", "ACCESS_MODE_DATA", "WRITE_DELAY", "AUTO_SERVER", "FILE_LOCK", "TRACE_LEVEL_FILE");

    public H2Url {
        settings = List.copyOf(settings);
    }

    /** Whether this is a URL of H2. */
    public static boolean is(String url) {
        return url.startsWith(PREFIX);
    }

    /** Takes a URL of H2 apart. */
    public static H2Url parse(String url) {
        String[] parts = url.split(";", -1);
        return new H2Url(
                parts[0],
                Arrays.stream(parts).skip(1).filter(it -> !it.isBlank()).toList());
    }

    /** Whether it leads to a file that this process opens itself. */
    public boolean isFile() {
        String path = place.substring(PREFIX.length());
        return IN_NO_FILE.stream().noneMatch(path::startsWith);
    }

    /** The same database, opened so that nothing which H2 has acknowledged can be lost. */
    public String durable() {
        Stream<String> all = Stream.concat(without(List.of("WRITE_DELAY")), Stream.of("WRITE_DELAY=0"));
        return join(place, Stream.concat(all, absent(isFile() ? KEPT_QUIET_AND_THERE : KEPT_QUIET)));
    }

    /** The same database, opened for reading, by a user without the rights to change a setting. */
    public String onlyRead() {
        return join(place, Stream.concat(settings.stream(), absent(List.of("IFEXISTS=TRUE", "ACCESS_MODE_DATA=r"))));
    }

    /** The same database, opened so that not a byte of it can change. */
    public String readOnly() {
        return join(
                place,
                Stream.concat(dialect(), Stream.of("IFEXISTS=TRUE", "ACCESS_MODE_DATA=r", "TRACE_LEVEL_FILE=0")));
    }

    /** Another file that behaves alike; it is created where it does not exist. */
    public String at(Path file) {
        return join(
                PREFIX + "file:" + file.toAbsolutePath(), Stream.concat(dialect(), Stream.of("TRACE_LEVEL_FILE=0")));
    }

    private Stream<String> dialect() {
        return without(ABOUT_THE_FILE);
    }

    private Stream<String> without(List<String> keys) {
        return settings.stream().filter(it -> !keys.contains(key(it)));
    }

    private Stream<String> absent(List<String> wanted) {
        return wanted.stream().filter(it -> settings.stream().map(H2Url::key).noneMatch(key(it)::equals));
    }

    private static String key(String setting) {
        return setting.split("=", 2)[0].strip().toUpperCase(Locale.ROOT);
    }

    private static String join(String place, Stream<String> settings) {
        return Stream.concat(Stream.of(place), settings).collect(Collectors.joining(";"));
    }
}
