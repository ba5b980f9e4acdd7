package rollcall.reconciler.plan;

import java.util.List;

/** All faults of a plan at once, each with file, line and remedy; the program ends with exit code 2. */
public final class PlanFaults extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    public PlanFaults(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
        this.faults = List.copyOf(faults);
    }

    /** One line each: {@code plan.yaml line 12: …}. */
    public List<String> faults() {
        return faults;
    }
}
