package rollcall.migrator.rehearsal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import rollcall.reconciler.Reconciliation;
import rollcall.reconciler.ReportFile;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.report.Contacts;
import rollcall.reconciler.report.CsvReport;
import rollcall.reconciler.report.HtmlReport;
import rollcall.reconciler.report.JsonReport;

/** The files that a rehearsal is asked to write, beside what it says on the terminal. */
public record Reports(Optional<Path> json, Optional<Path> csv, Optional<Path> html) {

    /** Tells before the work, not after it, that a file cannot be written. */
    void check() {
        Stream.of(json, csv, html).flatMap(Optional::stream).forEach(ReportFile::at);
    }

    /** Writes them for the plan's {@code number}th reconciliation; from the second on the number is part of the name. */
    void write(Plan plan, Reconciliation.Result result, int number) {
        Contacts contacts = Contacts.of(plan, result.contacts());
        json.ifPresent(file -> ReportFile.at(numbered(file, number))
                .write(out -> JsonReport.write(result.header(), result.findings(), contacts, out)));
        csv.ifPresent(file -> ReportFile.at(numbered(file, number))
                .write(out -> CsvReport.write(result.header(), result.findings(), contacts, out)));
        html.ifPresent(file -> ReportFile.at(numbered(file, number))
                .write(out -> HtmlReport.write(result.header(), result.findings(), contacts, out)));
    }

    private static Path numbered(Path file, int number) {
        if (number == 1) {
            return file;
        }
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        String numbered = dot < 0 ? name + "-" + number : name.substring(0, dot) + "-" + number + name.substring(dot);
        return file.resolveSibling(numbered);
    }
}
