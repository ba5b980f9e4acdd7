package rollcall.reconciler.side;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.ReconciliationPlan.CsvSide;

/** Reads a side from a CSV file: quotes must close, every line has the header's number of cells, the charset is as declared. */
final class CsvReader {
    private CsvReader() {}

    /** What is done with a file that is open. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(CSVParser parser) throws SideFailure, IOException;
    }

    static void read(CsvSide side, Intake intake, Progress.Task task) throws SideFailure, IOException {
        open(side, intake.file(), parser -> {
            read(parser, side, intake, task);
            return intake;
        });
    }

    /** The columns that a file's header has, of those allowed. */
    static Set<Column> columns(CsvSide side, String file, Set<Column> allowed) throws SideFailure, IOException {
        return open(
                side,
                file,
                parser -> header(side, file, labels(parser.iterator(), file), allowed)
                        .keySet());
    }

    private static <T> T open(CsvSide side, String file, Reading<T> reading) throws SideFailure, IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(side.delimiter())
                .setIgnoreEmptyLines(true)
                .setLenientEof(false)
                .setTrailingData(false)
                .get();
        try (DecodedText text = new DecodedText(Files.newInputStream(side.file()), file, side.charset());
                CSVParser parser = CSVParser.parse(text, format)) {
            return reading.of(parser);
        } catch (NoSuchFileException e) {
            throw new SideFailure(file + ": there is no such file; bring it, or correct its name in plan.yaml");
        } catch (DecodedText.Refused e) {
            throw new SideFailure(message(e));
        } catch (UncheckedIOException e) {
            throw new SideFailure(
                    e.getCause() instanceof DecodedText.Refused refused
                            ? message(refused)
                            : "%s: is no proper CSV (%s); export it again".formatted(file, message(e)));
        }
    }

    private static String message(Exception e) {
        return String.valueOf(e.getMessage()).replaceAll("^\\w*Exception: ", "");
    }

    private static void read(CSVParser parser, CsvSide side, Intake intake, Progress.Task task)
            throws SideFailure, IOException {
        Iterator<CSVRecord> records = parser.iterator();
        List<String> labels = labels(records, intake.file());
        Map<Column, Integer> header = header(side, intake.file(), labels, intake.allowed());
        intake.begin(header.keySet());
        CsvCells cells = new CsvCells(intake.file(), header, intake.problems());
        Pace pace = new Pace(intake.file(), task);
        long line = parser.getCurrentLineNumber() + 1;
        while (records.hasNext()) {
            CSVRecord cellsOfLine = records.next();
            if (cellsOfLine.size() != labels.size()) {
                throw new SideFailure(
                        "%s line %d: %d cells where the header has %d; export it again, with text in quotes"
                                .formatted(intake.file(), line, cellsOfLine.size(), labels.size()));
            }
            cells.show(cellsOfLine, line);
            intake.take(cells);
            pace.row();
            line = parser.getCurrentLineNumber() + 1;
        }
        pace.end();
    }

    private static List<String> labels(Iterator<CSVRecord> records, String file) throws SideFailure {
        if (!records.hasNext()) {
            throw new SideFailure(file + ": is empty; expected a line with the columns' names");
        }
        return records.next().toList();
    }

    /** Where the plan names columns, headers that it does not name are passed over; where it names none, each must be known. */
    private static Map<Column, Integer> header(CsvSide side, String file, List<String> labels, Set<Column> allowed)
            throws SideFailure {
        Map<String, String> named = new TreeMap<>();
        side.columns().forEach((column, label) -> named.put(label.strip(), column));
        List<String> missing = named.keySet().stream()
                .filter(it -> !stripped(labels).contains(it))
                .toList();
        if (!missing.isEmpty()) {
            throw new SideFailure(
                    "%s: has no column '%s'; its columns are %s; correct the file or the names in plan.yaml"
                            .formatted(file, String.join("', '", missing), String.join(", ", labels)));
        }
        List<String> words = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i).strip();
            boolean isNamed = named.containsKey(label);
            if (isNamed || named.isEmpty() || isWanted(label, side, allowed)) {
                words.add(isNamed ? named.getOrDefault(label, label) : label);
                positions.add(i);
            }
        }
        return Header.of(file, words, allowed).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> positions.get(it.getValue())));
    }

    private static boolean isWanted(String label, CsvSide side, Set<Column> allowed) {
        return Column.of(label).filter(allowed::contains).isPresent()
                && !side.columns().containsKey(label.toLowerCase(Locale.ROOT));
    }

    private static List<String> stripped(List<String> labels) {
        return labels.stream().map(String::strip).toList();
    }
}
