/** The only package that knows SMTP: sends a night's mail, whole or with a reason why not. */
@NullMarked
package rollcall.reconciler.mail;

import org.jspecify.annotations.NullMarked;
