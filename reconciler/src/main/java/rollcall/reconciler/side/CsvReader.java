package rollcall.reconciler.side;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import rollcall.reconciler.Progress;
import rollcall.reconciler.csv.CsvRefused;
import rollcall.reconciler.csv.CsvRows;
import rollcall.reconciler.csv.SwallowedLines;
import rollcall.reconciler.csv.TextBytes;
import rollcall.reconciler.plan.ReconciliationPlan.CsvSide;

/** Reads a side from a CSV file: quotes must close, every line has the header's number of cells, the charset is as declared. */
final class CsvReader {
    private CsvReader() {}

    /** What is done with a file that is open. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(CsvRows rows) throws SideFailure, IOException;
    }

    static void read(CsvSide side, Intake intake, Progress.Task task) throws SideFailure, IOException {
        read(side, intake, task, CsvRows.ROOM);
    }

    /** @param room bytes that are read at once */
    static void read(CsvSide side, Intake intake, Progress.Task task, int room) throws SideFailure, IOException {
        UnchangedFiles unchanged = UnchangedFiles.of(side.file(), intake.file());
        open(side, intake.file(), room, rows -> {
            read(rows, side, intake, task);
            return intake;
        });
        unchanged.check();
    }

    /** The columns that a file's header has, of those allowed. */
    static Set<Column> columns(CsvSide side, String file, Set<Column> allowed) throws SideFailure, IOException {
        return open(
                side,
                file,
                CsvRows.ROOM,
                rows -> header(side, file, labels(rows, file), allowed).yields(allowed));
    }

    private static <T> T open(CsvSide side, String file, int room, Reading<T> reading) throws SideFailure, IOException {
        try (TextBytes text = TextBytes.of(DataFile.open(side.file(), file), file, side.charset())) {
            return reading.of(new CsvRows(text, file, side.delimiter(), room));
        } catch (CsvRefused e) {
            throw new SideFailure(String.valueOf(e.getMessage()));
        }
    }

    private static void read(CsvRows rows, CsvSide side, Intake intake, Progress.Task task)
            throws SideFailure, IOException {
        List<String> labels = labels(rows, intake.file());
        Header header = header(side, intake.file(), labels, intake.allowed());
        intake.begin(header.yields(intake.allowed()));
        Cells cells = header.over(new CsvCells(intake.file(), rows, header.columns(), intake.problems()));
        Labels first = new Labels(labels);
        Pace pace = new Pace(intake.file(), task);
        while (rows.advance()) {
            if (first.isBlank(rows)) {
                continue;
            }
            if (rows.size() != labels.size()) {
                throw new SideFailure(
                        "%s line %d: %d cells where the header has %d; export it again, with text in quotes"
                                .formatted(intake.file(), rows.line(), rows.size(), labels.size()));
            }
            SwallowedLines.refuse(rows, side.delimiter(), intake.file());
            if (first.isAgain(rows)) {
                throw new SideFailure(
                        "%s line %d: a header again; the columns below it may stand in another order: make it a file of its own"
                                .formatted(intake.file(), rows.line()));
            }
            intake.take(cells);
            pace.row();
        }
        pace.end();
    }

    private static List<String> labels(CsvRows rows, String file) throws SideFailure, IOException {
        if (!rows.advance()) {
            throw new SideFailure(file + ": is empty; expected a line with the columns' names");
        }
        return rows.cells();
    }

    /** Where the plan names columns, headers that it does not name are passed over; where it names none, each must be known. */
    static Header header(CsvSide side, String file, List<String> labels, Set<Column> allowed) throws SideFailure {
        Map<String, String> named = new TreeMap<>();
        side.columns().forEach((column, label) -> named.put(label.strip(), column));
        List<String> missing = named.keySet().stream()
                .filter(it -> !stripped(labels).contains(it))
                .toList();
        if (!missing.isEmpty()) {
            throw new SideFailure(
                    "%s: has no column '%s'; its columns are %s; correct the file or the names in plan.yaml"
                            .formatted(
                                    file, String.join("', '", missing), shown(labels, named.keySet(), side, allowed)));
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
        return Header.of(file, words, allowed, side.key()).at(positions);
    }

    /** The labels; of a line that has none of ours, which may be somebody's data, only their number. */
    private static String shown(List<String> labels, Set<String> named, CsvSide side, Set<Column> allowed) {
        List<String> bare = stripped(labels);
        boolean isHeader = bare.stream().anyMatch(it -> named.contains(it) || Header.isKnown(it, allowed, side.key()));
        return isHeader
                ? String.join(", ", bare)
                : "%d, none of them known (is there a line with their names?)".formatted(labels.size());
    }

    private static boolean isWanted(String label, CsvSide side, Set<Column> allowed) {
        return Header.isKnown(label, allowed, side.key())
                && !side.columns().containsKey(label.toLowerCase(Locale.ROOT));
    }

    private static List<String> stripped(List<String> labels) {
        return labels.stream().map(String::strip).toList();
    }
}
