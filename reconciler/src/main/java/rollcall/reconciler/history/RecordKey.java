package rollcall.reconciler.history;

import rollcall.reconciler.finding.Population;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowWriter;

/**
 * What an exception is known by from run to run.
 *
 * @param reference as {@link rollcall.reconciler.finding.Finding} has it
 */
public record RecordKey(Population population, String reference) {
    RowWriter write(RowWriter row) {
        return row.begin().keyByte(population.ordinal()).keyLast(reference).endKey();
    }

    static RecordKey of(Row row) {
        return new RecordKey(Population.values()[row.keyByte(0)], row.key(1).rest());
    }
}
