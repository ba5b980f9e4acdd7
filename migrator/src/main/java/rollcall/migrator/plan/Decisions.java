package rollcall.migrator.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.plan.PlanNode;

/**
 * What people have decided of legacy's codes, and what of it they have signed.
 *
 * @param tables the code tables, one for each list, in the order of {@link MoverCodes#NAMES}
 * @param signatures what was signed; none where nobody has
 * @param signedFile where signatures are, or will be
 * @param signedName how messages name that file
 * @param lookups a query or a table with list, code and meaning, for filling the tables
 */
public record Decisions(
        List<CodeSheet> tables,
        List<Signature> signatures,
        Path signedFile,
        String signedName,
        Optional<Path> lookups) {
    private static final String SIGNED = "codes/signed.csv";

    public Decisions {
        tables = List.copyOf(tables);
        signatures = List.copyOf(signatures);
    }

    /** The table of a list. */
    public CodeSheet table(String list) {
        return tables.stream().filter(it -> it.list().equals(list)).findFirst().orElseThrow();
    }

    /** Reads what {@code codes:} names. What is wrong becomes a fault of the file it is in. */
    static Decisions bind(PlanNode codes) {
        List<CodeSheet> tables = new ArrayList<>();
        for (String list : MoverCodes.NAMES) {
            Path file = codes.file(list);
            tables.add(new CodeSheet(
                    list, file, codes.optionalText(list).orElse(list), new CodeFile(file, codes::fileFault).read()));
        }
        String signedName = codes.optionalText("signed").orElse(SIGNED);
        Path signedFile = codes.newFile("signed", SIGNED);
        return new Decisions(
                tables,
                SignedFile.read(signedFile, codes::fileFault),
                signedFile,
                signedName,
                codes.optionalText("lookups").map(it -> codes.file("lookups")).filter(Files::isRegularFile));
    }
}
