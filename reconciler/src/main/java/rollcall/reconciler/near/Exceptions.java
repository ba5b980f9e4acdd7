package rollcall.reconciler.near;

import java.io.IOException;
import rollcall.reconciler.finding.Finding;

/** Takes exceptions, each with whether it is that of an appointment that legacy holds live and that is to be moved. */
@FunctionalInterface
public interface Exceptions {
    /** One exception. */
    void found(Finding finding, boolean isMoved) throws IOException;
}
