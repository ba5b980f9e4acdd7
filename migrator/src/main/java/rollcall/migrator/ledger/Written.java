package rollcall.migrator.ledger;

import static rollcall.migrator.ledger.LedgerTables.*;

import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;

/**
 * An identity with which a run had to do something.
 *
 * @param targetId the row that the run added; empty where it debited the identity and came to no outcome
 */
public record Written(Identity identity, Optional<String> targetId) {

    /**
     * Those that a run has added last, as far as the order of their references tells, last first. The key serves that order:
     * a large run's are read and no more; for a small run's at most the credits of one kind are gone through.
     */
    static List<Written> last(long run, Kind kind, int most, DSLContext database, LedgerTables tables) {
        return database.select(REFERENCE, OCCURRENCE, TARGET_ID)
                .from(tables.credit())
                .where(POPULATION.eq(kind.word()))
                .and(CREDITED_BY.eq(run))
                .and(ACTION.eq(Action.ADDED.name()))
                // H2 takes the key for the order only where the order names all of its first columns.
                .orderBy(POPULATION.desc(), REFERENCE.desc(), OCCURRENCE.desc())
                .limit(most)
                .fetch(row -> new Written(new Identity(kind, row.value1(), row.value2()), Optional.of(row.value3())));
    }

    /** The next of a run, by reference and occurrence, after {@code last}. */
    static List<Written> by(
            long run, Kind kind, Optional<Identity> last, int most, DSLContext database, LedgerTables tables) {
        Condition further = last.map(it -> DSL.row(qualified("d", REFERENCE), qualified("d", OCCURRENCE))
                        .gt(it.reference(), it.occurrence()))
                .orElse(DSL.noCondition());
        return database.select(
                        qualified("d", REFERENCE), qualified("d", OCCURRENCE), DSL.max(qualified("c", TARGET_ID)))
                .from(tables.entries())
                .where(qualified("d", POPULATION).eq(kind.word()))
                .and(qualified("c", ACTION)
                        .eq(Action.ADDED.name())
                        .and(qualified("c", CREDITED_BY).eq(run))
                        .or(qualified("c", OUTCOME)
                                .isNull()
                                .and(qualified("d", RUN_ID).eq(run))))
                .and(further)
                .groupBy(qualified("d", REFERENCE), qualified("d", OCCURRENCE))
                .orderBy(qualified("d", REFERENCE), qualified("d", OCCURRENCE))
                .limit(most)
                .fetch(row ->
                        new Written(new Identity(kind, row.value1(), row.value2()), Optional.ofNullable(row.value3())));
    }
}
