package rollcall.reconciler.consistency;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.side.Column;

/**
 * An appointment on a day of the week on which its slot does not run. Days are known by their first three letters; of a slot
 * whose days name none that is known nothing is said.
 */
final class SlotDoesNotRun implements RowRule {
    private static final long DAY = 24 * 60;
    private static final List<String> DAYS =
            Stream.of(DayOfWeek.values()).map(SlotDoesNotRun::word).toList();

    @Override
    public String name() {
        return "SLOT_DOES_NOT_RUN";
    }

    @Override
    public String says() {
        return "its slot does not run on that day";
    }

    @Override
    public String todo() {
        return "phone and rebook it on a day on which the slot runs, or into another slot";
    }

    @Override
    public String predicate() {
        return "is booked on a day on which its slot does not run";
    }

    @Override
    public String harm() {
        return "nobody may be working then";
    }

    @Override
    public Set<Column> needs() {
        return Set.of(Column.STARTS_AT, Column.SLOT_RUNS);
    }

    @Override
    public Optional<String> check(RuledRow row) {
        if (row.population() != Population.APPOINTMENTS) {
            return Optional.empty();
        }
        String runs = row.slotRuns();
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        Set<String> days = days(runs);
        return !days.isEmpty()
                        && isElsewhen(row.minutes(Column.STARTS_AT), days)
                        && isElsewhen(row.minutesThere(Column.STARTS_AT), days)
                ? Optional.of("it runs on "
                        + String.join(", ", DAYS.stream().filter(days::contains).toList()))
                : Optional.empty();
    }

    private static Set<String> days(String runs) {
        return Stream.of(runs.split("[^\\p{L}]+", -1))
                .filter(it -> it.length() >= 3)
                .map(it -> it.substring(0, 1).toUpperCase(Locale.ROOT)
                        + it.substring(1, 3).toLowerCase(Locale.ROOT))
                .filter(DAYS::contains)
                .collect(Collectors.toSet());
    }

    private static boolean isElsewhen(long minutes, Set<String> days) {
        return minutes != RuledRow.NO_TIME
                && !days.contains(
                        word(LocalDate.ofEpochDay(Math.floorDiv(minutes, DAY)).getDayOfWeek()));
    }

    private static String word(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }
}
