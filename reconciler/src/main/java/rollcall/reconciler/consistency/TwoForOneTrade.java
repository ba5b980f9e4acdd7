package rollcall.reconciler.consistency;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.side.Column;

/**
 * A second live appointment for a job and trade that have one already. Not where the two are live in legacy under two
 * trades, which the code table makes one; nor where they are rows of one reference, of which nobody can say whether they are
 * two visits.
 */
final class TwoForOneTrade implements JobRule {
    @Override
    public String name() {
        return "TWO_FOR_ONE_TRADE";
    }

    @Override
    public String says() {
        return "two live appointments for one job and trade";
    }

    @Override
    public Set<Column> needs() {
        return Set.of(Column.JOB, Column.TRADE);
    }

    @Override
    public Grouping grouping() {
        return Grouping.JOB_AND_TRADE;
    }

    @Override
    public JobRule.Judge judge() {
        return new Judge();
    }

    private record Earlier(String reference, String legacyTrade, boolean liveInLegacy) {
        static Earlier of(Appointment appointment) {
            return new Earlier(appointment.reference(), appointment.legacyTrade(), appointment.liveInLegacy());
        }

        boolean isLike(Earlier other) {
            return legacyTrade.equals(other.legacyTrade) && liveInLegacy == other.liveInLegacy;
        }

        boolean isInTheWayOf(Earlier other) {
            return !reference.equals(other.reference)
                    && (legacyTrade.equals(other.legacyTrade) || !liveInLegacy || !other.liveInLegacy);
        }
    }

    private static final class Judge implements JobRule.Judge {
        /** Nearly every trade of a job has one appointment only: it is taken apart when there is a second. */
        private final Appointment first = new Appointment();

        private boolean hasFirst;
        /** The last of each kind. */
        private final List<Earlier> before = new ArrayList<>();

        @Override
        public void begin(JobFacts job) {
            hasFirst = false;
            before.clear();
        }

        @Override
        public Optional<String> see(JobFacts job, Appointment appointment) {
            if (!appointment.liveThere() || !appointment.hasTrade() || job.isNone()) {
                return Optional.empty();
            }
            if (!hasFirst) {
                first.keep(appointment);
                hasFirst = true;
                return Optional.empty();
            }
            if (before.isEmpty()) {
                before.add(Earlier.of(first));
            }
            Earlier here = Earlier.of(appointment);
            Optional<String> wrong = before.stream()
                    .filter(it -> it.isInTheWayOf(here))
                    .map(it -> "the other is " + it.reference())
                    .findFirst();
            before.removeIf(it -> it.isLike(here));
            before.add(here);
            return wrong;
        }
    }
}
