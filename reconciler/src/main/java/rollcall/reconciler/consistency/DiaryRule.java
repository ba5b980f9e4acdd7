package rollcall.reconciler.consistency;

import java.util.Optional;

/** A rule that sees all live appointments of one operative, or of one slot, whatever their jobs. */
non-sealed interface DiaryRule extends Rule {
    /** A new judge, who begins before the first diary. */
    Judge judge();

    /** Sees one diary after the other, and remembers of each no more than a row. */
    interface Judge {
        /** Begins a diary. */
        void begin();

        /**
         * What is wrong about a booking, given those of the same diary before it, in the order of their starts; in words that
         * may be empty.
         *
         * @param booking a view for this call
         */
        Optional<String> see(Booking booking);
    }
}
