package rollcall.reconciler;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A program of the tests' class path as a process of its own: to be killed, or to have a heap of its own. */
public final class OwnJvm {
    private OwnJvm() {}

    /** What it says on either output comes as one. */
    public static ProcessBuilder of(Class<?> program, List<String> options, Object... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> classes = List.of("-cp", System.getProperty("java.class.path"), program.getName());
        return new ProcessBuilder(Stream.of(Stream.of(java), options.stream(), classes.stream(), Stream.of(arguments))
                        .flatMap(it -> it)
                        .map(Object::toString)
                        .toList())
                .redirectErrorStream(true);
    }
}
