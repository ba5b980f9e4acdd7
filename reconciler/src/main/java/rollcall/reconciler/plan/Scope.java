package rollcall.reconciler.plan;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is decided of each kind of record, from {@code scope.csv}.
 *
 * @param signatures who has decided it, of those kinds of which it is said
 */
public record Scope(Map<String, Decision> decisions, Map<String, Signature> signatures) {
    public Scope {
        decisions = Map.copyOf(decisions);
        signatures = Map.copyOf(signatures);
    }

    /** Decisions of which nobody says who has made them. */
    public Scope(Map<String, Decision> decisions) {
        this(decisions, Map.of());
    }

    /** Who has decided, and when. */
    public record Signature(String owner, LocalDate decidedOn) {}

    /** What the plan says of a kind, and who has signed it; empty where it says nothing. */
    public Optional<String> said(String kind) {
        return of(kind).map(it -> {
            Signature signature = signatures.get(kind);
            return "scope.csv says %s, %s"
                    .formatted(
                            it.name().toLowerCase(Locale.ROOT),
                            signature == null
                                    ? "signed by nobody"
                                    : "signed by %s on %s".formatted(signature.owner(), signature.decidedOn()));
        });
    }

    /** The decision for a kind of record; empty where nobody has decided. */
    public Optional<Decision> of(String kind) {
        return Optional.ofNullable(decisions.get(kind));
    }

    /** Move it, leave it out, or only count it. */
    public enum Decision {
        MOVE,
        EXCLUDE,
        COUNT
    }
}
