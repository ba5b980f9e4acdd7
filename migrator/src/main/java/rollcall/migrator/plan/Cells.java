package rollcall.migrator.plan;

import java.util.List;
import java.util.Locale;
import rollcall.reconciler.table.TableFile;

/** The cells of a table's lines by their column's name, in any case. */
record Cells(List<String> header) {
    Cells {
        header = header.stream().map(it -> it.toLowerCase(Locale.ROOT)).toList();
    }

    boolean has(String column) {
        return header.contains(column);
    }

    /** The cell; empty where it is blank, or the table has no such column. */
    String of(TableFile.Line line, String column) {
        int index = header.indexOf(column);
        return index < 0 ? "" : line.cells().get(index);
    }
}
