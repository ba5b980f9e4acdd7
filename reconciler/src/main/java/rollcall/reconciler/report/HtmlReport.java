package rollcall.reconciler.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import java.io.Writer;
import rollcall.reconciler.finding.Findings;
import rollcall.reconciler.finding.RunHeader;

/**
 * The report for a repairs manager: one page without scripts and without anything to be fetched, which says whom to
 * phone first. It holds names, phones and addresses.
 */
public final class HtmlReport {
    /** How many exceptions a page shows; the CSV report has all of them. */
    static final int SHOWN = 2_000;

    private HtmlReport() {}

    /**
     * Writes the page; {@code out} stays open.
     *
     * @param contacts whom to phone
     */
    public static void write(RunHeader header, Findings findings, Contacts contacts, Writer out) {
        TemplateEngine templates = TemplateEngine.createPrecompiled(
                null, ContentType.Html, HtmlReport.class.getClassLoader(), HtmlReport.class.getPackageName());
        templates.render("report.jte", PageBuilder.page(header, findings, contacts), new WriterOutput(out));
    }
}
