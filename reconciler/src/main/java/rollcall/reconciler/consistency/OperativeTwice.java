package rollcall.reconciler.consistency;

import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.side.Column;

/** An appointment that begins before an earlier one of the same operative has ended. */
final class OperativeTwice implements DiaryRule {
    @Override
    public String name() {
        return "OPERATIVE_TWICE";
    }

    @Override
    public String says() {
        return "its operative is booked twice at that time";
    }

    @Override
    public String todo() {
        return "give one of the two visits to another operative";
    }

    @Override
    public Set<Column> needs() {
        return Set.of(Column.OPERATIVE);
    }

    @Override
    public Grouping grouping() {
        return Grouping.OPERATIVE;
    }

    @Override
    public DiaryRule.Judge judge() {
        return new Judge();
    }

    private static final class Judge implements DiaryRule.Judge {
        /** Of those before, the one that ends last. */
        private final Booking longest = new Booking();

        private boolean hasLongest;

        @Override
        public void begin() {
            hasLongest = false;
        }

        @Override
        public Optional<String> see(Booking booking) {
            Optional<String> wrong =
                    hasLongest && booking.starts() < longest.ends() && !booking.isOfSameReference(longest)
                            ? Optional.of("the other is " + longest.reference())
                            : Optional.empty();
            if (!hasLongest || booking.ends() > longest.ends()) {
                longest.keep(booking);
                hasLongest = true;
            }
            return wrong;
        }
    }
}
