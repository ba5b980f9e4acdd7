package rollcall.reconciler.finding;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.finding.Hints.NearMatch;
import rollcall.reconciler.sort.RowWriter;
import rollcall.reconciler.sort.Values;

/** A finding as the values of a row, so that findings are sorted and kept in files like everything else. */
public final class FindingRow {
    private FindingRow() {}

    /** Writes a finding's values. */
    public static RowWriter write(Finding finding, RowWriter row) {
        row.number(finding.type().ordinal());
        row.text(finding.cause()).text(finding.causeDetail());
        row.number(finding.population().ordinal());
        row.text(finding.reference()).text(finding.job());
        row.text(finding.property()).text(finding.uprn());
        time(finding.startsAt(), row);
        time(finding.endsAt(), row);
        row.text(finding.priority());
        time(finding.targetDate(), row);
        row.text(finding.trade()).text(finding.contractor());
        row.flag(finding.vulnerable()).flag(finding.awaabs());
        Particulars particulars = finding.particulars();
        time(particulars.raised(), row);
        row.text(particulars.slot()).text(particulars.status()).text(particulars.alerts());
        row.number(finding.fields().size());
        for (FieldDifference field : finding.fields()) {
            row.text(field.name()).text(field.source()).text(field.target());
        }
        row.number(finding.also().size());
        for (AlsoTrue also : finding.also()) {
            row.number(also.population().ordinal()).number(also.type().ordinal());
            row.text(also.reference()).text(also.detail());
        }
        Hints hints = finding.hints();
        row.text(hints.near().map(NearMatch::reference).orElse(""))
                .text(hints.near().map(NearMatch::on).orElse(""))
                .text(hints.by());
        time(hints.since(), row);
        return row.time(finding.firstSeen()).number(finding.ageRuns());
    }

    private static void time(Optional<LocalDateTime> time, RowWriter row) {
        if (time.isPresent()) {
            row.time(time.get());
        } else {
            row.absent();
        }
    }

    /** Reads what {@link #write} has written. */
    public static Finding read(Values values) {
        return new Finding(
                ExceptionClass.values()[(int) values.number(0)],
                values.text(),
                values.text(),
                Population.values()[(int) values.number(0)],
                values.text(),
                values.text(),
                values.text(),
                values.text(),
                time(values),
                time(values),
                values.text(),
                time(values),
                values.text(),
                values.text(),
                values.flag(false),
                values.flag(false),
                new Particulars(time(values), values.text(), values.text(), values.text()),
                fields(values),
                also(values),
                hints(values),
                time(values).orElseThrow(),
                (int) values.number(0));
    }

    private static Optional<LocalDateTime> time(Values values) {
        long minutes = values.number(Long.MIN_VALUE);
        return minutes == Long.MIN_VALUE
                ? Optional.empty()
                : Optional.of(LocalDateTime.ofEpochSecond(minutes * 60, 0, ZoneOffset.UTC));
    }

    private static List<FieldDifference> fields(Values values) {
        List<FieldDifference> fields = new ArrayList<>();
        for (long i = values.number(0); i > 0; i--) {
            fields.add(new FieldDifference(values.text(), values.text(), values.text()));
        }
        return fields;
    }

    private static List<AlsoTrue> also(Values values) {
        List<AlsoTrue> also = new ArrayList<>();
        for (long i = values.number(0); i > 0; i--) {
            also.add(new AlsoTrue(
                    Population.values()[(int) values.number(0)],
                    ExceptionClass.values()[(int) values.number(0)],
                    values.text(),
                    values.text()));
        }
        return also;
    }

    private static Hints hints(Values values) {
        String near = values.text();
        String on = values.text();
        return new Hints(
                near.isEmpty() ? Optional.empty() : Optional.of(new NearMatch(near, on)), values.text(), time(values));
    }
}
