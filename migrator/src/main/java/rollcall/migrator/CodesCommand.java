package rollcall.migrator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rollcall.migrator.extract.ExtractFailed;
import rollcall.migrator.job.MigrationFailed;
import rollcall.reconciler.Unestablished;
import rollcall.reconciler.plan.PlanFaults;

/** {@code rollcall codes PLAN}. */
@Command(
        name = "codes",
        mixinStandardHelpOptions = true,
        description = {
            "Fills the code tables with every code that legacy holds, its meaning, and how many live rows have it.",
            "What people have written in them stays."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every code on a live row is decided; or signed, or written as workbooks",
            "1:a code on live rows is undecided",
            "2:wrong usage or wrong plan",
            "3:legacy could not be read, or a table is open in another program"
        })
public final class CodesCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PLAN", description = "the plan's folder")
    private Path plan = Path.of("");

    @ArgGroup
    private Instead instead = new Instead();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws PlanFaults {
        Codes codes = new Codes(plan, spec.commandLine().getOut());
        try {
            if (instead.sign.isPresent()) {
                return codes.sign(signer(instead.sign.get()));
            }
            return instead.xlsx ? codes.workbooks() : codes.fill();
        } catch (ExtractFailed | MigrationFailed failed) {
            throw new Unestablished(String.valueOf(failed.getMessage()), failed);
        } catch (IOException failed) {
            throw new Unestablished(
                    "a code table cannot be written: %s; check the plan folder's rights and the free space"
                            .formatted(failed.getMessage()),
                    failed);
        }
    }

    private String signer(String given) {
        String signer = given.strip();
        if (signer.isEmpty() || signer.lines().count() > 1) {
            throw new ParameterException(
                    spec.commandLine(), "--sign needs who signs, for example \"H. Ferreira, head of repairs\"");
        }
        return signer;
    }

    /** What may be done instead of filling. */
    static final class Instead {
        @Option(
                names = "--sign",
                paramLabel = "\"NAME, ROLE\"",
                description = "sign what is decided: a copy of each decided line goes into codes/signed.csv,"
                        + " and migrate holds the tables to it")
        private Optional<String> sign = Optional.empty();

        @Option(names = "--xlsx", description = "write the CSV tables as workbooks beside them, all cells text")
        private boolean xlsx;
    }
}
