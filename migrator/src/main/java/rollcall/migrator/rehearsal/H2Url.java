package rollcall.migrator.rehearsal;

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
record H2Url(String place, List<String> settings) {
    private static final String PREFIX = "jdbc:h2:";
    private static final List<String> ABOUT_THE_FILE =
            List.of("IFEXISTS", "ACCESS_MODE_DATA", "WRITE_DELAY", "AUTO_SERVER", "FILE_LOCK", "TRACE_LEVEL_FILE");

    H2Url {
        settings = List.copyOf(settings);
    }

    static boolean is(String url) {
        return url.startsWith(PREFIX);
    }

    static H2Url parse(String url) {
        String[] parts = url.split(";", -1);
        return new H2Url(
                parts[0],
                Arrays.stream(parts).skip(1).filter(it -> !it.isBlank()).toList());
    }

    /** The same database, opened so that not a byte of it can change. */
    String readOnly() {
        return join(
                place,
                Stream.concat(dialect(), Stream.of("IFEXISTS=TRUE", "ACCESS_MODE_DATA=r", "TRACE_LEVEL_FILE=0")));
    }

    /** Another file that behaves alike; it is created where it does not exist. */
    String at(Path file) {
        return join(
                PREFIX + "file:" + file.toAbsolutePath(), Stream.concat(dialect(), Stream.of("TRACE_LEVEL_FILE=0")));
    }

    private Stream<String> dialect() {
        return settings.stream().filter(it -> !ABOUT_THE_FILE.contains(it.split("=", 2)[0].toUpperCase(Locale.ROOT)));
    }

    private static String join(String place, Stream<String> settings) {
        return Stream.concat(Stream.of(place), settings).collect(Collectors.joining(";"));
    }
}
