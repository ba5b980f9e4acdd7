package rollcall.reconciler.side;

import java.nio.charset.StandardCharsets;
import rollcall.reconciler.plan.CodeTable;
import rollcall.reconciler.sort.RowWriter;
import rollcall.reconciler.sort.Utf8;

/** Writes legacy's codes as a code table translates them; each code is looked up there once. */
final class Translation {
    private final CodeTable table;
    private final Words<byte[]> words = new Words<>();
    private boolean hasChanged;

    Translation(CodeTable table) {
        this.table = table;
    }

    /** Writes the new code, or the code itself as one without a mapping. */
    void write(Utf8 code, RowWriter row) {
        hasChanged = false;
        if (code.isEmpty()) {
            row.absent();
            return;
        }
        int number = words.find(code);
        byte[] newCode = number < 0 ? lookUp(code) : words.known(number);
        if (newCode.length == 0) {
            row.unmapped(code);
        } else {
            row.text(newCode);
            hasChanged = !code.is(newCode);
        }
    }

    /** Whether the code last written is another one than legacy's. */
    boolean hasChanged() {
        return hasChanged;
    }

    private byte[] lookUp(Utf8 code) {
        byte[] newCode = table.newCode(code.toString()).orElse("").getBytes(StandardCharsets.UTF_8);
        words.add(code, newCode);
        return newCode;
    }
}
