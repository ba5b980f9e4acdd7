package rollcall.reconciler.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who looks after an exception: the person for its contractor, trade and area, from the plan's {@code owners} table.
 *
 * @param rules in the file's order; one of them fits everything
 */
public record Owners(List<Rule> rules) {
    /** For a plan that names no owners. */
    public static final Owners NONE = new Owners(List.of());

    public Owners {
        rules = List.copyOf(rules);
    }

    /**
     * Somebody who looks after exceptions.
     *
     * @param person name and perhaps role
     * @param mailbox an e-mail address
     * @param deputy who stands in; may be empty
     */
    public record Owner(String person, String mailbox, String deputy) {}

    /**
     * What an owner looks after; a blank field fits any.
     *
     * @param contractor legacy's code
     * @param trade legacy's code
     * @param area the outward half of a postcode, {@code SE15}
     */
    public record Rule(String contractor, String trade, String area, Owner owner) {
        boolean fits(String ofContractor, String ofTrade, String ofArea) {
            return (contractor.isEmpty() || contractor.equals(ofContractor))
                    && (trade.isEmpty() || trade.equals(ofTrade))
                    && (area.isEmpty() || area.equalsIgnoreCase(ofArea));
        }

        boolean isDefault() {
            return fields() == 0;
        }

        private int fields() {
            return said(contractor) + said(trade) + said(area);
        }

        private static int said(String field) {
            return field.isEmpty() ? 0 : 1;
        }
    }

    /**
     * The owner by the rule that says most; of two that say as much, the one that names the contractor, then the one that
     * names the trade. Empty only where the plan names no owners. An unknown contractor, trade or area is the empty text.
     */
    public Optional<Owner> of(String contractor, String trade, String area) {
        return rules.stream()
                .filter(it -> it.fits(contractor, trade, area))
                .max(Comparator.comparingInt(Rule::fields)
                        .thenComparingInt(it -> Rule.said(it.contractor()))
                        .thenComparingInt(it -> Rule.said(it.trade())))
                .map(Rule::owner);
    }
}
