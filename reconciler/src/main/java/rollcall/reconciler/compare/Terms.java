package rollcall.reconciler.compare;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import rollcall.reconciler.agree.Agreements;
import rollcall.reconciler.evolved.Evolution;
import rollcall.reconciler.plan.Scope;

/**
 * By what rows are judged.
 *
 * @param asOf the instant for which the run speaks
 * @param zone of the appointments' wall times
 * @param evolution what staff may rightly do, where the plan says so
 * @param agreed what has been agreed to be no difference
 * @param lastExtract when the ledger last entered what legacy holds, where it says so
 * @param scope what is decided of each kind of record, and by whom
 */
public record Terms(
        LocalDateTime asOf,
        ZoneId zone,
        Optional<Evolution> evolution,
        Agreements agreed,
        Optional<LocalDateTime> lastExtract,
        Scope scope) {}
