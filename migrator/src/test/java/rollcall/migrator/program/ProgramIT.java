package rollcall.migrator.program;

import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.fixtures.SmallCouncil;

/** The zip as a newcomer meets it: unpacked somewhere with a space in its name, the repository out of reach. */
class ProgramIT {
    private static Path elsewhere = Path.of("");

    private static Path home = Path.of("");

    @BeforeAll
    static void unpack(@TempDir Path folderOfItsOwn) throws Exception {
        elsewhere = folderOfItsOwn;
        Path folder = Files.createDirectory(elsewhere.resolve("a folder"));
        Ran unzip = Ran.run(folder, Map.of(), List.of("unzip", "-q", zip().toString()));
        assertThat(unzip.exit()).as(unzip.err()).isZero();
        try (Stream<Path> entries = Files.list(folder)) {
            home = entries.findFirst().orElseThrow();
        }
    }

    @Test
    void unpacksWithItsLaunchersExecutable() throws Exception {
        assertThat(Files.getPosixFilePermissions(home.resolve("bin/rollcall"))).contains(OWNER_EXECUTE);
        assertThat(Files.getPosixFilePermissions(home.resolve("bin/rollcall.cmd")))
                .contains(OWNER_EXECUTE);
        String windows = Files.readString(home.resolve("bin/rollcall.cmd"), StandardCharsets.US_ASCII);
        assertThat(windows.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
        assertThat(windows).contains("exit /b %ERRORLEVEL%");
    }

    @Test
    void shipsNothingOfTheFixtures() throws IOException {
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            assertThat(jars.map(it -> it.getFileName().toString()))
                    .anyMatch(it -> it.startsWith("rollcall-reconciler"))
                    .anyMatch(it -> it.startsWith("rollcall-migrator"))
                    .noneMatch(it -> it.contains("fixtures") || it.contains("junit") || it.contains("assertj"));
        }
    }

    @Test
    void findsADriverThatTheCouncilHasBroughtInItsOwnFolderAndInOneNamedElsewhere() throws Exception {
        Path council = elsewhere.resolve("another product");
        SmallCouncil.into(council);
        Path plan = council.resolve("plan/plan.yaml");
        Files.writeString(
                plan,
                Files.readString(plan).replace("url: jdbc:h2:file:${plan}/../legacy", "url: jdbc:brought:${plan}/.."));
        List<String> check = List.of("check", council.resolve("plan").toString());

        assertThat(Files.readString(home.resolve("drivers/README.txt"))).contains("mssql-jdbc", "ojdbc11");
        assertThat(rollcall(Map.of(), check).err()).contains("no driver knows this url");
        Path jar = Files.createDirectories(elsewhere.resolve("own drivers")).resolve("brought.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            String name = BroughtDriver.class.getName();
            out.putNextEntry(new JarEntry(name.replace('.', '/') + ".class"));
            out.write(Files.readAllBytes(Path.of("target/test-classes").resolve(name.replace('.', '/') + ".class")));
            out.putNextEntry(new JarEntry("META-INF/services/java.sql.Driver"));
            out.write(name.getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(rollcall(Map.of("ROLLCALL_DRIVERS", jar.resolveSibling("").toString()), check)
                        .err())
                .contains("the driver that the council has brought was asked");
        Path beside = home.resolve("drivers/brought.jar");
        Files.move(jar, beside);
        assertThat(rollcall(Map.of(), check).err()).contains("the driver that the council has brought was asked");
        Files.delete(beside);
    }

    @Test
    void listsItsCommands() throws Exception {
        Ran help = rollcall("--help");
        assertThat(help.exit()).as(help.err()).isZero();
        assertThat(help.out()).contains("migrate", "rehearse", "reconcile", "check");
        assertThat(help.err()).isEmpty();
    }

    @Test
    void writesItsArchiveOfClassesAnewWhenAJarHasComeOrGone() throws Exception {
        Path cache = Files.createDirectories(elsewhere.resolve("cache"));
        Map<String, String> environment = Map.of("XDG_CACHE_HOME", cache.toString());
        assertThat(rollcall(environment, List.of("--help")).exit()).isZero();
        List<Path> first = archives(cache);
        assertThat(rollcall(environment, List.of("--help")).exit()).isZero();
        assertThat(archives(cache)).isEqualTo(first);
        Path brought = home.resolve("drivers/empty.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(brought))) {
            out.putNextEntry(new JarEntry("nothing.txt"));
        }
        try {
            assertThat(rollcall(environment, List.of("--help")).exit()).isZero();
            assertThat(archives(cache)).hasSameSizeAs(first).doesNotContainAnyElementsOf(first);
        } finally {
            Files.delete(brought);
        }
    }

    private static List<Path> archives(Path cache) throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(it -> it.toString().endsWith(".jsa")).toList();
        }
    }

    @Test
    void saysInOneLineThatNoJavaFits() throws Exception {
        Path nothing = Files.createDirectories(elsewhere.resolve("nothing/bin"));
        for (String tool : List.of("sh", "dirname", "readlink", "cksum", "mkdir")) {
            Path real = Stream.of("/bin", "/usr/bin")
                    .map(it -> Path.of(it, tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(nothing.resolve(tool), real);
        }
        String launcher = Files.readString(home.resolve("bin/rollcall")).replaceAll("/(usr|opt|Library)/", "/nowhere/");
        Path bare = home.resolve("bin/bare");
        Files.writeString(bare, launcher);
        Ran ran = Ran.run(
                elsewhere,
                Map.of("PATH", nothing.toString(), "JAVA_HOME", "", "HOME", elsewhere.toString()),
                List.of(nothing.resolve("sh").toString(), bare.toString(), "--help"));
        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.err().lines()).singleElement().asString().contains("no Java 21 or later found; install one");
    }

    @Test
    void endsWithTwoWhereThePlanFolderDoesNotExist() throws Exception {
        Ran ran = rollcall("reconcile", "no such plan");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("no such plan").doesNotContain("\tat ");
    }

    @Test
    void endsWithThreeWhereLegacyIsNotADatabase() throws Exception {
        Path council = elsewhere.resolve("not a database");
        SmallCouncil.into(council);
        Files.writeString(
                council.resolve("legacy/uh.mv.db"), "this is no database, whatever its name says\n".repeat(500));
        for (String command : List.of("reconcile", "migrate", "rehearse")) {
            Ran ran = rollcall(command, council.resolve("plan").toString());
            assertThat(ran.exit()).as(command + ran.out() + ran.err()).isEqualTo(3);
            assertThat(ran.out() + ran.err())
                    .contains("uh")
                    .doesNotContain("\tat ")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void tellsThreeMistakesOfAPlanAtOnceWithTheirLines() throws Exception {
        Path council = elsewhere.resolve("mistaken");
        SmallCouncil.into(council);
        Path plan = council.resolve("plan/plan.yaml");
        List<String> lines = new ArrayList<>(Files.readAllLines(plan));
        int zone = change(lines, "zone: Europe/London", "zone: Europe/Camden");
        int census = change(lines, "census:", "cencus:");
        int query = change(lines, "reconcile/target.sql", "reconcile/traget.sql");
        Files.write(plan, lines);
        Ran ran = rollcall("reconcile", council.resolve("plan").toString());
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .contains("plan.yaml line " + zone + ":", "Europe/Camden")
                .contains("plan.yaml line " + census + ":", "did you mean")
                .contains("plan.yaml line " + query + ":", "traget.sql")
                .doesNotContain("\tat ");
        assertThat(ran.err().lines().filter(it -> it.contains("plan.yaml line")))
                .hasSize(3);
    }

    private static int change(List<String> lines, String from, String to) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(from)) {
                lines.set(i, lines.get(i).replace(from, to));
                return i + 1;
            }
        }
        throw new AssertionError("the sample plan has no line with " + from);
    }

    private static Ran rollcall(String... arguments) throws Exception {
        return rollcall(Map.of(), List.of(arguments));
    }

    private static Ran rollcall(Map<String, String> environment, List<String> arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/rollcall").toString()));
        command.addAll(arguments);
        Map<String, String> all = new HashMap<>(environment);
        all.put("JAVA_HOME", System.getProperty("java.home"));
        return Ran.run(elsewhere, all, command);
    }

    private static Path zip() throws IOException {
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            return built.filter(it -> it.getFileName().toString().matches("rollcall-[\\d.]+\\.zip"))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath();
        }
    }
}
