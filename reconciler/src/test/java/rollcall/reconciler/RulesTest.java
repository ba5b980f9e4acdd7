package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import rollcall.reconciler.consistency.Grouping;
import rollcall.reconciler.consistency.Rule;
import rollcall.reconciler.consistency.Rules;
import rollcall.reconciler.side.Column;

/** Each rule's own words, of which reports are made, and what it looks at. */
class RulesTest {
    private record Told(
            String name, Grouping sees, String needs, String says, String todo, String predicate, String harm) {
        static Told by(Rule rule) {
            return new Told(
                    rule.name(),
                    rule.grouping(),
                    rule.needs().stream()
                            .sorted(Comparator.naturalOrder())
                            .map(Column::word)
                            .collect(Collectors.joining(" ")),
                    rule.says(),
                    rule.todo(),
                    rule.predicate(),
                    rule.harm());
        }
    }

    @Test
    void eachRuleSaysWhatIsWrongWhatToDoAndWhomItHarmsAndWhatItLooksAt() {
        assertThat(Rules.all().stream().map(Told::by))
                .as("those first that are told first")
                .containsExactlyElementsOf(List.of(
                        new Told(
                                "TARGET_BEFORE_RAISED",
                                Grouping.ROW,
                                "raised target_date",
                                "it was to be done before it was raised",
                                "find out when it was raised and by when it must be done, and correct the date",
                                "has a target date before the day it was raised",
                                "nobody can tell whether it is overdue"),
                        new Told(
                                "JOB_NOT_THERE",
                                Grouping.JOB,
                                "job",
                                "its job is not in the new system",
                                "look at both records and correct the wrong one",
                                "contradicts another record in the new system",
                                "staff cannot tell which record is right"),
                        new Told(
                                "CANCELLED_JOB_WITH_LIVE_SLOT",
                                Grouping.JOB,
                                "job live",
                                "its job is cancelled or closed",
                                "find out whether somebody is still to come; cancel the appointment or reopen its job",
                                "contradicts another record in the new system",
                                "somebody may be sent for work that is over"),
                        new Told(
                                "TWO_FOR_ONE_TRADE",
                                Grouping.JOB_AND_TRADE,
                                "job trade",
                                "two live appointments for one job and trade",
                                "look at both records and correct the wrong one",
                                "contradicts another record in the new system",
                                "staff cannot tell which record is right"),
                        new Told(
                                "NO_APPOINTMENT",
                                Grouping.JOB,
                                "needs_appointment",
                                "somebody is to come, and no appointment says when",
                                "phone and book an appointment",
                                "has no appointment",
                                "nobody will attend"),
                        new Told(
                                "SLOT_DOES_NOT_RUN",
                                Grouping.ROW,
                                "starts_at slot_runs",
                                "its slot does not run on that day",
                                "phone and rebook it on a day on which the slot runs, or into another slot",
                                "is booked on a day on which its slot does not run",
                                "nobody may be working then"),
                        new Told(
                                "OPERATIVE_TWICE",
                                Grouping.OPERATIVE,
                                "operative",
                                "its operative is booked twice at that time",
                                "give one of the two visits to another operative",
                                "contradicts another record in the new system",
                                "staff cannot tell which record is right"),
                        new Told(
                                "SLOT_OVER_CAPACITY",
                                Grouping.SLOT,
                                "booked_slot capacity",
                                "more is booked into its slot than it takes",
                                "find another operative for it, or phone and rebook",
                                "contradicts another record in the new system",
                                "staff cannot tell which record is right")));
    }
}
