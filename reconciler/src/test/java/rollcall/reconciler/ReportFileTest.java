package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
    private final Path folder;

    ReportFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aFileIsReplacedWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("out.json"), "an older and longer text");

        ReportFile.at(file).write(writer -> writer.write("new"));

        assertThat(file).hasContent("new");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aFailureHalfWayLeavesTheOldFile() throws IOException {
        Path file = Files.writeString(folder.resolve("out.json"), "old");

        assertThatThrownBy(() -> ReportFile.at(file).write(writer -> {
                    writer.write("half");
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(Unestablished.class)
                .hasMessage("cannot write \"" + file + "\"; is the disk full?");
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aPlaceWhereNothingCanBeWrittenIsToldBeforeTheWork() {
        Path nowhere = folder.resolve("none/out.json");

        assertThatThrownBy(() -> ReportFile.at(nowhere))
                .isInstanceOf(Unestablished.class)
                .hasMessage("cannot write \"" + nowhere + "\": its folder does not exist; name a file in another");
        assertThatThrownBy(() -> ReportFile.at(folder))
                .isInstanceOf(Unestablished.class)
                .hasMessage("cannot write \"" + folder + "\": it is a folder; name a file");
    }

    @Test
    void reportsAndTheirFolderAreForTheOwnerAlone() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path reports = folder.resolve(".rollcall/reports");

        ReportFile.inside(reports, "a.html").write(writer -> writer.write("a"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(reports)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(reports.resolve("a.html"))))
                .isEqualTo("rw-------");
    }
}
