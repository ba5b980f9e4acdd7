package rollcall.migrator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;

class UnmetTest {
    private final Unmet unmet = new Unmet();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whatTheExtractDoesNotHoldIsLookedAtOnceAndLittleElse(long seed) {
        Random random = new Random(seed);
        List<Identity> known = IntStream.range(0, 20_000)
                .mapToObj(it -> new Identity(Kind.JOBS, String.valueOf(it), 1 + it % 2))
                .toList();
        Set<Identity> gone = new HashSet<>();
        known.forEach(it -> {
            unmet.know(it);
            if (random.nextInt(100) == 0) {
                gone.add(it);
            } else {
                unmet.meet(it);
            }
        });
        int most = 50;
        List<BitSet> parts = unmet.parts(most);
        assertThat(parts).hasSizeGreaterThan(1);
        Set<Identity> seen = new HashSet<>();
        for (BitSet part : parts) {
            Set<Identity> looked =
                    known.stream().filter(it -> part.get(Unmet.bucket(it))).collect(Collectors.toSet());
            assertThat(looked).hasSizeLessThanOrEqualTo(most).doesNotContainAnyElementsOf(seen);
            seen.addAll(looked);
        }
        assertThat(seen).containsAll(gone).hasSizeLessThan(2 * gone.size());
    }

    @Test
    void whereTheExtractHoldsAllNothingIsLookedAt() {
        Identity one = new Identity(Kind.JOBS, "1", 1);
        unmet.know(one);
        unmet.meet(one);
        assertThat(unmet.parts(1)).isEmpty();
    }

    @Test
    void aBucketIsNeverPartedHoweverFullItIs() {
        Identity one = new Identity(Kind.JOBS, "1", 1);
        unmet.know(one);
        unmet.know(one);
        unmet.know(one);
        assertThat(unmet.parts(1)).containsExactly(BitSet.valueOf(bit(Unmet.bucket(one))));
    }

    private static long[] bit(int place) {
        BitSet bits = new BitSet();
        bits.set(place);
        return bits.toLongArray();
    }
}
