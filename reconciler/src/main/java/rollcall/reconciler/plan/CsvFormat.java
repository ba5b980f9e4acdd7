package rollcall.reconciler.plan;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How a CSV file is written: its keys {@code charset} and {@code delimiter}. */
final class CsvFormat {
    private CsvFormat() {}

    /** The charset; UTF-8 where none is given. */
    static Charset charset(PlanNode node) {
        String name = node.optionalText("charset").orElse("UTF-8");
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            node.fault("charset", "charset \"" + name + "\" is unknown; expected UTF-8 or windows-1252");
            return StandardCharsets.UTF_8;
        }
    }

    /** The delimiter; a comma where none is given. */
    static char delimiter(PlanNode node) {
        String delimiter = node.optionalText("delimiter").orElse(",");
        if (delimiter.equals("tab") || delimiter.equals("\\t")) {
            return '\t';
        }
        if (delimiter.length() != 1 || delimiter.equals("\"")) {
            node.fault(
                    "delimiter",
                    "delimiter \"" + delimiter + "\" is not one character; expected \",\" or \";\" or tab");
            return ',';
        }
        return delimiter.charAt(0);
    }
}
