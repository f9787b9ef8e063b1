package dev.baton.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.target.TargetDefinition;
import dev.baton.vendor.VendorHttp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Kamelets of a few lines, with settings {@code text} and {@code url} and the secret {@code key}. */
final class KameletUnderTest {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final String FORM =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata: {name: small}
            spec:
              definition:
                type: object
                properties:
                  text: {type: string}
                  url: {type: string, format: uri}
                  key: {type: string, format: password}
              template:
            """;

    private KameletUnderTest() {}

    /** @param steps YAML, indented by nothing */
    static TargetContext build(String steps, ObjectNode settings) {
        return buildTemplate("from:\n  uri: kamelet:source\n  steps:\n" + steps.indent(4), settings);
    }

    static TargetContext buildTemplate(String template, ObjectNode settings) {
        Connector connector = ConnectorReader.read(new ConnectorFolder(
                "small", "small", new TreeMap<>(Map.of("small.kamelet.yaml", FORM + template.indent(4)))));
        TargetDefinition definition = TargetDefinition.of("small", connector.form(), settings);
        return TargetContext.build(
                new ActiveTarget(definition, connector), VendorHttp.Limits.DEFAULT, Clock.systemUTC(), Network.HTTP);
    }

    static ObjectNode settings(String... pairs) {
        ObjectNode settings = JSON.createObjectNode();
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put(pairs[i], pairs[i + 1]);
        }
        return settings;
    }

    /** What the Kamelet made of a handover; its last step puts that into the body as a receipt. */
    static JsonNode call(TargetContext context) throws Exception {
        JsonNode handover = JSON.readTree("{\"conversation\": {\"id\": \"c-1\"}}");
        return context.call(DeliveryScope.trial(
                        context.target(),
                        "01JD0000000000000000000000",
                        handover,
                        context.target().definition().settings(),
                        Instant.EPOCH))
                .path("externalRefs");
    }
}
