package rollcall.reconciler.report;

import java.io.IOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import rollcall.reconciler.evolved.EvolvedRows;

/** What staff have rightly changed or made since go-live, for a spreadsheet: no exception, and shown to who asks. */
public final class EvolvedReport {
    private EvolvedReport() {}

    /** Writes a header line and one line for each row, jobs first, by reference. */
    public static void write(EvolvedRows rows, Appendable out) throws IOException {
        out.append('\uFEFF');
        CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180);
        csv.printRecord("population", "reference", "what", "columns", "by", "at", "reason");
        rows.forEach(row -> csv.printRecord(
                row.population().word(),
                CsvReport.neutral(row.reference()),
                row.word(),
                row.columns(),
                CsvReport.neutral(row.by()),
                Times.machine(row.at()).replace('T', ' '),
                CsvReport.neutral(row.reason())));
        csv.flush();
    }
}
