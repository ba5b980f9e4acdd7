package rollcall.reconciler;

import java.sql.Connection;
import java.sql.DriverManager;

/** Another process that has a database open: {@code LockHolder URL}. Ends when it is killed. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection(arguments[0], "sa", "")) {
            System.out.println(connection.isClosed() ? "closed" : "open");
            Thread.sleep(60_000);
        }
    }
}
