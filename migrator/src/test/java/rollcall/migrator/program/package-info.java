/** The program as users get it: the zip, unpacked elsewhere and started as a process. */
@NullMarked
package rollcall.migrator.program;

import org.jspecify.annotations.NullMarked;
