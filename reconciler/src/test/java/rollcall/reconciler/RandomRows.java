package rollcall.reconciler;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Rows of two sides by chance: references that look alike, several rows of one, and every way of being wrong. */
final class RandomRows {
    private static final List<String> REFERENCES =
            List.of("", "0", "00", "0001", "1", "A", "a", "å", "AB", "ABC", "9".repeat(40));

    private static final String CROWD = "crowd-";

    private RandomRows() {}

    /** As the new system has them: staff can list them. */
    static List<ComparableRow> shown(List<ComparableRow> rows) {
        return rows.stream()
                .map(it -> it.with("visible", "true").with("target_id", "x"))
                .collect(Collectors.toList());
    }

    /** Legacy's. */
    static List<ComparableRow> someRows(Random random, int count) {
        List<ComparableRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String job = Integer.toString(random.nextInt(count / 2));
            String reference = random.nextInt(10) == 0
                    ? REFERENCES.get(1 + random.nextInt(REFERENCES.size() - 1))
                    : Integer.toString(1000 + random.nextInt(count * 3));
            ComparableRow row = random.nextInt(3) == 0
                    ? ComparableRow.aJob(reference)
                    : ComparableRow.anAppointment(reference, job);
            rows.add(row.with("trade", List.of("PL", "EL", "").get(random.nextInt(3)))
                    .with("alerts", random.nextBoolean() ? "" : "DA"));
        }
        rows.add(ComparableRow.aJob("always"));
        rows.add(ComparableRow.anAppointment("always", "always"));
        return rows;
    }

    /** The new system's, of legacy's: some lost, doubled, hidden or bent. */
    static List<ComparableRow> bent(List<ComparableRow> rows, Random random) {
        List<ComparableRow> bent = new ArrayList<>();
        for (ComparableRow plain : shown(rows)) {
            int fate = plain.value("reference").equals("always") ? 99 : random.nextInt(30);
            switch (fate) {
                case 0 -> {}
                case 1 -> bent.addAll(List.of(plain, plain));
                case 2 -> bent.add(plain.with("live", "false"));
                case 3 -> bent.add(plain.with("visible", "false").with("slot", "PM"));
                case 4 -> bent.add(plain.with("property", "P"));
                case 5 -> bent.add(plain.with("reference", plain.value("reference") + "x"));
                case 6 -> bent.add(plain.with("alerts", "TRA").with("vulnerable", ""));
                default -> bent.add(plain);
            }
        }
        return bent;
    }

    /** Of each of a few references five rows that are much alike. */
    static List<ComparableRow> crowds(Random random) {
        List<ComparableRow> rows = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String reference = CROWD + i % 10;
            rows.add(ComparableRow.anAppointment(reference, "J" + reference)
                    .with("property", "P" + random.nextInt(3))
                    .with("priority", Integer.toString(random.nextInt(3)))
                    .with("trade", random.nextBoolean() ? "PL" : "EL")
                    .with("slot", random.nextBoolean() ? "AM" : "PM"));
        }
        return rows;
    }

    /** Legacy's rows, some of which it does not hold live. */
    static List<ComparableRow> someNotLive(List<ComparableRow> rows, Random random) {
        return rows.stream()
                .map(it -> random.nextInt(12) == 0 ? it.with("live", "false") : it)
                .collect(Collectors.toList());
    }

    /** As {@link #bent}, and besides of some rows up to three columns, whichever, and of others only how they are written. */
    static List<ComparableRow> bentEverywhere(List<ComparableRow> rows, Random random) {
        return bent(rows, random).stream()
                .map(it -> switch (random.nextInt(it.value("reference").startsWith(CROWD) ? 2 : 6)) {
                    case 0 -> changed(it, random);
                    case 1 -> respelt(it);
                    default -> it;
                })
                .collect(Collectors.toList());
    }

    private static ComparableRow changed(ComparableRow row, Random random) {
        ComparableRow changed = row;
        for (int i = random.nextInt(3); i >= 0; i--) {
            String column = ComparableRow.COLUMNS.get(2 + random.nextInt(ComparableRow.COLUMNS.size() - 2));
            boolean isKey = column.equals("job") && row.value("population").equals("jobs");
            changed = isKey ? changed : changed.with(column, another(column, random));
        }
        return changed;
    }

    private static String another(String column, Random random) {
        List<String> values = switch (column) {
            case "starts_at", "ends_at", "raised", "target_date" ->
                List.of("", "2026-10-20T08:00", "2026-10-20T13:00", "2026-10-21T08:00");
            case "vulnerable", "awaabs", "phone_present" -> List.of("", "true", "false");
            case "live" -> List.of("true", "false");
            default -> List.of("", "X", "PL", "EL");
        };
        return values.get(random.nextInt(values.size()));
    }

    private static ComparableRow respelt(ComparableRow row) {
        ComparableRow respelt = row.with("property", " " + row.value("property") + "  ");
        String starts = row.value("starts_at");
        return starts.isEmpty() ? respelt : respelt.with("starts_at", starts + ":59");
    }
}
