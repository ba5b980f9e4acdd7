package rollcall.reconciler.consistency;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import rollcall.reconciler.side.Column;

/** All rules. A new one is a class and a line here; its words, its columns and its order come from the class. */
public final class Rules {
    private static final List<Rule> ALL = List.of(
            new TargetBeforeRaised(),
            new AppointmentWithoutJob(),
            new CancelledJobWithLiveSlot(),
            new TwoForOneTrade(),
            new JobWithoutAppointment(),
            new SlotDoesNotRun(),
            new OperativeTwice(),
            new SlotOverCapacity());

    private static final Map<String, Rule> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Rule::name, Function.identity()));

    private Rules() {}

    /** All rules, those first that are told first where a row breaks several. */
    public static List<Rule> all() {
        return ALL;
    }

    /** The rule that gives this cause. */
    public static Optional<Rule> named(String cause) {
        return Optional.ofNullable(BY_NAME.get(cause));
    }

    /** The rules of a sort that have the columns they need. */
    static <R extends Rule> List<R> of(Class<R> sort, Set<Column> columns) {
        return ALL.stream()
                .filter(it -> sort.isInstance(it) && columns.containsAll(it.needs()))
                .map(sort::cast)
                .toList();
    }
}
