package rollcall.reconciler.seal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.contact.Contact;
import rollcall.reconciler.contact.ContactBook;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.plan.ReconciliationPlan.SidePlan;
import rollcall.reconciler.plan.Secret;
import rollcall.reconciler.seal.AskedText.Difference;
import rollcall.reconciler.seal.Manifest.Encryption;
import rollcall.reconciler.seal.Manifest.KeptFile;
import rollcall.reconciler.seal.Manifest.Query;
import rollcall.reconciler.seal.Manifest.Use;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.KeptLegacy;
import rollcall.reconciler.sort.RowStream;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.Values;

/** The newest seal of a reconciliation, found whole and of this plan. */
public final class OpenSeal implements KeptLegacy, ContactBook.Kept {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm", Locale.ENGLISH);

    private final Path folder;
    private final Manifest manifest;
    private final Optional<SealKey> key;
    private Optional<Map<String, Contact>> contacts = Optional.empty();

    private OpenSeal(Path folder, Manifest manifest, Optional<SealKey> key) {
        this.folder = folder;
        this.manifest = manifest;
        this.key = key;
    }

    /**
     * Opens it, and reads each of its files once to see that it is as it was written.
     *
     * @throws SealUnusable if there is none, or it is damaged, cut short, another plan's, or the key is not there or not its
     */
    public static OpenSeal newest(Plan plan, ReconciliationPlan what) throws SealUnusable {
        return newestIfAny(plan, what)
                .orElseThrow(() ->
                        new SealUnusable("there is no seal of \"%s\" in %s; run 'seal' while legacy can be read"
                                .formatted(what.name(), new SealFolder(plan.workFolder()).path())));
    }

    /** As above; empty where there is none. */
    public static Optional<OpenSeal> newestIfAny(Plan plan, ReconciliationPlan what) throws SealUnusable {
        SealFolder seals = new SealFolder(plan.workFolder());
        Optional<Path> newest;
        try {
            newest = seals.newest(what.slug());
        } catch (IOException e) {
            throw new SealUnusable(
                    "the folder %s cannot be read (%s); check its rights"
                            .formatted(seals.path(), e.getClass().getSimpleName()),
                    e);
        }
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        Path folder = newest.get();
        try {
            return Optional.of(open(folder, plan, what));
        } catch (SealUnusable unusable) {
            throw new SealUnusable("seal %s %s".formatted(folder, unusable.getMessage()), unusable);
        } catch (IOException e) {
            throw new SealUnusable(
                    "seal %s is not whole or cannot be read (%s); take it from a backup, or remove its folder to go on from an older one"
                            .formatted(folder, e.getClass().getSimpleName()),
                    e);
        }
    }

    private static OpenSeal open(Path folder, Plan plan, ReconciliationPlan what) throws SealUnusable, IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(Manifest.NAME));
        String manifestText = new String(bytes, StandardCharsets.UTF_8);
        String digest = new String(Files.readAllBytes(folder.resolve(Digests.NAME)), StandardCharsets.ISO_8859_1);
        if (!digest.startsWith(Digests.plain(manifestText)) || !isSame(manifestText, bytes)) {
            throw damaged("its manifest does not match its digest");
        }
        Manifest manifest = ManifestText.read(manifestText);
        if (!manifest.plan().equals(plan.name()) || !manifest.reconciliation().equals(what.name())) {
            throw new SealUnusable("is of \"%s\" in plan \"%s\", not of \"%s\" in \"%s\"; put it back where it belongs"
                    .formatted(manifest.reconciliation(), manifest.plan(), what.name(), plan.name()));
        }
        if (manifest.number() != SealFolder.number(folder)) {
            throw new SealUnusable(
                    "is seal number %d by its manifest, and its folder says %d: an older seal must not stand for a newer one;"
                                    .formatted(manifest.number(), SealFolder.number(folder))
                            + " give its folder its own number back, and take the newer seal from a backup");
        }
        for (KeptFile file : manifest.files()) {
            check(folder.resolve(file.name()), file.bytes(), file.sha256());
        }
        for (Query query : manifest.queries()) {
            check(folder.resolve(query.copy()), query.bytes(), query.sha256());
        }
        if (manifest.file(SealWriter.name(Part.SOURCE)).isEmpty()) {
            throw damaged("it holds no rows of legacy");
        }
        if (manifest.encryption().isEmpty() && plan.seal().key().isPresent()) {
            throw new SealUnusable(
                    "is plain, and plan.yaml gives a key: nobody can tell who has written it; run 'seal' again while legacy"
                            + " can be read, or take seal: key out of the plan if it was sealed without");
        }
        Optional<SealKey> key = manifest.encryption().isPresent()
                ? Optional.of(key(manifest.encryption().get(), plan.seal().key()))
                : Optional.empty();
        if (!digest.equals(Digests.over(manifestText, key))) {
            if (key.isEmpty()) {
                throw damaged("its digest has more than it should");
            }
            throw new SealUnusable(
                    "does not open with the key in environment variable %s; set the key with which it was sealed, or take the seal from a backup"
                            .formatted(plan.seal().key().map(Secret::variable).orElse("")));
        }
        OpenSeal seal = new OpenSeal(folder, manifest, key);
        seal.refuseOther(Use.SOURCE, plan, what.source());
        if (what.census().isPresent() && seal.has(Part.CENSUS)) {
            seal.refuseOther(Use.CENSUS, plan, what.census().get());
        }
        return seal;
    }

    private static void check(Path file, long bytes, String sha256) throws SealUnusable, IOException {
        if (!Files.isRegularFile(file)) {
            throw damaged("its file %s is gone".formatted(file.getFileName()));
        }
        if (Files.size(file) != bytes || !Digests.of(file).equals(sha256)) {
            throw damaged("its file %s does not match its digest".formatted(file.getFileName()));
        }
    }

    /** Rows of another query than the plan's, or of a file that was read otherwise, may lack what the plan's would find. */
    private void refuseOther(Use use, Plan plan, SidePlan side) throws SealUnusable, IOException {
        Optional<Query> then = manifest.query(use);
        AskedQuery now = AskedQuery.of(use, plan, side);
        boolean wasOfFile = then.isEmpty() || then.get().isOfFile();
        if (wasOfFile != now.kept().isOfFile()) {
            throw new SealUnusable(
                    "was not taken by %s, as the plan is now; put the %s back that plan.yaml named then%s, or run 'seal' again while legacy can be read"
                            .formatted(
                                    plan.nameOf(side.file()),
                                    use.word(),
                                    then.map(it -> " (%s, a copy is %s)"
                                                    .formatted(it.file(), folder.resolve(it.copy())))
                                            .orElse("")));
        }
        if (then.isEmpty()) {
            return;
        }
        Path copy = folder.resolve(then.get().copy());
        String other = switch (now.text().from(AskedText.read(copy(then.get())))) {
            case NONE -> "";
            case SQL ->
                "with another text of %s: put the older text back, of which a copy is %s"
                        .formatted(now.kept().file(), copy);
            case KEY ->
                "of records that were known by other columns: put key: of plan.yaml back as the last line of %s tells it, or take it out where that tells none"
                        .formatted(copy);
            case FILES ->
                "when plan.yaml read its files otherwise (columns, charset, delimiter or dates): put back what %s tells of them"
                        .formatted(copy);
        };
        if (!other.isEmpty()) {
            throw new SealUnusable("was taken %s, or run 'seal' again while legacy can be read".formatted(other));
        }
    }

    private String copy(Query query) throws IOException {
        return new String(Files.readAllBytes(folder.resolve(query.copy())), StandardCharsets.UTF_8);
    }

    /** Bytes that are no UTF-8 would be read as something else than they are. */
    private static boolean isSame(String text, byte[] bytes) {
        return java.util.Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
    }

    private static SealUnusable damaged(String how) {
        return new SealUnusable("is damaged: %s; take it from a backup, or remove its folder to go on from an older one"
                .formatted(how));
    }

    private static SealKey key(Encryption encryption, Optional<Secret> given) throws SealUnusable {
        if (given.isEmpty()) {
            throw new SealUnusable(
                    "is encrypted, and plan.yaml gives no key; write seal: { key: \"${env:NAME}\" } and set NAME");
        }
        String passphrase = given.get()
                .value()
                .orElseThrow(() -> new SealUnusable("is encrypted, and environment variable %s is not set; set it"
                        .formatted(given.get().variable())));
        if (encryption.iterations() < 1 || encryption.iterations() > SealKey.MOST_ITERATIONS) {
            throw damaged("its number of iterations makes no sense");
        }
        try {
            return SealKey.of(passphrase, Base64.getDecoder().decode(encryption.salt()), encryption.iterations());
        } catch (IllegalArgumentException e) {
            throw damaged("its salt makes no sense");
        }
    }

    @Override
    public boolean has(Part part) {
        return manifest.file(SealWriter.name(part)).isPresent();
    }

    @Override
    public Set<Column> columns(Part part) {
        Set<Column> columns = EnumSet.noneOf(Column.class);
        manifest.file(SealWriter.name(part)).orElseThrow().columns().forEach(it -> columns.add(Column.named(it)));
        return columns;
    }

    @Override
    public SortedRows rows(Part part) throws IOException {
        return rows(SealWriter.name(part), SealWriter.number(part));
    }

    private SortedRows rows(String name, int number) throws IOException {
        KeptFile file = manifest.file(name).orElseThrow();
        Path path = folder.resolve(name);
        InputStream in = Files.newInputStream(path);
        try {
            return RowStream.read(
                    key.isPresent() ? new ChunkInput(in, key.get(), number) : in, path.toString(), file.rows());
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** When legacy was read for it, in the plan's zone. */
    public LocalDateTime taken() {
        return manifest.taken();
    }

    @Override
    public String reading() {
        return "Legacy's rows come from the seal of %s (%s). %s"
                .formatted(
                        MOMENT.format(manifest.taken()), folder.getFileName(), String.join(" ", manifest.readings()));
    }

    @Override
    public Optional<Contact> of(String job) throws IOException {
        Map<String, Contact> known = contacts.isPresent() ? contacts.get() : read();
        contacts = Optional.of(known);
        return Optional.ofNullable(known.get(job));
    }

    private Map<String, Contact> read() throws IOException {
        Map<String, Contact> known = new HashMap<>();
        if (manifest.file(SealWriter.CONTACT).isPresent()) {
            try (SortedRows rows = rows(SealWriter.CONTACT, SealWriter.CONTACT_NUMBER)) {
                while (rows.advance()) {
                    Values values = rows.row().values();
                    known.put(
                            rows.row().key(0).rest(),
                            new Contact(values.text(), values.text(), values.text(), values.text(), values.text()));
                }
            }
        }
        return known;
    }

    /** What a reader should know of it: that whom to phone is asked otherwise now, and which database is another one now. */
    public List<String> notes(Plan plan, ReconciliationPlan what) throws IOException {
        List<String> notes = new ArrayList<>();
        Optional<Query> contact = manifest.query(Use.CONTACT);
        Optional<AskedText> now = what.contact().map(AskedText::of);
        if (contact.isPresent()
                && (now.isEmpty() || now.get().from(AskedText.read(copy(contact.get()))) != Difference.NONE)) {
            notes.add(
                    "%s has changed since the seal was taken: whom to phone is as its older text yields it, of which a copy is %s."
                            .formatted(
                                    contact.get().file(),
                                    folder.resolve(contact.get().copy())));
        }
        boolean isUntold = manifest.query(Use.SOURCE).isEmpty();
        if (isUntold) {
            notes.add(
                    "The seal does not say by which columns (key:) and headers (columns:) plan.yaml knew the records of %s when it was taken; they are taken as plan.yaml has them now."
                            .formatted(plan.nameOf(what.source().file())));
        }
        AskedQuery.of(plan, what).stream()
                .filter(it -> !it.kept().isOfFile())
                .filter(it -> manifest.query(it.kept().use())
                        .filter(then -> !then.database().equals(it.kept().database()))
                        .isPresent())
                .map(AskedQuery::connection)
                .distinct()
                .map(it -> ("Connection '%s' names another database now than when the seal was taken: legacy's rows are"
                                + " those of the older one.")
                        .formatted(it))
                .forEach(notes::add);
        return notes;
    }
}
