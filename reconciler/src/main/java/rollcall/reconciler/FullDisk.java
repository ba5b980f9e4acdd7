package rollcall.reconciler;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** A disk without space left: told by the system of a file, or by a database of itself. */
public final class FullDisk {
    /** What Linux says, of a disk, of a quota and of a limit on files; and Windows, of its disks and quotas. */
    private static final List<String> OF_THE_SYSTEM = List.of(
            "No space left",
            "quota exceeded",
            "File too large",
            "not enough space on the disk",
            "Not enough quota",
            "disk is full");

    private static final String OF_POSTGRESQL = "53100";

    /** Its disk is full, its table is. */
    private static final Set<Integer> OF_MARIADB = Set.of(1021, 1114);

    private FullDisk() {}

    /** Whether a failure came of a full disk. */
    public static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String words = String.valueOf(cause.getMessage());
            if (cause instanceof IOException && OF_THE_SYSTEM.stream().anyMatch(words::contains)) {
                return true;
            }
            if (cause instanceof SQLException refused
                    && (OF_POSTGRESQL.equals(refused.getSQLState()) || OF_MARIADB.contains(refused.getErrorCode()))) {
                return true;
            }
        }
        return false;
    }

    /** What to tell of a failure: that the disk is full where it came of that, else these words. */
    public static String told(Throwable failure, String otherwise) {
        return isCauseOf(failure) ? "its disk is full" : otherwise;
    }
}
