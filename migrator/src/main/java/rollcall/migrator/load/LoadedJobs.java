package rollcall.migrator.load;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The jobs that the target holds, found by their legacy reference. */
final class LoadedJobs {
    private final DSLContext database;
    private final Layout jobs;

    LoadedJobs(DSLContext database, Layout jobs) {
        this.database = database;
        this.jobs = jobs;
    }

    /** The target's id for each of these references; a job that is not there has no entry, of two the first counts. */
    Map<String, Object> ids(Collection<String> references) {
        Map<String, Object> ids = new HashMap<>();
        if (references.isEmpty()) {
            return ids;
        }
        database.select(jobs.id(), jobs.keyColumn())
                .from(jobs.table())
                .where(DSL.field(jobs.keyColumn().getQualifiedName(), String.class)
                        .in(references))
                .orderBy(jobs.id())
                .forEach(row -> ids.putIfAbsent(
                        String.valueOf(row.get(1)).strip(),
                        Optional.<Object>ofNullable(row.get(0)).orElseThrow()));
        return ids;
    }
}
