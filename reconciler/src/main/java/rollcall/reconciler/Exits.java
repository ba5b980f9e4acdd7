package rollcall.reconciler;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.function.Supplier;
import picocli.CommandLine;
import rollcall.reconciler.plan.PlanFaults;

/**
 * The one place from an exception to a message and an exit code. A crash must never read as "exceptions found" (1): what
 * is not wrong usage or a wrong plan (2) is unknown (3).
 */
public final class Exits {
    /** Wrong usage, or a wrong plan. */
    public static final int WRONG = 2;

    /** It could not be established. */
    public static final int UNKNOWN = 3;

    private static final String DEBUG = "ROLLCALL_DEBUG";

    private Exits() {}

    /** Makes the command line and executes it; even a failure to make it gives {@link #UNKNOWN}. */
    public static int execute(Supplier<CommandLine> commandLine, String... arguments) {
        try {
            return execute(commandLine.get(), arguments);
        } catch (Throwable failure) {
            return tell(failure, new PrintWriter(System.err, true, System.err.charset()));
        }
    }

    /** Executes the command line; messages go to its standard error. Never throws. */
    public static int execute(CommandLine commandLine, String... arguments) {
        commandLine.setParameterExceptionHandler((wrong, ignored) -> tellUsage(wrong));
        commandLine.setExecutionExceptionHandler((failure, command, ignored) -> tell(failure, command.getErr()));
        try {
            return commandLine.execute(arguments);
        } catch (Throwable failure) {
            return tell(failure, commandLine.getErr());
        }
    }

    private static int tellUsage(CommandLine.ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("rollcall: " + firstLine(wrong));
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return WRONG;
    }

    private static int tell(Throwable failure, PrintWriter err) {
        int code = UNKNOWN;
        if (failure instanceof PlanFaults faults) {
            faults.faults().forEach(err::println);
            code = WRONG;
        } else {
            err.println("rollcall: " + message(failure));
        }
        if ("1".equals(System.getenv(DEBUG))) {
            failure.printStackTrace(err);
        }
        err.flush();
        return code;
    }

    /** What failed, in a line without values of the databases. */
    static String message(Throwable failure) {
        return switch (failure) {
            case Unestablished unestablished -> firstLine(unestablished);
            case OutOfMemoryError ignored ->
                "out of memory; nothing is established. Give it more: JAVA_TOOL_OPTIONS=-Xmx2g";
            case IOException full
            when FullDisk.isCauseOf(full) ->
                "no space is left on the disk of the plan's work folder or of a report; nothing is established. Make space,"
                        + " then run this again";
            case UncheckedIOException wrapped when wrapped.getCause() instanceof IOException cause -> message(cause);
            case FileSystemException file -> file(file) + "; nothing is established";
            // Another message might hold values of the databases: it is shown only to those who ask for it.
            default ->
                "stopped by an unexpected " + failure.getClass().getSimpleName() + place(failure)
                        + "; nothing is established. Set " + DEBUG
                        + "=1 to see the details (they may hold personal data)";
        };
    }

    /** What is wrong with a file, in words: {@code "/no/where": no such file or folder}. */
    static String file(FileSystemException failure) {
        String reason = failure.getReason();
        return "\"" + failure.getFile() + "\": "
                + switch (failure) {
                    case NoSuchFileException ignored -> "no such file or folder";
                    case AccessDeniedException ignored -> "no permission";
                    default -> reason == null ? failure.getClass().getSimpleName() : reason;
                };
    }

    private static String place(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0].getFileName() + ":" + trace[0].getLineNumber();
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
