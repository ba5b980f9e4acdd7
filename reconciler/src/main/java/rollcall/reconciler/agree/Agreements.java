package rollcall.reconciler.agree;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import rollcall.reconciler.plan.AgreedPlan;
import rollcall.reconciler.plan.AgreedPlan.AnyCase;
import rollcall.reconciler.plan.AgreedPlan.SameCodes;
import rollcall.reconciler.plan.AgreedPlan.SameNumber;
import rollcall.reconciler.plan.AgreedPlan.SameWindows;
import rollcall.reconciler.plan.AgreedPlan.Window;
import rollcall.reconciler.plan.AgreedPlan.Within;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.SideRow;

/**
 * The differences of a reconciliation that have been agreed to be none. Rows with the same bytes never come here: a rule is
 * needed by a row exactly if its column differs and the rule makes nothing of it. Of several rules for a column the first
 * that fits is the one that was needed.
 */
public final class Agreements {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,30}([.][0-9]{1,30})?");

    private final List<AgreedPlan> rules;

    /** Those of a plan, in its order. */
    public Agreements(List<AgreedPlan> rules) {
        this.rules = List.copyOf(rules);
    }

    /** All of them. */
    public List<AgreedPlan> rules() {
        return rules;
    }

    /**
     * What is left of two rows' differences.
     *
     * @param columns those in which they disagree and of which no rule makes nothing
     * @param needed the rules that were needed, in the plan's order
     */
    public record Left(List<Column> columns, List<AgreedPlan> needed) {}

    /** What is left of the differences between legacy's row and the new system's. */
    public Left of(SideRow legacy, SideRow there) {
        List<Column> differing = legacy.differences(there);
        if (differing.isEmpty() || rules.isEmpty()) {
            return new Left(differing, List.of());
        }
        Set<Column> left = EnumSet.copyOf(differing);
        List<AgreedPlan> needed = new ArrayList<>();
        for (AgreedPlan rule : rules) {
            List<Column> columns = rule.columns().stream()
                    .map(Column::named)
                    .filter(left::contains)
                    .toList();
            if (!columns.isEmpty() && agrees(rule, legacy, there)) {
                left.removeAll(columns);
                needed.add(rule);
            }
        }
        return new Left(differing.stream().filter(left::contains).toList(), needed);
    }

    private static boolean agrees(AgreedPlan rule, SideRow legacy, SideRow there) {
        return switch (rule) {
            case AnyCase it -> text(legacy, it.column()).equalsIgnoreCase(text(there, it.column()));
            case SameNumber it -> {
                Optional<BigDecimal> number = number(legacy, it);
                yield number.isPresent() && number.equals(number(there, it));
            }
            case Within it -> isWithin(time(legacy, it.column()), time(there, it.column()), it.minutes());
            case SameCodes it -> isOfOne(it.classes(), text(legacy, it.column()), text(there, it.column()));
            case SameWindows it -> isSameWindow(it, legacy, there);
        };
    }

    /** A code without a mapping agrees with nothing, whatever it looks like. */
    private static String text(SideRow row, String column) {
        SideRow.Value value = row.value(Column.named(column));
        return value.isUnmapped() ? "\0unmapped " + value.text() : value.text();
    }

    private static Optional<LocalDateTime> time(SideRow row, String column) {
        return row.value(Column.named(column)).time();
    }

    private static Optional<BigDecimal> number(SideRow row, SameNumber rule) {
        String text = text(row, rule.column());
        return NUMBER.matcher(text).matches()
                ? Optional.of(new BigDecimal(text).setScale(rule.scale(), RoundingMode.HALF_UP))
                : Optional.empty();
    }

    private static boolean isWithin(Optional<LocalDateTime> one, Optional<LocalDateTime> other, int minutes) {
        return one.isPresent()
                && other.isPresent()
                && Duration.between(one.get(), other.get()).abs().toMinutes() <= minutes;
    }

    private static <T> boolean isOfOne(Map<String, Set<T>> classes, T one, T other) {
        return classes.values().stream().anyMatch(it -> it.contains(one) && it.contains(other));
    }

    private static boolean isSameWindow(SameWindows rule, SideRow legacy, SideRow there) {
        Optional<LocalDateTime> starts = time(legacy, "starts_at");
        Optional<LocalDateTime> startsThere = time(there, "starts_at");
        Optional<Window> window = window(legacy);
        Optional<Window> windowThere = window(there);
        return window.isPresent()
                && windowThere.isPresent()
                && starts.map(LocalDateTime::toLocalDate).equals(startsThere.map(LocalDateTime::toLocalDate))
                && isOfOne(rule.classes(), window.get(), windowThere.get());
    }

    /** Of a window within one day. */
    private static Optional<Window> window(SideRow row) {
        Optional<LocalDateTime> starts = time(row, "starts_at");
        return time(row, "ends_at")
                .flatMap(end -> starts.filter(it -> it.toLocalDate().equals(end.toLocalDate()))
                        .map(it -> new Window(it.toLocalTime(), end.toLocalTime())));
    }
}
