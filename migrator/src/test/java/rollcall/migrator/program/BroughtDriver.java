package rollcall.migrator.program;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A driver of a product that Rollcall knows nothing of; it answers to its URLs, and connects to nothing. */
public final class BroughtDriver implements Driver {
    static {
        try {
            DriverManager.registerDriver(new BroughtDriver());
        } catch (SQLException failed) {
            throw new ExceptionInInitializerError(failed);
        }
    }

    @Override
    public @Nullable Connection connect(String url, Properties info) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        throw new SQLException("the driver that the council has brought was asked");
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith("jdbc:brought:");
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
