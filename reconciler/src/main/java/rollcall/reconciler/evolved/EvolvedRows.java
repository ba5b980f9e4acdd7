package rollcall.reconciler.evolved;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.sort.RowFile;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.Values;

/** What staff have rightly done, in a file, to be shown to who asks. */
public final class EvolvedRows {
    private final Optional<Path> file;

    private EvolvedRows(Optional<Path> file) {
        this.file = file;
    }

    /** Nothing. */
    public static EvolvedRows none() {
        return new EvolvedRows(Optional.empty());
    }

    static EvolvedRows write(Path file, SortedRows rows) throws IOException {
        RowFile.write(file, rows);
        return new EvolvedRows(Optional.of(file));
    }

    /** Takes rows one by one. */
    public interface Taker {
        /** Takes one. */
        void take(EvolvedRow row) throws IOException;
    }

    /** Hands on all of them, jobs first, by reference. */
    public void forEach(Taker taker) throws IOException {
        if (file.isEmpty()) {
            return;
        }
        try (SortedRows rows = RowFile.open(file.get())) {
            while (rows.advance()) {
                Values key = rows.row().key(0);
                Population population = Population.values()[key.keyByte()];
                Values values = rows.row().values();
                taker.take(new EvolvedRow(
                        population,
                        key.rest(),
                        values.text(),
                        values.text(),
                        values.text(),
                        LocalDateTime.ofEpochSecond(values.number(0) * 60, 0, ZoneOffset.UTC),
                        values.text()));
            }
        }
    }
}
