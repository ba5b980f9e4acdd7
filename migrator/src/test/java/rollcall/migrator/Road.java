package rollcall.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import rollcall.fixtures.CouncilFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The road of one council, with the program's own commands. */
record Road(CouncilFolder council) {

    /** Migrates as the corrected tables decide. */
    void migrate() {
        council.correct();
        CommandRun migrated = CommandRun.of("migrate", council.plan());
        assertThat(migrated.exit()).as(migrated.text()).isZero();
    }

    /** Rehearses with the tables as they are, and gives the result as JSON has it. */
    JsonNode rehearse(int exit, String verdict) {
        return result("rehearse", exit, verdict);
    }

    /** Reconciles, and gives the result as JSON has it. */
    JsonNode reconcile(int exit, String verdict) {
        return result("reconcile", exit, verdict);
    }

    private JsonNode result(String command, int exit, String verdict) {
        Path json = council.root().resolve("out.json");
        CommandRun ran = CommandRun.of(command, council.plan(), "--json", json.toString());
        assertThat(ran.exit()).as(ran.text()).isEqualTo(exit);
        JsonNode result = JsonMapper.shared().readTree(json.toFile());
        assertThat(result.get("verdict").asString()).isEqualTo(verdict);
        return result;
    }

    /** A result's exceptions: {@code appointments 300112 MISSING}. */
    static List<String> found(JsonNode result) {
        return result.get("exceptions")
                .valueStream()
                .map(it -> "%s %s %s"
                        .formatted(
                                it.get("population").asString(),
                                it.get("reference").asString(),
                                it.get("class").asString()))
                .toList();
    }
}
