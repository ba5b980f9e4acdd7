package rollcall.reconciler.plan;

import rollcall.reconciler.finding.Called;

/**
 * How one comparison of a plan that holds several differs from the migration's.
 *
 * @param translated whether the code tables translate the source's codes; false where both sides speak the new system's
 * @param rehearsed whether a rehearsal compares it, where its target is what is rehearsed
 * @param called what its sides are called in reports
 */
public record Leg(boolean translated, boolean rehearsed, Called called) {
    /** Legacy against the new system. */
    public static final Leg DEFAULT = new Leg(true, true, Called.DEFAULT);

    static Leg read(PlanNode node) {
        return new Leg(
                isTranslated(node),
                isRehearsed(node),
                new Called(
                        called(node, "source", Called.DEFAULT.source()),
                        called(node, "target", Called.DEFAULT.target())));
    }

    private static boolean isTranslated(PlanNode node) {
        String codes = node.optionalText("codes").orElse("plan");
        if (!codes.equals("plan") && !codes.equals("none")) {
            node.fault(
                    "codes",
                    "codes \"" + codes
                            + "\" is neither \"plan\" (the plan's code tables translate the source's codes) nor"
                            + " \"none\" (both sides have the same codes)");
        }
        return !codes.equals("none");
    }

    private static boolean isRehearsed(PlanNode node) {
        String rehearse = node.optionalText("rehearse").orElse("true");
        if (!rehearse.equals("true") && !rehearse.equals("false")) {
            node.fault("rehearse", "rehearse \"" + rehearse + "\" is neither true nor false");
        }
        return !rehearse.equals("false");
    }

    private static String called(PlanNode node, String side, String otherwise) {
        return node.optionalChild(side).flatMap(it -> it.optionalText("called")).orElse(otherwise);
    }
}
