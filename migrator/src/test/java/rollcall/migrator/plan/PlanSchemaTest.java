package rollcall.migrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import rollcall.fixtures.Council;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.CouncilSpec;
import rollcall.fixtures.SheetsCouncil;
import rollcall.migrator.extract.Kind;
import rollcall.reconciler.plan.PlanFaults;
import rollcall.reconciler.plan.PlanReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** The published schema of {@code plan.yaml} against the readers: the same keys at every place. */
class PlanSchemaTest {
    /** Near no key, so that the fault lists all that are known. */
    private static final String BOGUS = "#".repeat(60);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> ENVIRONMENT = Map.of();

    private final JsonNode schema = JSON.readTree(Path.of("src/main/dist/plan.schema.json"));
    private final Schema validator = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schema);
    private final CouncilFolder council;
    private final JsonNode everyKey;
    private final Set<JsonNode> visited = new HashSet<>();

    PlanSchemaTest(@TempDir Path folder) throws Exception {
        council = Council.generate(CouncilSpec.of(1, 1), folder.resolve("council"));
        Files.writeString(council.plan().resolve("rows.csv"), "WO\n");
        Files.writeString(council.plan().resolve("reconcile/of-one.sql"), "SELECT ${contractor} AS contractor");
        everyKey = yaml(Path.of("src/test/resources/rollcall/migrator/plan/every-key.yaml"));
    }

    @Test
    void theSamplePlansAreValid(@TempDir Path folder) throws Exception {
        CouncilFolder sheets = SheetsCouncil.generate(CouncilSpec.of(1, 1), folder.resolve("sheets"));

        for (Path plan : List.of(council.plan(), council.schedulerPlan(), council.contractorsPlan(), sheets.plan())) {
            Path file = plan.resolve("plan.yaml");
            assertThat(validator.validate(yaml(file))).as(file.toString()).isEmpty();
            assertThat(Files.readString(file)).startsWith("# yaml-language-server: $schema=../plan.schema.json\n");
        }
    }

    @Test
    void aPlanWithEveryPartIsValidAndReadWithoutFault() throws Exception {
        assertThat(faults()).isEmpty();
        assertThat(validator.validate(everyKey)).isEmpty();
    }

    @Test
    void schemaAndReadersKnowTheSameKeysAtEveryPlace() throws Exception {
        compareBelow(everyKey, schema, "plan.yaml");

        assertThat(schema.findParents("additionalProperties").stream().filter(it -> it.has("properties")))
                .as("objects of the schema of which every-key.yaml has none")
                .allMatch(visited::contains);
    }

    @Test
    void theFieldsThatALoadMayWriteAreThoseOfTheSchema() {
        for (Kind kind : Kind.values()) {
            JsonNode fields = schema.at("/properties/migrate/properties/load/properties/" + kind.word()
                    + "/properties/columns/additionalProperties/anyOf/0/enum");
            assertThat(fields.values()).extracting(JsonNode::asString).containsExactlyElementsOf(Fields.of(kind));
        }
    }

    private void compareBelow(JsonNode node, JsonNode rule, String place) throws Exception {
        JsonNode resolved = resolved(rule, node);
        if (node instanceof ObjectNode mapping) {
            JsonNode known = resolved.path("properties");
            if (known.isObject()) {
                visited.add(resolved);
                assertThat(resolved.path("additionalProperties").asBoolean(true))
                        .as(place + " admits any key")
                        .isFalse();
                assertThat(keysKnownToReaders(mapping))
                        .as("keys known to the readers at " + place + ", against the schema's")
                        .isEqualTo(new TreeSet<>(known.propertyNames()));
            }
            for (String key : List.copyOf(mapping.propertyNames())) {
                JsonNode below = known.has(key) ? known.path(key) : resolved.path("additionalProperties");
                compareBelow(mapping.path(key), below, place + ": " + key);
            }
        }
        for (JsonNode item : node.isArray() ? node.values() : List.<JsonNode>of()) {
            compareBelow(item, resolved.path("items"), place);
        }
    }

    /** Puts a key there that nobody knows, and takes the known ones out of the fault. */
    private Set<String> keysKnownToReaders(ObjectNode mapping) throws IOException {
        mapping.put(BOGUS, "x");
        String told = faults().stream()
                .filter(it -> it.contains("unknown key \"" + BOGUS))
                .findFirst()
                .orElse("any key at all");
        mapping.remove(BOGUS);
        String keys = told.substring(told.indexOf(BOGUS) + BOGUS.length() + 1).replaceFirst("^; expected ", "");
        return new TreeSet<>(keys.isEmpty() ? List.of() : List.of(keys.split(", | or ", -1)));
    }

    private List<String> faults() throws IOException {
        Files.writeString(council.plan().resolve("plan.yaml"), JSON.writeValueAsString(everyKey));
        try {
            PlanReader.read(council.plan(), ENVIRONMENT, MigrationPlan::bind);
            return List.of();
        } catch (PlanFaults wrong) {
            return wrong.faults();
        }
    }

    /** The rule itself, the definition that it names, or the alternative that fits the node. */
    private JsonNode resolved(JsonNode rule, JsonNode node) {
        if (rule.has("$ref")) {
            return resolved(schema.at(rule.path("$ref").asString().substring(1)), node);
        }
        for (JsonNode alternative : rule.path("anyOf").values()) {
            JsonNode candidate = resolved(alternative, node);
            boolean isObject = candidate.path("type").asString("").equals("object");
            if (isObject == node.isObject()
                    && candidate.path("required").values().stream().allMatch(it -> node.has(it.asString()))) {
                return candidate;
            }
        }
        return rule;
    }

    private static JsonNode yaml(Path file) throws IOException {
        Object document = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        return JSON.valueToTree(document);
    }
}
