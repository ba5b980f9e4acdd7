package rollcall.reconciler.consistency;

import rollcall.reconciler.sort.RowWriter;
import rollcall.reconciler.sort.Values;

/**
 * What a rule has found wrong.
 *
 * @param detail in words that belong to this row only; may be empty
 */
record Wrong(Rule rule, String detail) {
    RowWriter write(RowWriter row) {
        return row.text(rule.name()).text(detail);
    }

    static Wrong read(Values values) {
        return new Wrong(Rules.named(values.text()).orElseThrow(), values.text());
    }
}
