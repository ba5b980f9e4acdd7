package rollcall.reconciler.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import rollcall.reconciler.finding.Population;

/** Reads {@code key:} of a comparison: a list of columns, or one for each population. */
final class KeyReader {
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,39}");

    /** Columns of ours that may be part of a key: texts that are the same on both sides and that reports may show. */
    private static final List<String> OURS = List.of("job", "property", "uprn");

    private final PlanNode node;
    private final List<String> columns;

    private KeyReader(PlanNode node, List<String> columns) {
        this.node = node;
        this.columns = columns;
    }

    /** @param columns the names of all columns that a side may have */
    static KeyColumns read(PlanNode node, List<String> columns) {
        return node.keys().contains("key") ? new KeyReader(node, columns).read() : KeyColumns.NONE;
    }

    private KeyColumns read() {
        if (!node.isMapping("key")) {
            List<String> key = list(node, "key");
            if (key.size() == 1) {
                node.fault(
                        "key",
                        "key is the one column \"" + key.getFirst()
                                + "\"; expected two or more: one alone is named reference in the queries, and key: left out");
            }
            return new KeyColumns(key, key);
        }
        PlanNode each = node.child("key");
        each.onlyKeys(Population.APPOINTMENTS.word(), Population.JOBS.word());
        KeyColumns key = new KeyColumns(list(each, Population.APPOINTMENTS.word()), list(each, Population.JOBS.word()));
        if (key.appointments().size() == 1 && key.jobs().size() == 1) {
            node.fault(
                    "key",
                    "key is one column for jobs and one for appointments; expected two or more for either: one alone is"
                            + " named reference in the queries, and key: left out");
        } else if (key.isOfOnePopulation()) {
            node.fault(
                    "key",
                    "key is the same for jobs and appointments; an appointment must be told from its job: expected more"
                            + " columns for appointments");
        }
        return key;
    }

    private List<String> list(PlanNode at, String name) {
        List<String> key = at.list(name);
        if (key.isEmpty()) {
            at.fault(
                    name,
                    (name.equals("key") ? "key" : "key: " + name)
                            + " names no column; expected for example key: { appointments: [job, visit], jobs: [job] }");
        }
        Set<String> known = new HashSet<>();
        for (String column : key) {
            if (!known.add(column)) {
                at.fault(name, "\"" + column + "\" stands twice in the key; name each column once");
            } else if (!NAME.matcher(column).matches()) {
                at.fault(
                        name,
                        "\"" + column
                                + "\" in the key is no column's name; expected small letters, digits and _ (what a"
                                + " CSV file heads otherwise is named under its columns:)");
            } else if (columns.contains(column) && !OURS.contains(column)) {
                at.fault(
                        name,
                        "\"" + column + "\" cannot be part of a key; expected job, property, uprn, or columns of the"
                                + " queries that are named otherwise than those that are compared");
            }
        }
        return key;
    }
}
