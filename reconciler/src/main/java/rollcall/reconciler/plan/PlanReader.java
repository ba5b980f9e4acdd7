package rollcall.reconciler.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads a plan folder and tells everything that is wrong in it at once. */
public final class PlanReader {
    private final Path folder;
    private final Map<String, String> environment;
    private final Faults faults = new Faults();

    private PlanReader(Path folder, Map<String, String> environment) {
        this.folder = folder.toAbsolutePath().normalize();
        this.environment = environment;
    }

    /**
     * Reads the reconciler's part; {@code migrate:} is allowed and not looked into.
     *
     * @param environment where {@code ${env:NAME}} is looked up
     * @throws PlanFaults everything that is wrong, each with file, line and remedy
     */
    public static Plan read(Path folder, Map<String, String> environment) throws PlanFaults {
        return new PlanReader(folder, environment).bind(root -> Boolean.TRUE).plan();
    }

    /**
     * Reads the reconciler's part and binds {@code migrate:} in the same pass, so that the faults of both come at once.
     *
     * @param migratePart makes of the node {@code migrate:} what it needs, and records what is wrong at the node
     * @throws PlanFaults everything that is wrong in either part
     */
    public static <T> Bound<T> read(Path folder, Map<String, String> environment, Function<PlanNode, T> migratePart)
            throws PlanFaults {
        return new PlanReader(folder, environment).bind(root -> migratePart.apply(root.child("migrate")));
    }

    /**
     * Reads the reconciler's part and binds another in the same pass, from the root: for a plan that may have no {@code
     * migrate:}.
     *
     * @throws PlanFaults everything that is wrong in either part
     */
    public static <T> Bound<T> readWhole(Path folder, Map<String, String> environment, Function<PlanNode, T> part)
            throws PlanFaults {
        return new PlanReader(folder, environment).bind(part);
    }

    /**
     * The code tables that a plan names and that are not there yet, absolute; none where the plan itself cannot be read.
     *
     * @throws PlanFaults where there is no plan
     */
    public static List<Path> missingCodeTables(Path folder) throws PlanFaults {
        PlanReader reader = new PlanReader(folder, Map.of());
        reader.requireFolder();
        YamlNode root = PlanDocument.read(reader.folder, reader.faults);
        return root.optionalChild("codes")
                .map(codes -> CodesReader.LISTS.stream()
                        .filter(list -> codes.optionalText(list).isPresent())
                        .map(list -> codes.newFile(list, list))
                        .filter(file -> !Files.exists(file))
                        .toList())
                .orElse(List.of());
    }

    /**
     * Reads {@code nightly: mail:} alone, for the mail that tells what is wrong with the rest; empty where it is not there,
     * cannot be read or is at fault itself.
     */
    public static Optional<MailPlan> mailOf(Path folder, Map<String, String> environment) {
        PlanReader reader = new PlanReader(folder, environment);
        try {
            reader.requireFolder();
        } catch (PlanFaults none) {
            return Optional.empty();
        }
        YamlNode root = PlanDocument.read(reader.folder, reader.faults);
        int before = reader.faults.lines().size();
        Optional<MailPlan> mail = root.optionalChild("nightly")
                .flatMap(it -> it.optionalChild("mail"))
                .map(it -> MailPlan.read(it, environment));
        return reader.faults.lines().size() > before ? Optional.empty() : mail;
    }

    /** Those connections in which nothing is wrong, by name, of a plan that has faults elsewhere; none where there is no plan. */
    public static Map<String, DatabaseConnection> soundConnections(Path folder, Map<String, String> environment) {
        PlanReader reader = new PlanReader(folder, environment);
        try {
            reader.requireFolder();
        } catch (PlanFaults none) {
            return Map.of();
        }
        return ConnectionsReader.sound(reader.folder, environment);
    }

    private <T> Bound<T> bind(Function<PlanNode, T> part) throws PlanFaults {
        requireFolder();
        YamlNode root = PlanDocument.read(folder, faults);
        Plan plan = plan(root);
        T bound = bound(part, root);
        if (faults.any()) {
            throw new PlanFaults(faults.lines());
        }
        return new Bound<>(plan, bound);
    }

    /** A part that stumbles over a fault's stand-in has nothing to add to the faults already known. */
    private <T> T bound(Function<PlanNode, T> part, YamlNode root) throws PlanFaults {
        try {
            return part.apply(root);
        } catch (RuntimeException stumbled) {
            if (faults.any()) {
                throw new PlanFaults(faults.lines());
            }
            throw stumbled;
        }
    }

    private void requireFolder() throws PlanFaults {
        if (folder.endsWith(PlanDocument.FILE) && Files.isRegularFile(folder)) {
            throw new PlanFaults(
                    List.of(folder + ": name the plan's folder, not the file in it: " + folder.getParent()));
        }
        if (!Files.isDirectory(folder)) {
            throw new PlanFaults(List.of(folder + ": no such folder; name the folder that holds plan.yaml"));
        }
        if (!Files.isRegularFile(folder.resolve(PlanDocument.FILE))) {
            throw new PlanFaults(List.of(folder + ": holds no plan.yaml; name the folder that holds it"));
        }
    }

    private Plan plan(YamlNode root) {
        root.onlyKeys(
                "plan",
                "zone",
                "as-of",
                "connections",
                "scope",
                "accepted",
                "codes",
                "owners",
                "messages",
                "migrate",
                "reconcile",
                "seal",
                "history",
                "nightly");
        Map<String, DatabaseConnection> connections = new ConnectionsReader(folder, environment).read(root);
        Map<String, CodeTable> codes = new CodesReader(folder, faults).read(root);
        List<ReconciliationPlan> reconciliations =
                new ReconciliationsReader(connections, new SqlFiles(folder, faults)).read(root);
        List<String> names =
                reconciliations.stream().map(ReconciliationPlan::name).toList();
        return new Plan(
                folder,
                root.text("plan"),
                zone(root),
                asOf(root),
                connections,
                optionalFile(root, "scope")
                        .map(new ScopeReader(folder, faults)::read)
                        .orElse(new Scope(Map.of())),
                optionalFile(root, "accepted")
                        .map(new AcceptedReader(folder, names, faults)::read)
                        .orElse(List.of()),
                codes,
                optionalFile(root, "owners")
                        .map(new OwnersReader(folder, codes, faults)::read)
                        .orElse(Owners.NONE),
                MessagesReader.read(root),
                reconciliations,
                SealPlan.read(root, environment),
                HistoryPlan.read(root),
                NightlyPlan.read(root, environment),
                root);
    }

    private static ZoneId zone(PlanNode root) {
        String name = root.text("zone");
        try {
            return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            root.fault(
                    "zone",
                    "zone \"" + name + "\" is not a time zone"
                            + Nearest.to(name, ZoneId.getAvailableZoneIds())
                                    .map(it -> "; did you mean \"" + it + "\"?")
                                    .orElse("; expected for example Europe/London"));
            return ZoneOffset.UTC;
        }
    }

    private static Optional<LocalDateTime> asOf(PlanNode root) {
        return root.optionalText("as-of").flatMap(text -> {
            try {
                return Optional.of(LocalDateTime.parse(text));
            } catch (DateTimeParseException notATime) {
                root.fault(
                        "as-of",
                        "as-of \"" + text + "\" is not a date and time; expected for example 2026-10-16T18:00");
                return Optional.empty();
            }
        });
    }

    private static Optional<Path> optionalFile(PlanNode root, String key) {
        return root.optionalText(key).map(it -> root.file(key)).filter(Files::isRegularFile);
    }
}
