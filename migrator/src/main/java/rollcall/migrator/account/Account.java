package rollcall.migrator.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The account by which legacy is read.
 *
 * @param connection the connection's name in the plan
 * @param user its name
 */
public record Account(String connection, String user, WriteAccess access) {
    private static final String OPTION = "--allow-writable-source";

    /**
     * Asks the database what the account may write, in the connection's own transaction; what fails is {@link
     * WriteAccess.Unknown}, and leaves the transaction unusable.
     *
     * @param name the connection's name in the plan
     */
    public static Account of(String name, Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        String user = Optional.ofNullable(connection.getMetaData().getUserName())
                .map(it -> it.split("@", 2)[0])
                .orElse("");
        try {
            WriteAccess access = switch (product) {
                case "PostgreSQL" -> PostgresRights.of(connection);
                case "MariaDB", "MySQL" -> MariaDbRights.of(connection, product);
                case "H2" -> H2Rights.of(connection);
                default -> OtherRights.of(connection, product, user);
            };
            return new Account(name, user, access);
        } catch (SQLException refused) {
            return new Account(
                    name,
                    user,
                    new WriteAccess.Unknown("%s does not tell this account its rights (SQL state %s, error %d)"
                            .formatted(product, refused.getSQLState(), refused.getErrorCode())));
        }
    }

    /** Why legacy is not read by this account, with what it may write and what to do; empty where nothing stands in the way. */
    public Optional<String> refusal() {
        return access instanceof WriteAccess.Some some
                ? Optional.of("plan.yaml: connections: %s: %s. Give Rollcall an account that only reads (%s), or say %s"
                        .formatted(connection, may(some), some.remedy(), OPTION))
                : Optional.empty();
    }

    /** What there is to say although it is not in the way: that it may write, or that nobody could find out. */
    public Optional<String> warning() {
        return switch (access) {
            case WriteAccess.None none -> Optional.empty();
            case WriteAccess.Some some ->
                Optional.of(
                        "warning: %s; %s lets it pass. Rollcall writes nothing there.".formatted(may(some), OPTION));
            case WriteAccess.Unknown unknown ->
                Optional.of(
                        "warning: whether legacy account '%s' may write could not be established: %s. See to it yourself that it has SELECT and no more."
                                .formatted(user, unknown.why()));
        };
    }

    private String may(WriteAccess.Some some) {
        return "legacy account '%s' may write there: %s%s"
                .formatted(
                        user,
                        String.join(", ", some.what()),
                        some.more() == 0 ? "" : " and %,d more".formatted(some.more()));
    }
}
