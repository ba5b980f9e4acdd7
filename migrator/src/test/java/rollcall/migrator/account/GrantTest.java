package rollcall.migrator.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as MariaDB and MySQL show them. */
class GrantTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost` WITH GRANT OPTION | % | * | ALL PRIVILEGES",
                "GRANT SELECT, INSERT, CREATE ON *.* TO `u`@`%` IDENTIFIED BY PASSWORD '*AB' | % | * | INSERT",
                "GRANT INSERT, UPDATE, DELETE, DROP, ALTER ON `uh`.* TO `u`@`%` | uh | * | INSERT+UPDATE+DELETE+DROP+ALTER",
                "GRANT DELETE ON `uh\\_%`.* TO PUBLIC | uh\\_% | * | DELETE",
                "GRANT SELECT (`a`, `b`), INSERT (`a`, `insert, update`), UPDATE (`b`) ON `uh`.`visit` TO `u`@`%` | uh | visit | INSERT of some columns+UPDATE of some columns",
                "GRANT SELECT, DELETE HISTORY ON `uh`.`odd ``name ON` TO `u`@`%` | uh | odd `name ON | DELETE HISTORY",
                "GRANT UPDATE ON \"uh\".\"visit\" TO \"u\"@\"%\" | uh | visit | UPDATE",
            })
    void whatLetsWriteIsTakenOutOfALine(String line, String schema, String table, String rights) {
        assertThat(Grant.of(line))
                .contains(new Grant(
                        schema, Optional.of(table).filter(it -> !it.equals("*")), List.of(rights.split("\\+"))));
        assertThat(Grant.understands(line)).isTrue();
        assertThat(Grant.roles(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GRANT USAGE ON *.* TO `u`@`%`",
                "GRANT SELECT, SHOW VIEW, CREATE, INDEX, EXECUTE, TRIGGER ON `uh`.* TO `u`@`%`",
                "GRANT SELECT (`insert`, `update`) ON `uh`.`delete` TO `u`@`%`",
                "GRANT BACKUP_ADMIN,AUDIT_ADMIN ON *.* TO `u`@`%`",
                "GRANT EXECUTE, ALTER ROUTINE ON PROCEDURE `uh`.`p` TO `u`@`%`",
                "GRANT PROXY ON ''@'%' TO 'root'@'localhost' WITH GRANT OPTION",
                "REVOKE INSERT ON `uh`.* FROM `u`@`%`",
                "SET DEFAULT ROLE `writers` FOR `u`@`%`",
            })
    void whatLetsNothingBeWrittenInTablesIsUnderstoodAsThat(String line) {
        assertThat(Grant.of(line)).isEmpty();
        assertThat(Grant.roles(line)).isEmpty();
        assertThat(Grant.understands(line)).isTrue();
    }

    @Test
    void rolesAreNamedAsSqlTakesThem() {
        assertThat(Grant.roles("GRANT `writers` TO `u`@`%` WITH ADMIN OPTION")).containsExactly("`writers`");
        assertThat(Grant.roles("GRANT `a`@`%`,`b c`@`localhost` TO `u`@`%`"))
                .containsExactly("`a`@`%`", "`b c`@`localhost`");
    }

    @Test
    void aLineOfAnotherFormIsNotTakenForHarmless() {
        assertThat(Grant.understands("GRANT WHATEVER COMES NEXT TO `u`@`%`")).isFalse();
    }
}
