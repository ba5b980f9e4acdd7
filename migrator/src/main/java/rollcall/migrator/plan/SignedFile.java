package rollcall.migrator.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import rollcall.reconciler.table.TableFile;
import rollcall.reconciler.table.TableUnreadable;

/** The file of signatures, {@code codes/signed.csv}: each decided line of the code tables as it was signed. */
public final class SignedFile {
    private static final List<String> HEADER = List.of(
            "list", "legacy_code", "decision", "new_code", "decided_by", "decided_on", "signed_by", "signed_on");

    private SignedFile() {}

    /** The signatures; none where there is no file. What cannot be read is a fault and left out. */
    static List<Signature> read(Path file, CodeFile.FileFaults faults) {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            return signatures(file, TableFile.read(file, "legacy_code", "new_code"), faults);
        } catch (TableUnreadable unreadable) {
            unreadable.problems().forEach(it -> faults.add(file, it.line(), it.message()));
            return List.of();
        }
    }

    private static List<Signature> signatures(Path file, TableFile table, CodeFile.FileFaults faults) {
        Cells cells = new Cells(table.header());
        if (!HEADER.stream().allMatch(cells::has)) {
            faults.add(
                    file,
                    1,
                    "is not a file of signatures; remove it and sign again: rollcall codes PLAN --sign \"Name, role\"");
            return List.of();
        }
        List<Signature> signatures = new ArrayList<>();
        Set<List<String>> seen = new HashSet<>();
        for (TableFile.Line line : table.lines()) {
            String list = cells.of(line, "list");
            String code = cells.of(line, "legacy_code");
            String decision = cells.of(line, "decision");
            List<CodeLine.Decision> known = List.of(CodeLine.Decision.MAP, CodeLine.Decision.REJECT).stream()
                    .filter(it -> it.word().equals(decision))
                    .toList();
            if (!MoverCodes.NAMES.contains(list)
                    || known.isEmpty()
                    || cells.of(line, "signed_by").isEmpty()
                    || !seen.add(List.of(list, code))) {
                faults.add(
                        file,
                        line.number(),
                        "is not a line as signing writes it; sign again: rollcall codes PLAN --sign \"Name, role\"");
                continue;
            }
            signatures.add(new Signature(
                    line.number(),
                    list,
                    new CodeLine(
                            line.number(),
                            code,
                            known.getFirst(),
                            cells.of(line, "new_code"),
                            cells.of(line, "decided_by"),
                            cells.of(line, "decided_on")),
                    cells.of(line, "signed_by"),
                    cells.of(line, "signed_on")));
        }
        return signatures;
    }

    /**
     * Signs: writes each decided line of these tables, in their order, and nothing else.
     *
     * @param by name and role
     * @param on the day, {@code 2026-10-14}
     * @return how many lines were signed
     */
    public static int write(Path file, List<CodeSheet> tables, String by, String on) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (CodeSheet table : tables) {
            for (CodeLine line : table.lines()) {
                if (line.isDecided()) {
                    rows.add(List.of(
                            table.list(),
                            line.legacyCode(),
                            line.decision().word(),
                            line.newCode(),
                            line.decidedBy(),
                            line.decidedOn(),
                            by,
                            on));
                }
            }
        }
        TableFile.write(file, HEADER, rows);
        return rows.size();
    }
}
