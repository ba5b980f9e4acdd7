package rollcall.reconciler;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Rows of two sides by chance: references that look alike, several rows of one, and every way of being wrong. */
final class RandomRows {
    private static final List<String> REFERENCES =
            List.of("", "0", "00", "0001", "1", "A", "a", "å", "AB", "ABC", "9".repeat(40));

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
}
