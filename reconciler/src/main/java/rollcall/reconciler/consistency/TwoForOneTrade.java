package rollcall.reconciler.consistency;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.SideRow;

/**
 * A second live appointment for a job and trade that have one already. Not where the two are live in legacy under two
 * trades, which the code table makes one; nor where they are rows of one reference, of which nobody can say whether they are
 * two visits; nor where staff have booked the one in the new system beside the other, which was moved: that is what a second
 * booking is; nor where both were booked there, and the one had come when the other was booked: nobody was in.
 */
final class TwoForOneTrade implements JobRule {
    /** How many of a job and trade are held: staff do not book more. */
    private static final int MOST_HELD = 100;

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

    /** When staff have booked a visit, and for when. */
    private record Booked(LocalDateTime at, LocalDateTime starts) {
        static Optional<Booked> of(Appointment appointment) {
            if (!appointment.isMade()) {
                return Optional.empty();
            }
            SideRow made = appointment.made();
            Optional<LocalDateTime> at = made.trail().created().at();
            Optional<LocalDateTime> starts = made.value(Column.STARTS_AT).time();
            return at.isPresent() && starts.isPresent()
                    ? Optional.of(new Booked(at.get(), starts.get()))
                    : Optional.empty();
        }

        /** Whether the one was still to come when the other was booked. */
        boolean meets(Booked other) {
            return at.isAfter(other.at) ? at.isBefore(other.starts) : other.at.isBefore(starts);
        }
    }

    private record Earlier(
            String reference, String legacyTrade, boolean liveInLegacy, boolean isMade, Optional<Booked> booked) {
        static Earlier of(Appointment appointment) {
            return new Earlier(
                    appointment.reference(),
                    appointment.legacyTrade(),
                    appointment.liveInLegacy(),
                    appointment.isMade(),
                    Booked.of(appointment));
        }

        boolean isLike(Earlier other) {
            return !isMade && legacyTrade.equals(other.legacyTrade) && liveInLegacy == other.liveInLegacy;
        }

        boolean isInTheWayOf(Earlier other) {
            if (isMade) {
                return booked.isPresent()
                        && other.booked.filter(booked.get()::meets).isPresent();
            }
            return !reference.equals(other.reference)
                    && (legacyTrade.equals(other.legacyTrade) || !liveInLegacy || !other.liveInLegacy);
        }
    }

    private static final class Judge implements JobRule.Judge {
        /** Nearly every trade of a job has one appointment only: it is taken apart when there is a second. */
        private final Appointment first = new Appointment();

        private boolean hasFirst;
        /** The last of each kind, and the last of those that staff have booked. */
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
            if (before.size() > MOST_HELD) {
                before.removeFirst();
            }
            return wrong;
        }
    }
}
