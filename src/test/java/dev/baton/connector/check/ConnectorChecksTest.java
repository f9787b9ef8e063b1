package dev.baton.connector.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.baton.connector.ConnectorFolder;
import dev.baton.connector.ConnectorReader;
import dev.baton.source.SourceError;
import dev.baton.source.SourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the author of a connector is told: the table is {@code refused.yaml}. */
class ConnectorChecksTest {

    private static final ObjectMapper YAML = new YAMLMapper();
    private static final Path TABLE = Path.of("src/test/resources/connectors/refused.yaml");
    private static final String KAMELET = "desk.kamelet.yaml";
    private static final String EXAMPLE = "examples/minimal.yaml";
    private static final String FIRST_STEP = "        - to: {uri: \"jslt:open.jslt\"}\n";

    private static final Map<String, String> FILES = Map.of(
            KAMELET,
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: desk
              labels: {camel.apache.org/kamelet.type: sink}
              annotations:
                baton.dev/channels: text
                baton.dev/carries: summary, customer.name
                baton.dev/hosts: "*.{{domain}}"
            spec:
              definition:
                type: object
                required: [domain, key]
                properties:
                  domain: {title: Domain, type: string, pattern: "^[a-z.]+$"}
                  key: {type: string, format: password}
                  size: {type: integer, minimum: 1, default: 5}
                  apiUrl: {type: string, format: uri, default: "https://api.{{domain}}"}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - to: {uri: "jslt:open.jslt"}
                    - to: {uri: "secret:key", parameters: {header: X-Key}}
                    - to: {uri: "{{apiUrl}}/chats", parameters: {httpMethod: POST}}
                    - to: {uri: "jslt:receipt.jslt"}
            """,
            "open.jslt",
            "import \"names.jslt\" as names {\"name\": names:of(.customer)}",
            "names.jslt",
            "def of(customer) $customer.name null",
            "receipt.jslt",
            "{\"state\": \"accepted\"}",
            EXAMPLE,
            """
            title: A chat is opened
            handover:
              source: {platform: halo, botId: support}
              conversation: {id: c-1, channel: text}
              reason: {code: customer_request}
            settings: {domain: example.org, key: k}
            exchange: []
            receipt: {state: accepted}
            """);

    @TestFactory
    Stream<DynamicTest> everything_that_is_wrong_is_said_with_its_place() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode row : YAML.readTree(TABLE.toFile())) {
            tests.add(DynamicTest.dynamicTest(row.toString(), () -> assertThat(row.path("errors"))
                    .extracting(JsonNode::asText)
                    .containsExactlyElementsOf(refusals(edited(row)))));
        }
        assertThat(tests).hasSizeGreaterThan(60);
        return tests.stream();
    }

    @Test
    void a_right_connector_is_taken() {
        assertThat(refusals(new TreeMap<>(FILES))).isEmpty();
    }

    @Test
    void a_mapping_that_nobody_uses_was_forgotten() {
        SortedMap<String, String> files = new TreeMap<>(FILES);
        files.put("open2.jslt", "import \"open3.jslt\" as more .");
        files.put("open3.jslt", ".");

        assertThat(refusals(files))
                .containsExactly(
                        "open2.jslt: found open2.jslt, which no step and no import uses, expected a use, or no such file",
                        "open3.jslt: found open3.jslt, which no step and no import uses, expected a use, or no such file");
    }

    @Test
    void a_call_over_http_says_where_it_goes() {
        String silent = text(KAMELET).replace("    baton.dev/hosts: \"*.{{domain}}\"\n", "");

        assertThat(refusals(with(KAMELET, silent))).isEmpty();
        assertThat(refusals(with(KAMELET, silent.replace("format: uri, ", ""))))
                .containsExactly(
                        "24:21: /spec/template/from/steps/2/to/uri: found a call over HTTP, expected the annotation baton.dev/hosts, or a setting with format: uri, to say where it goes");
    }

    @Test
    void a_stock_kamelet_needs_no_annotations_and_no_examples() {
        SortedMap<String, String> files = with(KAMELET, text(KAMELET).replace("baton.dev/", "example.org/"));
        files.remove(EXAMPLE);

        assertThat(refusals(files)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "text",
                "spec: {definition: [], template: 7}",
                "metadata: [baton.dev/hosts]",
                "spec: {definition: {properties: [a], required: a}, template: {from: {steps: {to: [x]}}}}",
                "spec: {definition: {properties: {a: null, b: {default: '{{b}}'}}}, template: {beans: {a: 1}}}",
                "spec: {template: {from: {steps: [null, to, {to: null}, {to: ':'}, {to: '{{'}, {to: 'token:'}]}}}"
            })
    void a_file_of_another_form_is_refused_too(String kamelet) {
        assertThat(refusals(with(KAMELET, kamelet))).isNotEmpty();
    }

    private static SortedMap<String, String> edited(JsonNode row) {
        if (row.has("step")) {
            String step = "        - " + row.path("step").asText() + "\n";
            return with(KAMELET, text(KAMELET).replace(FIRST_STEP, step + FIRST_STEP));
        }
        String file = row.has("kamelet") ? KAMELET : EXAMPLE;
        JsonNode edit = row.path(row.has("kamelet") ? "kamelet" : "example");
        String right = edit.path(0).asText();
        int at = text(file).indexOf(right);
        assertThat(at).as(right).isNotNegative();
        String rest = text(file).substring(at + right.length());
        return with(file, text(file).substring(0, at) + edit.path(1).asText() + rest);
    }

    private static SortedMap<String, String> with(String file, String text) {
        SortedMap<String, String> files = new TreeMap<>(FILES);
        files.put(file, text);
        return files;
    }

    private static String text(String file) {
        return FILES.getOrDefault(file, "");
    }

    private static List<String> refusals(SortedMap<String, String> files) {
        try {
            ConnectorReader.read(new ConnectorFolder("desk", "here", files));
            return List.of();
        } catch (SourceException e) {
            return e.errors().stream()
                    .map(SourceError::toString)
                    .map(error -> error.replaceFirst("here/(" + KAMELET + ":|" + EXAMPLE + ":)?", ""))
                    .toList();
        }
    }
}
