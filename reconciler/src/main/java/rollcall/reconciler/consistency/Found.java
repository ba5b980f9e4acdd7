package rollcall.reconciler.consistency;

import java.io.IOException;
import rollcall.reconciler.finding.Finding;

/** Takes the exceptions that remain when the rows of each job have been seen together. */
@FunctionalInterface
public interface Found {
    /** One exception. */
    void found(Finding finding) throws IOException;
}
