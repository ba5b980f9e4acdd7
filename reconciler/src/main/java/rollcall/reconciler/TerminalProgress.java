package rollcall.reconciler;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Progress on a terminal: a bar with rate and remaining time for a task that takes longer than two seconds. */
public final class TerminalProgress implements Progress {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int WIDTH = 79;
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private final Supplier<ProgressBarBuilder> bars;

    private TerminalProgress(Supplier<ProgressBarBuilder> bars) {
        this.bars = bars;
    }

    /** Shows bars on standard error; shows nothing where that is no terminal. */
    public static Progress onStandardError() {
        return isTerminal()
                ? new TerminalProgress(() -> new ProgressBarBuilder()
                        .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(250)
                        .setUnit(" rows", 1)
                        .showSpeed()
                        .setMaxRenderedLength(WIDTH))
                : NONE;
    }

    @Override
    public Task begin(String what, long expected) {
        return new Bar(what, expected, bars);
    }

    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null || !terminal(console)) {
            return false;
        }
        try {
            return !Files.exists(STANDARD_ERROR)
                    || Files.readSymbolicLink(STANDARD_ERROR).startsWith("/dev");
        } catch (IOException notLinux) {
            return true;
        }
    }

    /** Since Java 22 there is a console without a terminal too; before, its existence was the proof. */
    private static boolean terminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }

    /** A task that stays silent until its patience is over. */
    private static final class Bar implements Task {
        private final String what;
        private final long expected;
        private final Supplier<ProgressBarBuilder> bars;
        private final long started = System.nanoTime();
        private long done;
        private @Nullable ProgressBar bar;

        Bar(String what, long expected, Supplier<ProgressBarBuilder> bars) {
            this.what = what;
            this.expected = expected;
            this.bars = bars;
        }

        @Override
        public void advance(long rows) {
            done += rows;
            ProgressBar shown = bar;
            if (shown != null) {
                shown.stepTo(done);
                return;
            }
            Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
            if (elapsed.compareTo(PATIENCE) >= 0) {
                bar = bars.get()
                        .setTaskName(what)
                        .setInitialMax(expected)
                        .startsFrom(done, elapsed)
                        .build();
            }
        }

        @Override
        public void close() {
            ProgressBar shown = bar;
            if (shown != null) {
                shown.close();
            }
        }
    }
}
