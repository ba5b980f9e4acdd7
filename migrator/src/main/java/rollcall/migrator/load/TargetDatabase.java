package rollcall.migrator.load;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.tools.jdbc.JDBCUtils;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import rollcall.migrator.EmbeddedH2;
import rollcall.migrator.extract.H2Url;
import rollcall.reconciler.plan.DatabaseConnection;

/**
 * The new system's database, opened for writing. All work goes through one data source that knows the running transaction,
 * so that target rows and ledger stand or fall together.
 */
public final class TargetDatabase implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HikariDataSource pool;
    private final TransactionAwareDataSourceProxy source;
    private final JdbcTransactionManager transactions;
    private final DSLContext dsl;
    private final String schema;

    private TargetDatabase(HikariDataSource pool, DatabaseConnection connection) {
        this.pool = pool;
        this.source = new TransactionAwareDataSourceProxy(pool);
        this.transactions = new JdbcTransactionManager(pool);
        SQLDialect dialect = JDBCUtils.dialect(connection.url());
        this.dsl = DSL.using(source, dialect, new Settings().withExecuteLogging(false));
        this.schema = connection.schema();
    }

    /**
     * Opens the database.
     *
     * @throws TargetUnreachable if it cannot be opened, with what to do about it
     */
    public static TargetDatabase open(DatabaseConnection connection) throws TargetUnreachable {
        HikariConfig config = new HikariConfig();
        config.setPoolName("target");
        String url = durable(connection.url());
        if (H2Url.is(url)) {
            config.setDataSource(new Guarded(url, connection.user(), connection.password()));
        } else {
            config.setJdbcUrl(url);
            config.setUsername(connection.user());
            config.setPassword(connection.password());
        }
        if (url.startsWith("jdbc:postgresql:")) {
            // A plan kept from when the tables were all but empty would read them whole at each chunk.
            config.addDataSourceProperty("prepareThreshold", "0");
        }
        config.setMaximumPoolSize(3);
        config.setMinimumIdle(0);
        // What a row hangs on is read after the row was locked: never as it was when the transaction began.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setInitializationFailTimeout(1);
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(config);
        } catch (RuntimeException refused) {
            throw new TargetUnreachable(connection, refused);
        }
        return new TargetDatabase(pool, connection);
    }

    /** jOOQ on this database; within {@link #inTransaction} it takes part in the transaction. */
    public DSLContext dsl() {
        return dsl;
    }

    /** The schema that the plan names for this connection. */
    public String schema() {
        return schema;
    }

    /** For a chunk step; never leave it to a default. */
    public PlatformTransactionManager transactions() {
        return transactions;
    }

    /**
     * Prepares the running transaction for a chunk of rows. Of tables that are just being filled PostgreSQL knows little, and
     * would read all of one for the few rows of a chunk; where no index serves, it still does.
     */
    public void beginChunk() {
        if (dsl.family() == SQLDialect.POSTGRES) {
            dsl.execute("select set_config('enable_seqscan', 'off', true),"
                    + " case when current_setting('jit', true) is not null then set_config('jit', 'off', true) end");
        }
    }

    /** Does {@code work} in one transaction: all of it is there afterwards, or nothing. */
    public <T> T inTransaction(Supplier<T> work) {
        return new TransactionTemplate(transactions).<T>execute(status -> work.get());
    }

    /** Does {@code work} in one transaction, and takes all of it back again. */
    public void andBack(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            status.setRollbackOnly();
            work.run();
        });
    }

    /** A connection of its own, outside any transaction; the caller closes it. */
    public Connection open() throws SQLException {
        return source.getConnection();
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Connections to an H2 that may close itself. */
    private static final class Guarded extends DriverManagerDataSource {
        Guarded(String url, String user, String password) {
            super(url, user, password);
        }

        @Override
        protected Connection getConnectionFromDriverManager(String url, Properties account) throws SQLException {
            return EmbeddedH2.guarded(super.getConnectionFromDriverManager(url, account));
        }
    }

    /**
     * The URL with which nothing that H2 has acknowledged can be lost, no missing file is created, and no refused row's
     * values get into a trace file; others are left as they are.
     */
    static String durable(String url) {
        return H2Url.is(url) ? H2Url.parse(url).durable() : url;
    }
}
