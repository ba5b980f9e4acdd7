package rollcall.migrator;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program. */
@Command(
        name = "rollcall",
        mixinStandardHelpOptions = true,
        versionProvider = Rollcall.Version.class,
        description = "Moves a landlord's repairs appointments to a new system and proves that none went missing.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {MigrateCommand.class})
public final class Rollcall {
    private Rollcall() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Rollcall());
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Optional.ofNullable(Rollcall.class.getPackage().getImplementationVersion())
                    .orElse("(built from source, without a version)");
            return new String[] {"rollcall " + version};
        }
    }
}
