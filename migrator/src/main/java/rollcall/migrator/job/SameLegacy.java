package rollcall.migrator.job;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rollcall.migrator.extract.H2Url;
import rollcall.migrator.ledger.Ledger;
import rollcall.reconciler.plan.DatabaseConnection;

/**
 * Sees that the plan reads the legacy system of which the ledger speaks. Another one has records of its own under the same
 * references: they would be taken for changes of the first one's, and written over those.
 */
final class SameLegacy {
    /** Where a database's name stands among the settings. */
    private static final Pattern DATABASE = Pattern.compile("(?i);database(?:name)?=[^;]*");

    private SameLegacy() {}

    /** What a legacy system is known by: where it is, without account and settings; of an H2 file its name alone. */
    static String name(DatabaseConnection legacy) {
        if (legacy.files().isPresent()) {
            return "exported files";
        }
        String url = legacy.url();
        String place =
                url.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//").replaceFirst("(?<=:thin:)[^@]*@", "@");
        Matcher database = DATABASE.matcher(url);
        String found = H2Url.is(url)
                ? place.replaceFirst(".*[/\\\\:]", "jdbc:h2:")
                : place + (database.find() ? database.group() : "");
        return found + ", schema " + legacy.schema();
    }

    /**
     * What is wrong; empty where all is well.
     *
     * @param movedFrom the name under which the plan says that this same system was known before
     */
    static Optional<String> fault(Ledger ledger, String name, Optional<String> movedFrom) {
        return ledger.legacy()
                .filter(it -> !it.equals(name) && !movedFrom.equals(Optional.of(it)))
                .map(it ->
                        "the ledger is of the records of '%s', and this plan reads '%s'; nothing was moved. Another legacy system needs a ledger of its own (migrate: ledger: CONNECTION), or its records are taken for the first one's. If the same system has moved, say so in plan.yaml: migrate: moved-from: '%s'"
                                .formatted(it, name, it));
    }
}
