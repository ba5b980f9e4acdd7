package rollcall.reconciler;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Progress on a terminal: a bar with rate and remaining time for a task that takes longer than two seconds, even while it
 * waits for its first row. Of several tasks at once, the one that began first is shown.
 */
public final class TerminalProgress implements Progress {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int WIDTH = 79;
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private final PrintStream out;
    private final Duration patience;
    private final Set<Bar> tasks = new LinkedHashSet<>();
    private boolean watching;

    TerminalProgress(PrintStream out, Duration patience) {
        this.out = out;
        this.patience = patience;
    }

    /** Shows bars on standard error; shows nothing where that is no terminal. */
    public static Progress onStandardError() {
        return isTerminal() ? new TerminalProgress(System.err, PATIENCE) : NONE;
    }

    @Override
    public Task begin(String what, long expected) {
        Bar task = new Bar(what, expected);
        synchronized (tasks) {
            tasks.add(task);
            if (!watching) {
                watching = true;
                Thread.ofVirtual().name("progress").start(this::watch);
            }
        }
        return task;
    }

    /** Shows the first task whose patience is over, until there is no task left. */
    private void watch() {
        while (true) {
            synchronized (tasks) {
                if (tasks.isEmpty()) {
                    watching = false;
                    return;
                }
                if (tasks.stream().noneMatch(Bar::isShown)) {
                    tasks.stream().filter(Bar::isLong).findFirst().ifPresent(Bar::show);
                }
            }
            try {
                Thread.sleep(patience.dividedBy(4));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null || !isInteractive(console)) {
            return false;
        }
        try {
            return !Files.exists(STANDARD_ERROR)
                    || Files.readSymbolicLink(STANDARD_ERROR).startsWith("/dev");
        } catch (IOException notLinux) {
            return true;
        }
    }

    /** Since Java 22 there can be a console without a terminal; before, its existence was the proof. */
    private static boolean isInteractive(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }

    /** A task that stays silent until it is its turn. */
    private final class Bar implements Task {
        private final String what;
        private final long expected;
        private final long started = System.nanoTime();
        private long done;
        private Optional<ProgressBar> bar = Optional.empty();

        Bar(String what, long expected) {
            this.what = what;
            this.expected = expected;
        }

        boolean isShown() {
            return bar.isPresent();
        }

        boolean isLong() {
            return elapsed().compareTo(patience) >= 0;
        }

        void show() {
            bar = Optional.of(new ProgressBarBuilder()
                    .setConsumer(new ConsoleProgressBarConsumer(out, WIDTH))
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(250)
                    .setUnit(" rows", 1)
                    .showSpeed()
                    .setTaskName(what)
                    .setInitialMax(expected)
                    .startsFrom(done, elapsed())
                    .build());
        }

        @Override
        public void advance(long rows) {
            synchronized (tasks) {
                done += rows;
                bar.ifPresent(it -> it.stepTo(done));
            }
        }

        @Override
        public void close() {
            synchronized (tasks) {
                bar.ifPresent(ProgressBar::close);
                bar = Optional.empty();
                tasks.remove(this);
            }
        }

        private Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - started);
        }
    }
}
