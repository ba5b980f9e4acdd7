package rollcall.reconciler.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.ReconciliationPlan.QuerySide;

class ContactBookTest {
    private final Path folder;
    private final DatabaseConnection legacy;

    ContactBookTest(@TempDir Path folder) throws SQLException {
        this.folder = folder;
        this.legacy = new DatabaseConnection("legacy", "jdbc:h2:file:" + folder.resolve("legacy"), "sa", "", "public");
        try (Connection connection = DriverManager.getConnection(legacy.url(), "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE people (job char(10), name char(20), phone varchar(20))");
            statement.execute("INSERT INTO people VALUES ('00100', 'A. Tenant', NULL)");
        }
    }

    private ContactBook book(String sql) {
        return ContactBook.of(
                Optional.of(new QuerySide(legacy, folder.resolve("contact.sql"), sql)),
                LocalDateTime.of(2026, 10, 16, 18, 0));
    }

    @Test
    void aContactIsFoundByItsJobAgainAndAgain() {
        try (ContactBook book = book("SELECT name AS NAME, phone FROM people WHERE job = ?")) {
            for (int i = 0; i < 3; i++) {
                assertThat(book.of("00100")).contains(new Contact("A. Tenant", "", "", "", ""));
                assertThat(book.of("100")).isEmpty();
            }
            assertThat(book.notes()).isEmpty();
        }
    }

    @Test
    void aContactQueryThatFailsLeavesContactsOutWithANote() {
        try (ContactBook book = book("SELECT name FROM nowhere WHERE job = ?")) {
            assertThat(book.of("00100")).isEmpty();
            assertThat(book.of("00100")).isEmpty();
            assertThat(book.notes()).hasSize(1);
            assertThat(book.notes().getFirst()).startsWith("Contacts are left out: contact.sql: ");
        }
    }

    @Test
    void aPlanWithoutContactsKnowsNobody() {
        try (ContactBook book = ContactBook.of(Optional.empty(), LocalDateTime.of(2026, 10, 16, 18, 0))) {
            assertThat(book.of("00100")).isEmpty();
            assertThat(book.notes()).isEmpty();
        }
    }

    @Test
    void aContactShowsNothingOfItselfInLogs() {
        assertThat(new Contact("A. Tenant", "020", "1 Elm House", "N1", "leak").toString())
                .isEqualTo("a contact");
    }
}
