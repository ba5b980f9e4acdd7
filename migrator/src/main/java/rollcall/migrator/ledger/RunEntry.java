package rollcall.migrator.ledger;

import static rollcall.migrator.ledger.LedgerTables.*;

import java.time.LocalDateTime;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * A run as the ledger has it.
 *
 * @param number by which it is undone
 * @param kind {@code migrate}, {@code rehearse}, {@code replay} or {@code undo}
 * @param started wall time of the plan's zone
 * @param asOf the cutover it was for
 * @param extract digest of the sealed extract
 * @param plan digest of the plan folder
 * @param tool program and version
 * @param undoes the run that it took back
 * @param deeds how many rows of the new system it added, changed … by what it did
 */
public record RunEntry(
        long number,
        String kind,
        LocalDateTime started,
        LocalDateTime asOf,
        String extract,
        String plan,
        String tool,
        Optional<Long> undoes,
        Map<Action, Long> deeds) {
    public RunEntry {
        deeds = Collections.unmodifiableMap(new EnumMap<>(deeds));
    }

    static List<RunEntry> all(DSLContext database, LedgerTables tables) {
        Map<Long, Map<Action, Long>> deeds = new HashMap<>();
        database.select(CREDITED_BY, ACTION, DSL.count())
                .from(tables.credit())
                .groupBy(CREDITED_BY, ACTION)
                .forEach(row -> deeds.computeIfAbsent(row.value1(), it -> new EnumMap<>(Action.class))
                        .put(Action.valueOf(row.value2()), row.value3().longValue()));
        return database.select(RUN_ID, RUN_KIND, STARTED, AS_OF, EXTRACT_SHA256, PLAN_SHA256, TOOL, UNDOES)
                .from(tables.run())
                .orderBy(RUN_ID)
                .fetch(row -> new RunEntry(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5().strip(),
                        row.value6().strip(),
                        row.value7(),
                        Optional.ofNullable(row.value8()),
                        deeds.getOrDefault(row.value1(), new EnumMap<>(Action.class))));
    }
}
