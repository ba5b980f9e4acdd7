package rollcall.reconciler.consistency;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.cause.Cause;
import rollcall.reconciler.cause.Explanation;

/**
 * A second live appointment for a job and trade that have one already. Not where the two are live in legacy under two
 * trades, which the code table makes one; nor where they are rows of one reference, of which nobody can say whether they are
 * two visits.
 */
final class TwoForOneTrade implements Rule {
    private record Earlier(String reference, String legacyTrade, boolean liveInLegacy) {
        boolean isLike(Appointment other) {
            return legacyTrade.equals(other.legacyTrade()) && liveInLegacy == other.liveInLegacy();
        }

        boolean isInTheWayOf(Appointment other) {
            return !reference.equals(other.reference())
                    && (legacyTrade.equals(other.legacyTrade()) || !liveInLegacy || !other.liveInLegacy());
        }
    }

    private String trade = "";
    /** Of the same trade, the last of each kind. */
    private final List<Earlier> before = new ArrayList<>();

    @Override
    public void begin(JobFacts job) {
        before.clear();
    }

    @Override
    public Optional<Explanation> check(Appointment appointment) {
        if (!appointment.liveThere()
                || appointment.trade().isEmpty()
                || appointment.job().isEmpty()) {
            return Optional.empty();
        }
        if (!appointment.trade().equals(trade)) {
            trade = appointment.trade();
            before.clear();
        }
        Optional<Explanation> wrong = before.stream()
                .filter(it -> it.isInTheWayOf(appointment))
                .map(it -> new Explanation(Cause.TWO_FOR_ONE_TRADE, "the other is " + it.reference()))
                .findFirst();
        before.removeIf(it -> it.isLike(appointment));
        before.add(new Earlier(appointment.reference(), appointment.legacyTrade(), appointment.liveInLegacy()));
        return wrong;
    }
}
