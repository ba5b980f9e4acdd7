package rollcall.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SkeletonTest {
    @Test
    void builds() {
        assertThat(Integer.parseInt("1")).isEqualTo(1);
    }
}
