package rollcall.migrator.ledger;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import rollcall.migrator.extract.Identity;

/**
 * Which of the ledger's identities an extract does not hold, in bounded memory: identities are counted by the bucket that
 * their hash falls into, up as the ledger has them and down as the extract shows them. Only what is in a bucket that does not
 * come to zero must be looked at by name, a part at a time.
 */
final class Unmet {
    private static final int BUCKETS = 1 << 16;

    private final long[] known = new long[BUCKETS];
    private final long[] left = new long[BUCKETS];

    /** The ledger has this one. */
    void know(Identity identity) {
        known[bucket(identity)]++;
        left[bucket(identity)]++;
    }

    /** The extract holds this one, which the ledger has. */
    void meet(Identity identity) {
        left[bucket(identity)]--;
    }

    /** The buckets that must be looked at, in parts that the ledger has at most so many identities of; a bucket is never parted. */
    List<BitSet> parts(int most) {
        List<BitSet> parts = new ArrayList<>();
        long held = most;
        for (int i = 0; i < BUCKETS; i++) {
            if (left[i] != 0) {
                held += known[i];
                if (held > most || parts.isEmpty()) {
                    parts.add(new BitSet());
                    held = known[i];
                }
                parts.get(parts.size() - 1).set(i);
            }
        }
        return parts;
    }

    /** Where an identity falls. */
    static int bucket(Identity identity) {
        int hash = identity.hashCode() * 0x9E3779B9;
        return hash >>> 16;
    }
}
