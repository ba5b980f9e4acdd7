package rollcall.reconciler.report;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import rollcall.reconciler.consistency.Rule;
import rollcall.reconciler.consistency.Rules;
import rollcall.reconciler.finding.AlsoTrue;
import rollcall.reconciler.finding.Called;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.FieldDifference;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;

/** Says in plain English what is wrong with an exception, why, whom it harms and what to do. No personal values. */
final class Wording {
    private static final Set<String> TIMES = Set.of("starts_at", "ends_at");

    private final Times times;
    private final Called called;

    /** Of legacy and the new system. */
    Wording(Times times) {
        this(times, Called.DEFAULT);
    }

    /** @param called what the two sides are called */
    Wording(Times times, Called called) {
        this.times = times;
        this.called = called;
    }

    /** Why, as far as can be told: "cancelled in the new system". */
    String why(Finding finding) {
        return called.in(CauseWords.of(finding));
    }

    /** The predicate of the sentence: "will not be attended". */
    String wrong(Finding finding) {
        return called.in(
                switch (finding.type()) {
                    case MISSING ->
                        visit(
                                finding,
                                "will not be attended",
                                "was due and is not in the new system",
                                "is not in the new system");
                    case INVISIBLE ->
                        visit(
                                finding,
                                "will not be attended",
                                "was due and staff could not see it",
                                "is hidden from staff");
                    case DIFFERENT -> different(finding);
                    case DUPLICATED -> "stands more than once in the new system";
                    case UNEXPECTED ->
                        finding.isCalledOff()
                                ? visit(finding, "will not be attended", "was due and was cancelled", "was cancelled")
                                : "is in the new system only";
                    case INCONSISTENT -> rule(finding).map(Rule::predicate).orElse(Rule.PREDICATE);
                    case CLAIM -> "is not what the migration's ledger says it is";
                });
    }

    /** Whom it harms and how, as the fragment of a sentence. */
    String harm(Finding finding) {
        return called.in(
                switch (finding.type()) {
                    case MISSING -> unattended(finding);
                    case INVISIBLE ->
                        finding.population() == Population.JOBS
                                        || !finding.cause().equals("CANCELLED")
                                ? "staff cannot see it"
                                : "nobody will attend";
                    case DIFFERENT -> harmOfDifference(finding);
                    case DUPLICATED -> "it may be done twice";
                    case UNEXPECTED -> finding.isCalledOff() ? unattended(finding) : unasked(finding);
                    case INCONSISTENT -> rule(finding).map(Rule::harm).orElse(Rule.HARM);
                    case CLAIM -> "nobody is harmed yet, but the ledger cannot be relied on";
                });
    }

    /** What to do, as an order. */
    String action(Finding finding) {
        return called.in(
                switch (finding.type()) {
                    case MISSING, INVISIBLE ->
                        load(finding).map(it -> it + ", or ").orElse("") + rescue(finding);
                    case DIFFERENT ->
                        differsIn(finding, TIMES)
                                ? "phone and confirm the time, then correct it in the new system"
                                : differsIn(finding, Set.of("property"))
                                        ? "correct the property before anybody is sent"
                                        : "correct it in the new system";
                    case DUPLICATED -> "cancel the surplus one in the new system";
                    case UNEXPECTED ->
                        finding.isCalledOff() ? rescue(finding) : "find out who made it; cancel it if nobody needs it";
                    case INCONSISTENT -> rule(finding).map(Rule::todo).orElse(Rule.TODO);
                    case CLAIM -> "have the migration's ledger checked";
                });
    }

    private static String unattended(Finding finding) {
        return finding.population() == Population.JOBS ? "nobody will do the work" : "nobody will attend";
    }

    private static String unasked(Finding finding) {
        return finding.population() == Population.JOBS
                ? "work nobody asked for may be done"
                : "somebody may be sent whom nobody booked";
    }

    private static Optional<Rule> rule(Finding inconsistent) {
        return Rules.named(inconsistent.cause());
    }

    /** What may bring it in without anybody phoning. */
    private static Optional<String> load(Finding finding) {
        return switch (finding.cause()) {
            case "REJECTED" -> Optional.of("mend the reason and load it");
            case "UNMAPPED_CODE", "DEAD_END_STATUS" -> Optional.of("correct the mapping and load it");
            default -> Optional.empty();
        };
    }

    private String rescue(Finding finding) {
        if (finding.population() == Population.APPOINTMENTS
                && finding.startsAt().isPresent()) {
            return isPast(finding) ? "apologise and rebook" : "phone and rebook";
        }
        return finding.type() == ExceptionClass.MISSING ? "key it by hand" : "reopen it in the new system";
    }

    /** What else is true, as a sentence each. */
    List<String> also(Finding finding) {
        return finding.also().stream().map(Wording::also).map(called::in).toList();
    }

    /** {@code target date: Mon 2 Nov 17:00 in legacy, nothing in the new system}. */
    String difference(FieldDifference field) {
        return label(field.name()) + ": " + times.value(field.source()) + " in " + called.source() + ", "
                + times.value(field.target()) + " in " + called.target();
    }

    static String label(String column) {
        return switch (column) {
            case "starts_at" -> "start";
            case "ends_at" -> "end";
            case "uprn" -> "UPRN";
            case "awaabs" -> "Awaab's Law";
            case "phone_present" -> "phone number held";
            case "vulnerable" -> "vulnerable household";
            default -> column.replace('_', ' ');
        };
    }

    /** {@code Appointment 300123} or {@code Job 01551932}. */
    static String name(Population population, String reference) {
        return (population == Population.JOBS ? "Job " : "Appointment ") + reference;
    }

    /** The detail is a cause, with words of its own or without, or else a few words. */
    private static String also(AlsoTrue also) {
        String what = name(also.population(), also.reference()) + " too: "
                + CauseWords.spoken(also.type().name());
        if (also.detail().isBlank()) {
            return what;
        }
        String[] parts = also.detail().split(": ", 2);
        boolean isCause = parts[0].matches("[A-Z][A-Z_]+");
        return what + "; " + (isCause ? CauseWords.of(parts[0], parts.length > 1 ? parts[1] : "") : also.detail());
    }

    private String visit(Finding finding, String ahead, String past, String unbooked) {
        return finding.population() == Population.JOBS || finding.startsAt().isEmpty()
                ? unbooked
                : isPast(finding) ? past : ahead;
    }

    private boolean isPast(Finding finding) {
        return finding.startsAt().filter(times::isPast).isPresent();
    }

    private static String different(Finding finding) {
        if (differsIn(finding, TIMES)) {
            return "has another time in the new system";
        }
        if (differsIn(finding, Set.of("property"))) {
            return "is at another property in the new system";
        }
        String columns = finding.fields().stream().map(it -> label(it.name())).collect(Collectors.joining(", "));
        return "differs in the new system" + (columns.isEmpty() ? "" : " in " + columns);
    }

    private static String harmOfDifference(Finding finding) {
        if (differsIn(finding, Set.of("property", "uprn"))) {
            return "somebody goes to the wrong home";
        }
        if (differsIn(finding, TIMES)) {
            return "the tenant expects another time";
        }
        if (differsIn(finding, Set.of("trade", "contractor"))) {
            return "the wrong people may be sent";
        }
        if (differsIn(finding, Set.of("priority", "target_date", "awaabs", "raised"))) {
            return "it may miss its target";
        }
        if (differsIn(finding, Set.of("vulnerable", "alerts", "phone_present"))) {
            return "whoever goes does not know what matters about the household";
        }
        return "staff see something else than was agreed";
    }

    private static boolean differsIn(Finding finding, Set<String> columns) {
        return finding.fields().stream().anyMatch(it -> columns.contains(it.name()));
    }

    /** The job by which whom to phone is looked up. */
    static String jobOf(Finding finding) {
        return finding.population() == Population.JOBS ? finding.reference() : finding.job();
    }

    /** The instant by which somebody must act. */
    static Optional<LocalDateTime> due(Finding finding) {
        return finding.startsAt().or(finding::targetDate);
    }
}
