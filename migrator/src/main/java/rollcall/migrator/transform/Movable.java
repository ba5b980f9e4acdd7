package rollcall.migrator.transform;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A record of the new system, in its codes and its words. Times are Europe/London wall time; text is never blank.
 */
public sealed interface Movable {

    /** A job (works order). */
    record Job(
            String reference,
            String property,
            String status,
            String priority,
            LocalDateTime raised,
            Optional<LocalDateTime> targetDate,
            String trade,
            String contractor,
            Optional<String> description)
            implements Movable {}

    /** An appointment: the window that the tenant was told. */
    record Appointment(
            String reference, String job, LocalDateTime starts, LocalDateTime ends, Optional<String> slot, String trade)
            implements Movable {}

    /** Who is to be reached about a job, with flags and codes only where the household needs care. */
    record Contact(
            String job,
            Optional<String> name,
            List<String> phones,
            List<String> emails,
            boolean vulnerable,
            List<String> alerts)
            implements Movable {
        public Contact {
            phones = List.copyOf(phones);
            emails = List.copyOf(emails);
            alerts = List.copyOf(alerts);
        }

        /** One whose e-mail addresses nobody knows. */
        public Contact(
                String job, Optional<String> name, List<String> phones, boolean vulnerable, List<String> alerts) {
            this(job, name, phones, List.of(), vulnerable, alerts);
        }
    }
}
