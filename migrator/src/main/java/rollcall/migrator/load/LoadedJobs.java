package rollcall.migrator.load;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.Among;
import rollcall.migrator.ledger.Ledger;

/**
 * The jobs that stand in the target: by the ledger, and there indeed. Another row that happens to have a job's reference is
 * not that job.
 */
final class LoadedJobs {
    private final DSLContext database;
    private final Ledger ledger;
    private final Layout jobs;

    LoadedJobs(DSLContext database, Ledger ledger, Layout jobs) {
        this.database = database;
        this.ledger = ledger;
        this.jobs = jobs;
    }

    /** The target's id for each of these references; a job that does not stand there has no entry. */
    Map<String, Object> ids(Collection<String> references) {
        Map<String, Object> ids = new HashMap<>();
        ledger.standing(Kind.JOBS, references)
                .forEach((reference, id) -> ids.put(reference, TableReader.typed(id, jobs.id())));
        if (!ids.isEmpty()) {
            Map<Object, String> there = new HashMap<>();
            database.select(jobs.id(), jobs.keyColumn())
                    .from(jobs.table())
                    .where(Among.of(database, TableReader.untyped(jobs.id()), ids.values()))
                    .forEach(row ->
                            there.put(row.get(0), String.valueOf(row.get(1)).strip()));
            ids.entrySet().removeIf(it -> !it.getKey().equals(there.get(it.getValue())));
        }
        return ids;
    }
}
