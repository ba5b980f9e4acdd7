package rollcall.reconciler.side;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the migrator's ledger says became of an identity. */
public enum Outcome {
    LOADED,
    REJECTED,
    EXCLUDED,
    SUPERSEDED,
    MERGED,
    /** A debit without a credit: the ledger does not say. */
    NONE;

    static Optional<Outcome> of(String word) {
        String name = word.toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(it -> it != NONE && it.name().equals(name))
                .findFirst();
    }
}
