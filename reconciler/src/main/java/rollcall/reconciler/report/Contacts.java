package rollcall.reconciler.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import rollcall.reconciler.contact.Contact;

/**
 * Whom to phone.
 *
 * @param of the contact of a job, by its reference
 * @param notes why contacts are left out, if they are; asked after the last contact
 */
public record Contacts(Function<String, Optional<Contact>> of, Supplier<List<String>> notes) {}
