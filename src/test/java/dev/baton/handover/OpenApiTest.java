package dev.baton.handover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.baton.activity.HandoffActivity;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemType;
import dev.baton.schema.SchemaCheck;
import dev.baton.trigger.Trigger;
import dev.baton.trigger.TurnSchema;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The description that is served to bot authors agrees with the contract and with the code. */
class OpenApiTest {

    static final JsonNode API = resource("openapi.yaml", new YAMLMapper());
    private static final Map<String, JsonNode> CONTRACTS = Map.of(
            HandoverSchema.RESOURCE, resource(HandoverSchema.RESOURCE, new JsonMapper()),
            HandoffActivity.RESOURCE, resource(HandoffActivity.RESOURCE, new JsonMapper()),
            TurnSchema.RESOURCE, resource(TurnSchema.RESOURCE, new JsonMapper()));
    private static final JsonNode PROBLEM_TYPES = API.at("/components/schemas/Problem/properties/type/enum");

    private record Example(String name, JsonNode schema, JsonNode value) {}

    @Test
    void theRequestIsTheHandoverSchemaItself() {
        JsonNode request = API.at("/paths/~1handovers/post/requestBody/content/application~1json/schema");

        assertThat(request.size()).isEqualTo(1);
        assertThat(request.path("$ref").asText()).isEqualTo(HandoverSchema.RESOURCE);
        assertThat(API.path("paths").has("/" + HandoverSchema.RESOURCE)).isTrue();
    }

    @Test
    void anActivityIsDescribedByTheSchemaThatIsServed() {
        JsonNode activity = API.path("paths")
                .path("/handovers")
                .path("post")
                .path("requestBody")
                .path("content");

        assertThat(activity.path(HandoffActivity.MEDIA_TYPE)
                        .path("schema")
                        .path("$ref")
                        .asText())
                .isEqualTo(HandoffActivity.RESOURCE);
        assertThat(API.path("paths").has("/" + HandoffActivity.RESOURCE)).isTrue();
    }

    @Test
    void aTurnIsDescribedByTheSchemaThatIsServed() {
        JsonNode turn = API.at("/paths/~1conversations~1{id}~1turns/post/requestBody/content/application~1json/schema");

        assertThat(turn.path("$ref").asText()).isEqualTo(TurnSchema.RESOURCE);
        assertThat(API.path("paths").has("/" + TurnSchema.RESOURCE)).isTrue();
        assertThat(API.at("/components/schemas/TurnAnswer/properties/trigger/enum"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        Arrays.stream(Trigger.values()).map(Trigger::wireName).toArray(String[]::new));
        assertThat(HandoverSchema.document().at("/properties/reason/properties/trigger/enum"))
                .extracting(JsonNode::asText)
                .contains(Arrays.stream(Trigger.values()).map(Trigger::wireName).toArray(String[]::new));
    }

    @TestFactory
    Stream<DynamicTest> everyExampleFitsItsSchema() {
        List<Example> examples = new ArrayList<>();
        collect(API, "", examples);
        assertThat(examples).hasSizeGreaterThan(15);
        return examples.stream()
                .map(example -> DynamicTest.dynamicTest(example.name, () -> assertThat(
                                SchemaCheck.of(standalone(example.schema)).check(example.value))
                        .isEmpty()));
    }

    @Test
    void statesAndProblemsAreThoseOfTheCode() {
        assertThat(API.at("/components/schemas/State/enum"))
                .extracting(JsonNode::asText)
                .containsExactly(Arrays.stream(HandoverState.values())
                        .map(HandoverState::wireName)
                        .toArray(String[]::new));
        assertThat(API.at("/components/schemas/Failure/properties/class/enum"))
                .extracting(JsonNode::asText)
                .containsExactly(Arrays.stream(FailureClass.values())
                        .map(FailureClass::wireName)
                        .toArray(String[]::new));
        assertThat(PROBLEM_TYPES)
                .extracting(JsonNode::asText)
                .containsExactly(Arrays.stream(ProblemType.values())
                        .map(ProblemType::uri)
                        .toArray(String[]::new));
    }

    @Test
    void aProblemDocumentFitsItsSchema() {
        SchemaCheck problem = SchemaCheck.of(standalone(API.at("/components/schemas/Problem")));
        ObjectNode invalid = Problem.invalid(
                        ProblemType.INVALID_HANDOVER, HandoverSchema.check(new JsonMapper().createObjectNode()))
                .withLink("first", "/handovers/1")
                .toJson();

        assertThat(problem.check(invalid)).isEmpty();
        assertThat(problem.check(invalid.deepCopy().put("status", "422"))).hasSize(1);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        TreeSet<String> references = new TreeSet<>(API.findValuesAsText("$ref"));
        references.removeAll(CONTRACTS.keySet());

        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(
                        API.at(reference.substring(1)).isMissingNode())
                .isFalse());
    }

    private static void collect(JsonNode node, String path, List<Example> examples) {
        JsonNode schema = node.has("schema") ? node.path("schema") : node;
        if (node.has("example")) {
            examples.add(new Example(path, schema, node.path("example")));
        }
        JsonNode several = node.path("examples");
        if (several.isArray()) {
            several.forEach(value -> examples.add(new Example(path, schema, value)));
        } else if (node.has("schema")) {
            several.properties()
                    .forEach(named -> examples.add(new Example(
                            path + " " + named.getKey(),
                            schema,
                            resolved(named.getValue()).path("value"))));
        }
        node.properties().forEach(member -> collect(member.getValue(), path + "/" + member.getKey(), examples));
    }

    static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? API.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** The schema with everything it may refer to, so that nothing has to be looked up. */
    static JsonNode standalone(JsonNode schema) {
        ObjectNode standalone = new JsonMapper().createObjectNode();
        standalone.withArray("allOf").add(schema.deepCopy());
        standalone.set("components", API.path("components"));
        CONTRACTS.forEach((name, contract) -> standalone.withObject("$defs").set(name, contract));
        for (JsonNode parent : standalone.findParents("$ref")) {
            JsonNode contract = CONTRACTS.get(parent.path("$ref").asText());
            if (contract != null) {
                ((ObjectNode) parent).put("$ref", contract.path("$id").asText());
            }
        }
        return standalone;
    }

    private static JsonNode resource(String name, ObjectMapper mapper) {
        try (InputStream resource = HandoverSchema.class.getClassLoader().getResourceAsStream(name)) {
            return mapper.readTree(resource);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
