package rollcall.migrator.load;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.Credit;
import rollcall.migrator.ledger.Ground;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.transform.Movable;
import rollcall.migrator.transform.Reason;

/** Makes the target's rows of records: with the ids of their jobs and properties, in the columns' own types. */
final class Building {
    private final Kind kind;
    private final Ledger ledger;
    private final LoadedJobs jobs;
    private final Layouts layouts;
    private final PropertyRegister properties;
    private final Clock clock;

    Building(Kind kind, DSLContext database, Ledger ledger, Layouts layouts, PropertyRegister properties, Clock clock) {
        this.kind = kind;
        this.jobs = new LoadedJobs(database, ledger, layouts.of(Kind.JOBS));
        this.ledger = ledger;
        this.layouts = layouts;
        this.properties = properties;
        this.clock = clock;
    }

    /** The rows of these records; what cannot be made a row is credited as rejected instead. */
    List<TargetRow> build(Map<Identity, Movable> accepted, Map<Identity, Credit> credits) {
        RowBuilder builder = new RowBuilder(
                layouts.of(kind),
                properties,
                jobs.ids(references(accepted.values())),
                LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS));
        List<TargetRow> rows = new ArrayList<>(accepted.size());
        accepted.forEach((identity, record) -> {
            try {
                rows.add(builder.build(identity, record));
            } catch (Unfit unfit) {
                List<Ground> grounds = new ArrayList<>(List.of(Grounds.of(unfit.reason())));
                grounds.addAll(why(unfit.reason()));
                credits.put(identity, Credit.rejected(grounds));
            }
        });
        return rows;
    }

    /** Why the job was not loaded, where the ledger knows: that is what must be corrected. */
    private List<Ground> why(Reason reason) {
        return reason instanceof Reason.JobNotLoaded missing
                ? ledger.grounds(Kind.JOBS, missing.job()).stream()
                        .map(it -> it.ofJob(missing.job()))
                        .toList()
                : List.of();
    }

    /** Looks up what {@link #build} will need of these records; may be called from another thread. */
    void expect(Collection<Movable> records) {
        Set<String> references = references(records);
        if (!references.isEmpty()) {
            jobs.expect(references);
        }
    }

    private static Set<String> references(Collection<Movable> records) {
        Set<String> references = new HashSet<>();
        for (Movable record : records) {
            switch (record) {
                case Movable.Job job -> {}
                case Movable.Appointment appointment -> references.add(appointment.job());
                case Movable.Contact contact -> references.add(contact.job());
            }
        }
        return references;
    }
}
