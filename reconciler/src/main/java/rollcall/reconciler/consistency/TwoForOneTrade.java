package rollcall.reconciler.consistency;

import java.util.Optional;
import rollcall.reconciler.cause.Cause;
import rollcall.reconciler.cause.Explanation;

/** A second live appointment for a job and trade that have one already, under another reference. */
final class TwoForOneTrade implements Rule {
    private String trade = "";
    private String reference = "";

    @Override
    public void begin(JobFacts job) {
        trade = "";
        reference = "";
    }

    @Override
    public Optional<Explanation> check(Appointment appointment) {
        if (!appointment.liveThere()
                || appointment.trade().isEmpty()
                || appointment.job().isEmpty()
                || appointment.reference().equals(reference)) {
            return Optional.empty();
        }
        String other = appointment.trade().equals(trade) ? reference : "";
        trade = appointment.trade();
        reference = appointment.reference();
        return other.isEmpty()
                ? Optional.empty()
                : Optional.of(new Explanation(Cause.TWO_FOR_ONE_TRADE, "the other is " + other));
    }
}
