package rollcall.reconciler.consistency;

import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.side.Column;

/** An appointment in a slot that has as many before it as it takes. */
final class SlotOverCapacity implements DiaryRule {
    @Override
    public String name() {
        return "SLOT_OVER_CAPACITY";
    }

    @Override
    public String says() {
        return "more is booked into its slot than it takes";
    }

    @Override
    public String todo() {
        return "find another operative for it, or phone and rebook";
    }

    @Override
    public Set<Column> needs() {
        return Set.of(Column.BOOKED_SLOT, Column.CAPACITY);
    }

    @Override
    public Grouping grouping() {
        return Grouping.SLOT;
    }

    @Override
    public DiaryRule.Judge judge() {
        return new Judge();
    }

    private static final class Judge implements DiaryRule.Judge {
        private long booked;

        @Override
        public void begin() {
            booked = 0;
        }

        @Override
        public Optional<String> see(Booking booking) {
            booked++;
            return booked > booking.capacity() ? Optional.of("it takes " + booking.capacity()) : Optional.empty();
        }
    }
}
