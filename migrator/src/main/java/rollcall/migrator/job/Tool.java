package rollcall.migrator.job;

import java.util.Optional;

/** The program's name and version, as the ledger and {@code --version} show it. */
public final class Tool {
    /** {@code rollcall 0.1.0}; without a version where the program does not run from its jar. */
    public static final String NAME = "rollcall"
            + Optional.ofNullable(Tool.class.getPackage().getImplementationVersion())
                    .map(it -> " " + it)
                    .orElse("");

    private Tool() {}
}
