package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanDigestTest {
    /** More than any array can hold; on most file systems it takes no space. */
    private static final long HUGE = Integer.MAX_VALUE + 1L;

    @Test
    void isOfNamesAndContentsAndOfNothingHidden(@TempDir Path plan) throws Exception {
        Files.writeString(plan.resolve("plan.yaml"), "rollcall: 1\n");
        String before = PlanDigest.of(plan);

        Files.writeString(Files.createDirectories(plan.resolve(".rollcall")).resolve("lock"), "held");
        assertThat(PlanDigest.of(plan)).isEqualTo(before);

        Path named = Files.move(plan.resolve("plan.yaml"), plan.resolve("plan.yml"));
        String renamed = PlanDigest.of(plan);
        assertThat(renamed).isNotEqualTo(before);

        Files.writeString(named, "rollcall: 2\n");
        assertThat(PlanDigest.of(plan)).isNotEqualTo(before).isNotEqualTo(renamed);
    }

    @Test
    void anExportOfAnySizeMayLieInThePlan(@TempDir Path plan) throws Exception {
        Path export = Files.createFile(plan.resolve("jobs.csv"));
        String before = PlanDigest.of(plan);

        try (RandomAccessFile file = new RandomAccessFile(export.toFile(), "rw")) {
            file.setLength(HUGE);
        }

        assertThat(PlanDigest.of(plan)).isNotEqualTo(before);
    }
}
