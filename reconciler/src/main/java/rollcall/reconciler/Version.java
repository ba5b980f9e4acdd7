package rollcall.reconciler;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The program's version, as its jar states it. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(built from source)");
        return new String[] {"Rollcall " + version, "Java " + Runtime.version()};
    }
}
