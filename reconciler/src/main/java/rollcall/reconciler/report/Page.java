package rollcall.reconciler.report;

import java.util.List;
import rollcall.reconciler.finding.Called;

/** What an HTML report shows, every text ready to be escaped and written. */
record Page(
        String title,
        String verdict,
        String headline,
        String sentence,
        List<Fact> about,
        List<Figure> figures,
        List<String> unknowns,
        List<String> populations,
        String caption,
        List<Line> balance,
        String census,
        List<Figure> systemic,
        List<Owned> owners,
        List<Group> groups,
        String more,
        List<String> notes) {

    /** A label and what it stands for. */
    record Fact(String label, String value) {}

    /** A number and what it counts. */
    record Figure(String number, String label) {}

    /** A line of the trial balance. */
    record Line(String role, String label, List<String> counts) {}

    /** An owner and what there is to do; {@code anchor} is where the owner's exceptions begin. */
    record Owned(
            String anchor,
            String person,
            String deputy,
            String count,
            String emergencies,
            String soon,
            String vulnerable) {}

    /**
     * Exceptions of one urgency, and of one owner where the plan names them.
     *
     * @param ownerAnchor unique in the page; empty where the plan names no owners
     * @param owner the owner's heading, at the first of an owner's groups; else empty
     * @param anchor unique in the page
     * @param shown empty where all are shown
     */
    record Group(
            String ownerAnchor,
            String owner,
            String anchor,
            String title,
            String explanation,
            String count,
            String shown,
            List<Card> cards) {}

    /**
     * One exception.
     *
     * @param number its place in the page
     * @param subject what it is about, "Leak, 14 Elm House"
     * @param when when the visit is; empty where it has no time
     * @param wrong what is wrong and why, as a predicate
     * @param called what the two sides are called
     * @param telephone digits to dial; empty where there are none
     */
    record Card(
            int number,
            String type,
            String subject,
            String when,
            String wrong,
            List<String> flags,
            String action,
            String person,
            String phone,
            String telephone,
            Called called,
            List<Difference> differences,
            List<String> also,
            List<Fact> facts) {}

    /** A column in which the sides disagree. */
    record Difference(String label, String source, String target) {}
}
