/** What the account that reads legacy may do there: asked of the database, never tried. */
@NullMarked
package rollcall.migrator.account;

import org.jspecify.annotations.NullMarked;
