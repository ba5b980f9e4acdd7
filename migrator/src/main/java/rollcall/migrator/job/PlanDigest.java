package rollcall.migrator.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import rollcall.migrator.FileDigest;

/**
 * One digest (SHA-256) over a plan folder: names and contents of all its files, hidden ones and folders left out.
 */
final class PlanDigest {
    private PlanDigest() {}

    static String of(Path folder) throws MigrationFailed {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> files = walk.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .filter(it -> !hidden(it))
                    .sorted()
                    .toList();
            MessageDigest all = MessageDigest.getInstance("SHA-256");
            for (Path file : files) {
                MessageDigest one = MessageDigest.getInstance("SHA-256");
                all.update(one.digest(file.toString().replace('\\', '/').getBytes(StandardCharsets.UTF_8)));
                all.update(HexFormat.of().parseHex(FileDigest.of(folder.resolve(file))));
            }
            return HexFormat.of().formatHex(all.digest());
        } catch (IOException unreadable) {
            throw new MigrationFailed("the plan folder cannot be read: " + unreadable, unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no SHA-256", impossible);
        }
    }

    private static boolean hidden(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
