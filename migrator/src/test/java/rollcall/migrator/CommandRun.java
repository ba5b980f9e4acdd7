package rollcall.migrator;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import rollcall.reconciler.Exits;

/** What one of the program's commands gave, run within this JVM: its exit code and what it wrote. */
public record CommandRun(int exit, String out, String err) {

    /** Runs a command on a plan. */
    public static CommandRun of(String command, Path plan, String... options) {
        return of(Stream.concat(Stream.of(command, plan.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Exits.execute(
                Rollcall.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)),
                arguments);
        return new CommandRun(exit, out.toString(), err.toString());
    }

    /** Both what it told and what it complained of. */
    public String text() {
        return out + err;
    }

    /** What it told, on one line. */
    public String told() {
        return out.replaceAll("\\s+", " ");
    }
}
