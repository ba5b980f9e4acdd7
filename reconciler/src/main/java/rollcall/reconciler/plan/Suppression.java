package rollcall.reconciler.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How one system is kept from writing to tenants while records are moved, and who has confirmed it.
 *
 * @param system one of {@link #SYSTEMS}
 * @param suppressed what was done, in words
 * @param confirmedBy name and role
 * @param confirmedOn empty only in a plan with faults
 */
public record Suppression(String system, String suppressed, String confirmedBy, Optional<LocalDate> confirmedOn) {
    /** Legacy, and the new system: either could text thousands of people. */
    public static final List<String> SYSTEMS = List.of("legacy", "new system");
}
