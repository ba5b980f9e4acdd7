package rollcall.reconciler.consistency;

import java.io.IOException;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowWriter;
import rollcall.reconciler.sort.Values;

/**
 * One appointment in a diary. A view over a row of {@link Diaries}, which serves many rows; or, once it has {@linkplain #keep
 * kept} one, a copy.
 */
final class Booking {
    private final Row row = new Row();
    private final Values reader = new Values();
    private final Values other = new Values();

    /** Shows a row. */
    void show(Row booked) {
        row.show(booked);
    }

    /** Copies another; for views that show nothing else. */
    void keep(Booking booking) {
        row.copy(booking.row);
    }

    static void write(RowWriter row, long ends, long capacity, String job, String trade) throws IOException {
        row.number(ends).number(capacity).text(job).text(trade).end();
    }

    /** When it begins, in minutes. */
    long starts() {
        row.key(reader);
        reader.keyByte();
        reader.skipPart();
        return reader.keyNumber();
    }

    long ends() {
        row.values(reader);
        return reader.number(0);
    }

    /** How many visits its slot takes. */
    long capacity() {
        row.values(reader);
        reader.skip();
        return reader.number(0);
    }

    String job() {
        row.values(reader);
        reader.skip();
        reader.skip();
        return reader.text();
    }

    String trade() {
        row.values(reader);
        reader.skip();
        reader.skip();
        reader.skip();
        return reader.text();
    }

    String reference() {
        toReference(reader);
        return reader.rest();
    }

    boolean isOfSameReference(Booking booking) {
        toReference(reader);
        booking.toReference(other);
        return reader.sameRest(other);
    }

    private void toReference(Values of) {
        row.key(of);
        of.keyByte();
        of.skipPart();
        of.keyNumber();
    }
}
