/** Renders a run's header and its exceptions: console, HTML, CSV, JSON. Pure. */
@NullMarked
package rollcall.reconciler.report;

import org.jspecify.annotations.NullMarked;
