package rollcall.reconciler.plan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who is told of a night, and through which server.
 *
 * @param from the sender's address
 * @param to the recipients' addresses; at least one
 * @param host the mail server
 * @param port its port
 * @param security how the connection is kept secret
 * @param user empty where the server asks for none
 * @param password empty where the server asks for none
 */
public record MailPlan(
        String from,
        List<String> to,
        String host,
        int port,
        Security security,
        Optional<Login> user,
        Optional<Secret> password) {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>\"(),:;\\[\\]\\\\]+@[^\\s@<>\"(),:;\\[\\]\\\\]+");
    private static final int HIGHEST_PORT = 65_535;

    public MailPlan {
        to = List.copyOf(to);
    }

    /** How the connection is kept secret. */
    public enum Security {
        /** Begins in the open and must become TLS before anything else is said. */
        STARTTLS(587),
        /** TLS from the first byte. */
        TLS(465),
        /** In the open: to a relay on the council's own network, which the plan vouches for. */
        RELAY(25);

        private final int port;

        Security(int port) {
            this.port = port;
        }
    }

    /** A user's name, as it stands or from the environment. */
    public sealed interface Login {
        /** The name; empty where its environment variable is not set. */
        Optional<String> name();

        /** A name that stands in the plan. */
        record Plain(String text) implements Login {
            @Override
            public Optional<String> name() {
                return Optional.of(text);
            }
        }

        /** A name from the environment. */
        record FromEnvironment(Secret secret) implements Login {
            @Override
            public Optional<String> name() {
                return secret.value();
            }
        }
    }

    static MailPlan read(PlanNode node, Map<String, String> environment) {
        node.onlyKeys("from", "to", "host", "port", "security", "user", "password");
        Security security = security(node);
        int port = node.number("port", security.port);
        if (port < 1 || port > HIGHEST_PORT) {
            node.fault("port", "port \"" + port + "\" is not one; expected 1 to 65535");
        }
        List<String> to = node.list("to");
        if (to.isEmpty()) {
            node.fault("to", "to names nobody; expected at least one address: to: [ repairs@example.org ]");
        }
        to.forEach(it -> address(node, "to", it));
        String from = node.text("from");
        if (!from.isEmpty()) {
            address(node, "from", from);
        }
        Optional<Login> user = user(node, environment);
        Optional<Secret> password = Secret.read(node, "password", environment);
        if (user.isPresent() != password.isPresent()
                && node.optionalText("password").isPresent() != user.isPresent()) {
            node.fault(
                    user.isPresent() ? "user" : "password",
                    "user and password come together; write both, or neither for a server that asks for none");
        }
        if (security == Security.RELAY && password.isPresent()) {
            node.fault("security", "security relay would send the password in the open; expected starttls or tls");
        }
        return new MailPlan(from, to, node.text("host"), port, security, user, password);
    }

    private static Optional<Login> user(PlanNode node, Map<String, String> environment) {
        return node.optionalText("user")
                .flatMap(it -> it.startsWith("${")
                        ? Secret.read(node, "user", environment).map(Login.FromEnvironment::new)
                        : Optional.of(new Login.Plain(it)));
    }

    private static Security security(PlanNode node) {
        String word = node.text("security");
        for (Security security : Security.values()) {
            if (security.name().toLowerCase(Locale.ROOT).equals(word)) {
                return security;
            }
        }
        if (!word.isEmpty()) {
            node.fault("security", "security \"" + word + "\" is none of starttls, tls, relay");
        }
        return Security.STARTTLS;
    }

    private static void address(PlanNode node, String key, String address) {
        if (!ADDRESS.matcher(address).matches()) {
            node.fault(key, key + " \"" + address + "\" is not an address; expected for example repairs@example.org");
        }
    }
}
