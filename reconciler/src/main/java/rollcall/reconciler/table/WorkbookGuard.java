package rollcall.reconciler.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Looks at a file before it is read as a workbook: what it is, and how large it would become. */
final class WorkbookGuard {
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLD_OR_ENCRYPTED = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final long LARGEST = 256L << 20;

    private WorkbookGuard() {}

    /** Why it is not read, and what to do; empty where nothing speaks against it. */
    static Optional<String> refusal(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(ZIP.length);
        }
        if (Arrays.equals(start, OLD_OR_ENCRYPTED)) {
            return Optional.of("is protected by a password, or in Excel's old format; save it as .xlsx, no password");
        }
        if (!Arrays.equals(start, ZIP)) {
            return Optional.of("is not a workbook, whatever its ending says; save it as .xlsx");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return unpacks(zip)
                    ? Optional.empty()
                    : Optional.of("would unpack to more than %d MiB; it is no table that people edit"
                            .formatted(LARGEST >> 20));
        } catch (ZipException damaged) {
            return Optional.of("is damaged; open it and save it as .xlsx again");
        }
    }

    /** Unpacks it into nothing: the sizes that an archive states are not to be believed. */
    private static boolean unpacks(ZipFile zip) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (Iterator<? extends ZipEntry> entries = zip.entries().asIterator(); entries.hasNext(); ) {
            try (InputStream in = zip.getInputStream(entries.next())) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    total += read;
                    if (total > LARGEST) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
