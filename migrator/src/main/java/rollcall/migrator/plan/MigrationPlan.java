package rollcall.migrator.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import rollcall.migrator.extract.ExtractSource;
import rollcall.migrator.extract.Kind;
import rollcall.reconciler.plan.PlanNode;

/**
 * The plan's {@code migrate:} part.
 *
 * @param source the name of the connection to legacy
 * @param target the name of the connection to the new system
 * @param ledger the name of the connection in whose database the ledger lies; empty where it lies in the target's
 * @param movedFrom what legacy was known by to the ledger before it was moved; empty where it was not
 * @param extracts where the rows of each kind come from
 * @param codes the mover's own reading of the code tables
 * @param load where each field goes
 * @param decisions what people have decided of the codes, line by line, and signed
 */
public record MigrationPlan(
        String source,
        String target,
        Optional<String> ledger,
        Optional<String> movedFrom,
        Map<Kind, ExtractSource> extracts,
        MoverCodes codes,
        LoadPlan load,
        Decisions decisions) {

    public MigrationPlan {
        extracts = Map.copyOf(extracts);
    }

    /** Binds {@code migrate:}. What is wrong becomes a fault of its node, all at once, and binding goes on. */
    public static MigrationPlan bind(PlanNode migrate) {
        migrate.onlyKeys("source", "target", "ledger", "moved-from", "extract", "load");
        migrate.root()
                .optionalChild("connections")
                .flatMap(it -> it.optionalChild(migrate.optionalText("target").orElse("")))
                .filter(it -> it.isMapping("files"))
                .ifPresent(it -> migrate.fault(
                        "target", "target is a connection of exported files, which can only be read; name a database"));
        Decisions decisions = Decisions.bind(migrate.root().child("codes"));
        return new MigrationPlan(
                connection(migrate, "source"),
                connection(migrate, "target"),
                migrate.optionalText("ledger").isPresent()
                        ? Optional.of(connection(migrate, "ledger"))
                                .filter(it -> !it.equals(
                                        migrate.optionalText("target").orElse("")))
                        : Optional.empty(),
                migrate.optionalText("moved-from"),
                ExtractBinding.bind(migrate.child("extract")),
                MoverCodes.of(decisions.tables()),
                LoadBinding.bind(migrate.child("load")),
                decisions);
    }

    private static String connection(PlanNode migrate, String key) {
        String name = migrate.text(key);
        List<String> known = migrate.root().child("connections").keys();
        if (!name.isEmpty() && !known.isEmpty() && !known.contains(name)) {
            migrate.fault(key, "%s '%s' is not one of connections: %s".formatted(key, name, String.join(", ", known)));
        }
        return name;
    }
}
