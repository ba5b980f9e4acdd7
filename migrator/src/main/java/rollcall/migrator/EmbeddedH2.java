package rollcall.migrator;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an H2 that runs within this process. Where its disk is full or memory runs out, it closes its file in the
 * middle of whatever goes on, and keeps whoever then ends a transaction or closes a connection waiting for ever. All that
 * can be had from it is the first failure: so nothing more is asked of it. Its file holds what was committed, and nothing
 * of what was going on.
 */
public final class EmbeddedH2 implements InvocationHandler {
    private final Connection connection;
    private final MVStore file;

    private EmbeddedH2(Connection connection, MVStore file) {
        this.connection = connection;
        this.file = file;
    }

    /** The same connection, which asks nothing of an H2 in this process that has closed itself; any other as it is. */
    public static Connection guarded(Connection connection) throws SQLException {
        if (connection.isWrapperFor(JdbcConnection.class)
                && connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session) {
            return (Connection) Proxy.newProxyInstance(
                    EmbeddedH2.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    new EmbeddedH2(connection, session.getDatabase().getStore().getMvStore()));
        }
        return connection;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() != Object.class && file.isClosed()) {
            return afterwards(method.getName());
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getTargetException();
        }
    }

    private static @Nullable Object afterwards(String asked) throws SQLException {
        return switch (asked) {
            case "rollback", "close", "abort" -> null;
            case "isClosed" -> true;
            case "isValid" -> false;
            default ->
                throw new SQLException(
                        "the database has closed itself",
                        Integer.toString(ErrorCode.DATABASE_IS_CLOSED),
                        ErrorCode.DATABASE_IS_CLOSED);
        };
    }
}
