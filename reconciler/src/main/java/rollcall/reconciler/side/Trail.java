package rollcall.reconciler.side;

import java.time.LocalDateTime;
import java.util.Optional;
import rollcall.reconciler.sort.Values;

/**
 * Who made a row of the new system, who changed it, and who gave it the status that it has, as the new system itself says.
 * What it does not say is empty.
 *
 * @param changed the last change, whatever it changed
 * @param status what gave the row its present status; a later change of anything else does not count
 * @param reason the reason given for that status, one of the new system's list
 */
public record Trail(Touch created, Touch changed, Touch status, String reason) {
    /** Of a row of which nothing is told. */
    public static final Trail NONE = new Trail(Touch.NONE, Touch.NONE, Touch.NONE, "");

    /**
     * One touch.
     *
     * @param by the account; may be empty
     * @param at London wall time, to the minute
     */
    public record Touch(String by, Optional<LocalDateTime> at) {
        /** Not told. */
        public static final Touch NONE = new Touch("", Optional.empty());
    }

    /** Reads what the new system's side has written, from where it begins. */
    static Trail of(Values values) {
        return new Trail(touch(values), touch(values), touch(values), values.text());
    }

    private static Touch touch(Values values) {
        return new Touch(values.text(), SideRow.time(values.number(Cells.NO_TIME)));
    }
}
