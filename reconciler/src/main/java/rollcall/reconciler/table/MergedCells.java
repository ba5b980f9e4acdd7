package rollcall.reconciler.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dhatim.fastexcel.reader.Sheet;

/** Cells that have been merged into one: of several rows' values only one would be left. */
record MergedCells(String range, long row) {
    private static final String RELATIONS = "xl/_rels/workbook.xml.rels";

    /** Those of a sheet, in the file's order. */
    static List<MergedCells> of(Path file, Sheet sheet) throws IOException {
        List<MergedCells> merged = new ArrayList<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<String> parts = new ArrayList<>();
            each(zip, RELATIONS, "Relationship", reader -> {
                if (sheet.getId().equals(reader.getAttributeValue(null, "Id"))) {
                    parts.add(reader.getAttributeValue(null, "Target"));
                }
            });
            for (String part : parts) {
                each(zip, part.startsWith("/") ? part.substring(1) : "xl/" + part, "mergeCell", reader -> {
                    String range = reader.getAttributeValue(null, "ref");
                    merged.add(new MergedCells(range, Long.parseLong(range.replaceAll("[A-Z$]*(\\d+).*", "$1"))));
                });
            }
        }
        return merged;
    }

    private static void each(ZipFile zip, String part, String element, Found found) throws IOException {
        Optional<ZipEntry> entry = Optional.ofNullable(zip.getEntry(part));
        if (entry.isEmpty()) {
            return;
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (InputStream in = zip.getInputStream(entry.get())) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT
                        && reader.getLocalName().equals(element)) {
                    found.at(reader);
                }
            }
        } catch (XMLStreamException malformed) {
            throw new IOException(malformed);
        }
    }

    private interface Found {
        void at(XMLStreamReader reader);
    }
}
