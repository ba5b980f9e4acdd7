package rollcall.reconciler.seal;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.Progress;
import rollcall.reconciler.contact.ContactBook;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.plan.ReconciliationPlan.QuerySide;
import rollcall.reconciler.seal.Manifest.Encryption;
import rollcall.reconciler.seal.Manifest.KeptFile;
import rollcall.reconciler.seal.Manifest.Query;
import rollcall.reconciler.side.LegacyCapture;
import rollcall.reconciler.side.SideFailure;
import rollcall.reconciler.side.Snapshot;
import rollcall.reconciler.sort.HeldFolder;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.SpillFolder;

/**
 * A seal that was taken.
 *
 * @param folder where it lies
 * @param files how many rows each of its files has
 * @param readings how legacy was read, a sentence each
 * @param isEncrypted whether it can be read with the plan's key only
 */
public record Seal(Path folder, List<Rows> files, List<String> readings, boolean isEncrypted) {
    public Seal {
        files = List.copyOf(files);
        readings = List.copyOf(readings);
    }

    /** A file of the seal and how many rows it has. */
    public record Rows(String file, long rows) {}

    /**
     * Reads legacy by a reconciliation's queries and seals what they yield. Older seals go only when this one is whole.
     *
     * @param asOf what {@code ${as-of}} stands for
     * @param taken now, in the plan's zone
     * @throws SideFailure if legacy cannot be read whole
     * @throws SealUnusable if the key is not there or too short
     */
    public static Seal take(
            Plan plan, ReconciliationPlan what, LocalDateTime asOf, LocalDateTime taken, Progress progress)
            throws SideFailure, SealUnusable, IOException {
        Optional<Encryption> encryption = plan.seal().key().map(any -> new Encryption(SealKey.ITERATIONS, salt()));
        Optional<SealKey> key = encryption.isEmpty() ? Optional.empty() : Optional.of(key(plan, encryption.get()));
        SealFolder seals = new SealFolder(plan.workFolder());
        long budget = RowSorter.budgetOfHeap();
        try (SpillFolder spill = SpillFolder.in(plan.workFolder().resolve("spill"))) {
            HeldFolder part = seals.begin();
            try {
                try (RowSorter jobs = new RowSorter(spill, "live jobs", budget);
                        RowSorter contacts = new RowSorter(spill, "contacts", budget);
                        SealWriter writer =
                                new SealWriter(part.path(), key, it -> contacts(what, asOf, it), jobs, contacts)) {
                    List<String> readings = LegacyCapture.read(plan, what, asOf, spill, budget, progress, writer);
                    List<KeptFile> files = writer.finish();
                    if (files.stream()
                            .anyMatch(it -> it.rows() == 0 && !it.name().equals(SealWriter.CONTACT))) {
                        throw new SideFailure("legacy yields no rows; nothing is sealed: check the queries of \"%s\""
                                .formatted(what.name()));
                    }
                    List<AskedQuery> queries = AskedQuery.of(plan, what);
                    writer.copy(queries);
                    List<Query> kept = queries.stream().map(AskedQuery::kept).toList();
                    Optional<Path> seal = Optional.empty();
                    for (long number = seals.next(); seal.isEmpty(); number++) {
                        writer.write(new Manifest(
                                number, plan.name(), what.name(), asOf, taken, readings, encryption, kept, files));
                        seal = seals.finish(part, what.slug(), number);
                    }
                    seals.keepNewest(what.slug(), plan.seal().keep());
                    return new Seal(
                            seal.get(),
                            files.stream()
                                    .map(it -> new Rows(it.name(), it.rows()))
                                    .toList(),
                            readings,
                            key.isPresent());
                }
            } finally {
                part.remove();
            }
        }
    }

    private static Optional<ContactBook> contacts(
            ReconciliationPlan what, LocalDateTime asOf, Optional<Snapshot> legacy) {
        boolean isTogether = what.source() instanceof QuerySide source
                && what.contact().orElse(source) instanceof QuerySide contact
                && contact.connection().equals(source.connection());
        return what.contact()
                .map(it -> ContactBook.within(isTogether ? legacy : Optional.empty(), Optional.of(it), asOf));
    }

    private static String salt() {
        byte[] salt = new byte[SealKey.SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return Base64.getEncoder().encodeToString(salt);
    }

    private static SealKey key(Plan plan, Encryption encryption) throws SealUnusable {
        String variable = plan.seal().key().orElseThrow().variable();
        String passphrase = plan.seal().key().orElseThrow().value().orElse("");
        if (passphrase.length() < SealKey.SHORTEST_PASSPHRASE) {
            throw new SealUnusable("environment variable %s %s; set it to a passphrase of at least %d characters"
                    .formatted(
                            variable,
                            passphrase.isEmpty() ? "is not set" : "holds a key that is too short",
                            SealKey.SHORTEST_PASSPHRASE));
        }
        return SealKey.of(passphrase, Base64.getDecoder().decode(encryption.salt()), encryption.iterations());
    }
}
