package rollcall.reconciler.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A plan folder without fault, to put one in. */
public final class PlanFolder {
    private static final String PLAN = """
            plan: Sample council
            zone: Europe/London
            as-of: 2026-10-16T18:00
            connections:
              legacy:
                url: jdbc:h2:file:${plan}/legacy;IFEXISTS=TRUE
                user: reader
                password: ${env:LEGACY_PASSWORD}
              target:
                url: jdbc:h2:file:${plan}/target;IFEXISTS=TRUE
                user: sa
                schema: hub
            scope: scope.csv
            accepted: accepted.csv
            codes: { status: codes/status.csv }
            migrate:
              source: legacy
            reconcile:
              - name: legacy against new
                source: { connection: legacy, query: reconcile/source.sql }
                target: { connection: target, query: reconcile/target.sql }
                census: { connection: legacy, query: reconcile/census.sql }
                contact: { connection: legacy, query: reconcile/contact.sql }
                ledger: { connection: target }
            """;

    private final Path folder;

    private PlanFolder(Path folder) {
        this.folder = folder;
    }

    public static PlanFolder in(Path folder) {
        return new PlanFolder(folder)
                .with("plan.yaml", PLAN)
                .with("scope.csv", "kind,decision,owner,decided_on\nopen job,move,A Manager,2026-09-01\n")
                .with(
                        "accepted.csv",
                        "reference,class,reason,by,until\n300,MISSING,keyed by hand,A Manager,2026-12-31\n")
                .with(
                        "codes/status.csv",
                        "legacy_code,meaning,live_rows,new_code,decision,decided_by,decided_on\n200,in progress,12,80,map,A Manager,\n")
                .with(
                        "reconcile/source.sql",
                        "select 'jobs' population, wo_ref reference from rmworder where created < ${as-of}")
                .with("reconcile/target.sql", "select 'jobs' population, ref reference from ${target}.work_orders")
                .with("reconcile/census.sql", "select 'jobs' population, wo_ref reference from rmworder")
                .with("reconcile/contact.sql", "select con_name name from contacts where wo_ref = ?");
    }

    /** Writes a file of the plan anew. */
    public PlanFolder with(String file, String text) {
        return with(file, text.getBytes(StandardCharsets.UTF_8));
    }

    public PlanFolder with(String file, byte[] bytes) {
        try {
            Path path = folder.resolve(file);
            Path parent = path.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.write(path, bytes);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Replaces a text that stands in plan.yaml. */
    public PlanFolder replacing(String text, String replacement) {
        try {
            String plan = Files.readString(folder.resolve("plan.yaml"));
            if (!plan.contains(text)) {
                throw new AssertionError("plan.yaml holds no " + text);
            }
            return with("plan.yaml", plan.replace(text, replacement));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public Path path() {
        return folder;
    }

    Plan read() throws PlanFaults {
        return PlanReader.read(folder, Map.of("LEGACY_PASSWORD", "a-secret"));
    }

    List<String> faults() {
        try {
            read();
            return List.of();
        } catch (PlanFaults faults) {
            return faults.faults();
        }
    }
}
