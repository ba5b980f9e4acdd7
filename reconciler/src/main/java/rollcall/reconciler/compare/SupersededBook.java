package rollcall.reconciler.compare;

import java.util.ArrayList;
import java.util.List;
import rollcall.reconciler.side.Keys;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.Values;

/** Holds what legacy names in the place of a superseded row against legacy's own rows: one that is moved must be there. */
final class SupersededBook {
    private final Examples unfounded = new Examples();

    /**
     * Checks a key that is named.
     *
     * @param superseded the rows that name it, each holding its own reference
     * @param source legacy's rows of the key
     */
    void check(Row key, List<Row> superseded, List<Row> source) {
        String fault = fault(source);
        for (Row row : superseded) {
            String reference = row.values().text();
            String by = Keys.reference(key);
            String told = reference.equals(by) ? "itself" : fault.isEmpty() ? "" : by + ", which " + fault;
            if (!told.isEmpty()) {
                unfounded.add(
                        "%s %s is superseded by %s; correct superseded_by in the source query"
                                .formatted(
                                        Keys.population(key).word(), reference.isEmpty() ? "(blank)" : reference, told),
                        1);
            }
        }
    }

    private static String fault(List<Row> source) {
        boolean isSuperseded = false;
        for (Row row : source) {
            Values values = row.values();
            if (values.flag(false)) {
                return "";
            }
            isSuperseded |= values.flag(false);
        }
        if (source.isEmpty()) {
            return "the source query does not yield";
        }
        return isSuperseded ? "is itself superseded" : "is not to be moved";
    }

    List<String> unknowns() {
        List<String> unknowns = new ArrayList<>(unfounded.shown());
        if (unfounded.count() > unknowns.size()) {
            unknowns.add("and more rows of legacy are superseded by what is not moved in their place");
        }
        return unknowns;
    }
}
