package rollcall.migrator.load;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.Ground;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.transform.Movable;
import rollcall.migrator.transform.Outcome;
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

    /** What the target is to be given for each of these, in their order; may be called from another thread. */
    List<Made> make(List<Decided> rows) {
        RowBuilder builder = new RowBuilder(
                layouts.of(kind),
                properties,
                jobs.ids(references(rows)),
                LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS));
        return rows.stream().map(it -> made(it, builder)).toList();
    }

    private static Made made(Decided decided, RowBuilder builder) {
        if (!(decided.outcome() instanceof Outcome.Accepted accepted)) {
            return new Made(decided, Optional.empty(), Optional.empty());
        }
        try {
            return new Made(
                    decided, Optional.of(builder.build(decided.row().identity(), accepted.record())), Optional.empty());
        } catch (Unfit unfit) {
            return new Made(decided, Optional.empty(), Optional.of(unfit.reason()));
        }
    }

    /** A reason and, where it is that its job was not loaded, why not, as far as the ledger knows: that is what must be corrected. */
    List<Ground> grounds(Reason unfit) {
        List<Ground> grounds = new ArrayList<>(List.of(Grounds.of(unfit)));
        if (unfit instanceof Reason.JobNotLoaded missing) {
            ledger.grounds(Kind.JOBS, missing.job()).forEach(it -> grounds.add(it.ofJob(missing.job())));
        }
        return grounds;
    }

    private static Set<String> references(List<Decided> rows) {
        Set<String> references = new HashSet<>();
        for (Decided decided : rows) {
            if (decided.outcome() instanceof Outcome.Accepted accepted) {
                switch (accepted.record()) {
                    case Movable.Job job -> {}
                    case Movable.Appointment appointment -> references.add(appointment.job());
                    case Movable.Contact contact -> references.add(contact.job());
                }
            }
        }
        return references;
    }
}
