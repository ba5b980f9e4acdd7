package rollcall.migrator;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command that loads is told: the plan, and the cutover. */
final class CutoverOptions {
    @Parameters(paramLabel = "PLAN", description = "the plan's folder")
    private Path plan = Path.of("");

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "the cutover, wall time, for example 2026-10-16T18:00; default: the plan's, or now")
    private Optional<LocalDateTime> asOf = Optional.empty();

    Path plan() {
        return plan;
    }

    Optional<LocalDateTime> asOf() {
        return asOf;
    }
}
