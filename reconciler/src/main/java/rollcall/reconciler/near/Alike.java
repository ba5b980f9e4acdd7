package rollcall.reconciler.near;

import java.util.ArrayList;
import java.util.List;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.SideRow;
import rollcall.reconciler.sort.RowWriter;
import rollcall.reconciler.sort.Values;

/**
 * What of a row may be alike in another: nothing that is not asked for.
 *
 * @param reference as its exception has it
 * @param property its property; may be empty
 * @param starts when it starts, in minutes; of a job when it was raised; {@link #NO_TIME} where it says nothing
 * @param trade in the new system's code; may be empty
 * @param tenant whose home it is; may be empty
 * @param targetId the row's id in the new system; of a missing row, that which the ledger gives it; may be empty
 */
record Alike(String reference, String property, long starts, String trade, String tenant, String targetId) {
    static final long NO_TIME = Long.MIN_VALUE;
    private static final long DAY = 24 * 60;

    static Alike of(Population population, String reference, SideRow row, String targetId) {
        SideRow.Value starts = row.value(population == Population.JOBS ? Column.RAISED : Column.STARTS_AT);
        SideRow.Value trade = row.value(Column.TRADE);
        return new Alike(
                reference,
                row.value(Column.PROPERTY).text(),
                starts.time().isPresent() ? starts.minutes() : NO_TIME,
                trade.isUnmapped() ? "" : trade.text(),
                row.tenant(),
                targetId);
    }

    RowWriter write(RowWriter row) {
        row.text(reference).text(property);
        if (starts == NO_TIME) {
            row.absent();
        } else {
            row.number(starts);
        }
        return row.text(trade).text(tenant).text(targetId);
    }

    static Alike read(Values values) {
        return new Alike(
                values.text(), values.text(), values.number(NO_TIME), values.text(), values.text(), values.text());
    }

    boolean hasPropertyAndDay() {
        return !property.isEmpty() && starts != NO_TIME;
    }

    boolean hasTenantAndTrade() {
        return !tenant.isEmpty() && !trade.isEmpty();
    }

    /** The day on which it starts. */
    long day() {
        return Math.floorDiv(starts, DAY);
    }

    private boolean isSameRow(Alike other) {
        return !targetId.isEmpty() && targetId.equals(other.targetId);
    }

    private boolean isSamePropertyAndDay(Alike other) {
        return hasPropertyAndDay()
                && other.hasPropertyAndDay()
                && property.equals(other.property)
                && day() == other.day();
    }

    private boolean isSameTenantAndTrade(Alike other) {
        return hasTenantAndTrade() && tenant.equals(other.tenant) && trade.equals(other.trade);
    }

    /** How much alike the two are: 0 where nothing that counts is. */
    int likeness(Alike other) {
        int likeness = (isSameRow(other) ? 16 : 0)
                + (isSamePropertyAndDay(other) ? 8 : 0)
                + (isSameTenantAndTrade(other) ? 4 : 0);
        return likeness == 0
                ? 0
                : likeness
                        + (!trade.isEmpty() && trade.equals(other.trade) ? 2 : 0)
                        + (starts != NO_TIME && starts == other.starts ? 1 : 0);
    }

    /** In what the two are alike, in words. */
    String on(Alike other) {
        List<String> on = new ArrayList<>();
        if (isSameRow(other)) {
            on.add("the row that the ledger has for it");
        }
        if (isSamePropertyAndDay(other)) {
            on.add("same property and day");
        }
        if (isSameTenantAndTrade(other)) {
            on.add("same tenant and trade");
        }
        return String.join(", ", on);
    }
}
