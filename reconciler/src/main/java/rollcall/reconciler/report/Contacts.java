package rollcall.reconciler.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import rollcall.reconciler.contact.Contact;
import rollcall.reconciler.contact.ContactBook;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.plan.NightlyPlan;
import rollcall.reconciler.plan.Owners;
import rollcall.reconciler.plan.Owners.Owner;
import rollcall.reconciler.plan.Plan;

/**
 * Whom to phone, and who looks after it.
 *
 * @param of the contact of a job, by its reference
 * @param notes why contacts are left out, if they are; asked after the last contact
 * @param owners who looks after which exceptions
 * @param manual alert codes of households that nobody may phone from a list
 */
public record Contacts(
        Function<String, Optional<Contact>> of, Supplier<List<String>> notes, Owners owners, List<String> manual) {

    /** What a report says in the place of a phone number of a household on the manual list. */
    static final String DO_NOT_PHONE = "Do not phone: manual list";

    /** Nobody, and nobody looks after anything. */
    public static final Contacts NONE = new Contacts(job -> Optional.empty(), List::of);

    public Contacts {
        manual = List.copyOf(manual);
    }

    /** As a plan has it: who its owners are, and whom nobody may phone from a list. */
    public static Contacts of(Plan plan, ContactBook book) {
        return new Contacts(
                book::of,
                book::notes,
                plan.owners(),
                plan.nightly().map(NightlyPlan::manual).orElse(NightlyPlan.MANUAL));
    }

    /** Contacts of a plan that names no owners; on the manual list is whoever is by default. */
    public Contacts(Function<String, Optional<Contact>> of, Supplier<List<String>> notes) {
        this(of, notes, Owners.NONE, NightlyPlan.MANUAL);
    }

    /** Whom to phone about an exception; without a phone number where nobody may phone from a list. */
    Optional<Contact> contact(Finding finding) {
        Optional<Contact> contact = of.apply(Wording.jobOf(finding));
        return isManual(finding)
                ? contact.map(it -> new Contact(it.name(), "", it.address(), it.postcode(), it.problem()))
                : contact;
    }

    /** Whether the household is not to be phoned from a list, as either system knows it; signs of any kind part codes. */
    boolean isManual(Finding finding) {
        return Stream.concat(
                        Stream.of(finding.particulars().alerts()),
                        finding.fields().stream()
                                .filter(it -> it.name().equals("alerts"))
                                .flatMap(it -> Stream.of(it.source(), it.target())))
                .flatMap(it -> Arrays.stream(it.split("[^\\p{L}\\p{N}]+")))
                .anyMatch(alert -> manual.stream().anyMatch(it -> it.strip().equalsIgnoreCase(alert)));
    }

    /** Who looks after an exception; empty where the plan names no owners. The home's area is looked up only if it matters. */
    Optional<Owner> owner(Finding finding) {
        boolean byArea = owners.rules().stream().anyMatch(it -> !it.area().isEmpty());
        String area = byArea
                ? of.apply(Wording.jobOf(finding))
                        .map(Contact::postcode)
                        .map(Contacts::area)
                        .orElse("")
                : "";
        return owners.of(finding.contractor(), finding.trade(), area);
    }

    /** The outward half of a postcode: {@code SE15} of {@code SE15 4AA}, and of {@code se154aa}. */
    static String area(String postcode) {
        String bare = postcode.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        return bare.length() > 4 ? bare.substring(0, bare.length() - 3) : bare;
    }
}
