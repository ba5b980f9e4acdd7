package rollcall.reconciler.side;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import rollcall.fixtures.hostile.Read;
import rollcall.reconciler.csv.CsvRefused;
import rollcall.reconciler.csv.PlainRecords;
import rollcall.reconciler.csv.PlainText;
import rollcall.reconciler.csv.SwallowedLines;
import rollcall.reconciler.plan.ReconciliationPlan.CsvSide;

/** Reads a side's file letter by letter; see {@link PlainText}. */
final class PlainReader {
    private static final String UNSEEN = "[\\s\\x1C-\\x1F\\p{Z}\\u200B\\uFEFF]";
    private static final Pattern UNSEEN_ENDS = Pattern.compile("^%1$s+|(?<!%1$s)%1$s+$".formatted(UNSEEN));

    private PlainReader() {}

    static String seen(String cell) {
        boolean isBare = !cell.isEmpty() && isPlain(cell.charAt(0)) && isPlain(cell.charAt(cell.length() - 1));
        return cell.isEmpty() || isBare ? cell : UNSEEN_ENDS.matcher(cell).replaceAll("");
    }

    private static boolean isPlain(char letter) {
        return letter > ' ' && letter < 0x7F;
    }

    /** The flag that a word means; -1 for any other. */
    static int flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "1" -> 1;
            case "false", "f", "no", "n", "0" -> 0;
            default -> -1;
        };
    }

    /** The texts of the columns that the plan names, in that order. */
    static Read read(CsvSide side, String file, List<String> columns) throws IOException {
        try (PlainText text = new PlainText(Files.newInputStream(side.file()), file, side.charset())) {
            return Read.of(rows(side, file, columns, new PlainRecords(text, file, side.delimiter())));
        } catch (CsvRefused | SideFailure refused) {
            return Read.refused(refused);
        }
    }

    private static List<List<String>> rows(CsvSide side, String file, List<String> columns, PlainRecords records)
            throws IOException, SideFailure {
        List<List<String>> rows = new ArrayList<>();
        if (!records.advance()) {
            throw new SideFailure(file + ": is empty; expected a line with the columns' names");
        }
        List<String> labels = records.cells();
        Map<Column, Integer> header =
                CsvReader.header(side, file, labels, RowIntake.OF_SOURCE).columns();
        while (records.advance()) {
            List<String> cells = records.cells();
            if (cells.size() == 1 && seen(cells.getFirst()).isEmpty()) {
                continue;
            }
            if (cells.size() != labels.size()) {
                throw new SideFailure(
                        "%s line %d: %d cells where the header has %d; export it again, with text in quotes"
                                .formatted(file, records.line(), cells.size(), labels.size()));
            }
            SwallowedLines.refuse(cells, records.lineEnd(), side.delimiter(), file, records.line());
            if (isHeader(cells, labels)) {
                throw new SideFailure(
                        "%s line %d: a header again; the columns below it may stand in another order: make it a file of its own"
                                .formatted(file, records.line()));
            }
            rows.add(columns.stream()
                    .map(it -> seen(cells.get(header.getOrDefault(Column.named(it), -1))))
                    .toList());
        }
        return rows;
    }

    private static boolean isHeader(List<String> cells, List<String> labels) {
        int same = 0;
        for (int i = 0; i < cells.size(); i++) {
            String label = labels.get(i);
            same += !label.isEmpty() && seen(cells.get(i)).equalsIgnoreCase(label.strip()) ? 1 : 0;
        }
        return same > cells.size() / 2;
    }
}
