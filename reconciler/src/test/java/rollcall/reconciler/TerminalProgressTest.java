package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TerminalProgressTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);

    @Test
    void aShortTaskShowsNothing() {
        TerminalProgress progress = new TerminalProgress(out, Duration.ofMinutes(1));

        try (Progress.Task task = progress.begin("reading legacy", 10)) {
            task.advance(10);
        }

        assertThat(text()).isEmpty();
    }

    @Test
    @Timeout(30)
    void aLongTaskIsShownEvenBeforeItsFirstRowAndOthersAfterIt() {
        TerminalProgress progress = new TerminalProgress(out, Duration.ofMillis(20));

        try (Progress.Task legacy = progress.begin("reading legacy", 10);
                Progress.Task other = progress.begin("reading new system", -1)) {
            awaitShown("reading legacy");
            assertThat(text()).doesNotContain("reading new system");
            legacy.advance(10);
            legacy.close();
            awaitShown("reading new system");
            other.advance(5);
        }

        assertThat(text()).contains("10/10 rows").contains("rows/s");
    }

    @Test
    void whereThereIsNoTerminalNothingIsShown() {
        assertThat(TerminalProgress.onStandardError()).isSameAs(Progress.NONE);
    }

    private void awaitShown(String what) {
        Instant end = Instant.now().plusSeconds(20);
        while (!text().contains(what) && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        assertThat(text()).contains(what);
    }

    private String text() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
