package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.Connector;
import dev.baton.handover.Channel;
import dev.baton.sandbox.Sandbox;
import dev.baton.sandbox.SandboxTargets;
import dev.baton.sandbox.SimulatedDesk;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.ShippedConnectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/targets.md has a section for every connector, and each call in it is answered by the sandbox as it says. */
class TargetsPageTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PAGE = Path.of("docs/targets.md");
    private static final Pattern HEADING = Pattern.compile("(?m)^## `([a-z0-9-]+)`: (.+)$");
    /** What a text of the page stands for when it differs from call to call. */
    private static final String ANY = "…";

    @TempDir
    static Path folder;

    private static SimulatedDesk desk;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start() throws Exception {
        desk = SimulatedDesk.start(0);
        Path targets = SandboxTargets.write(folder, ShippedConnectors.all(), desk);
        gateway = GatewayUnderTest.start(folder, Files.readString(targets), Sandbox.SIP);
        desk.callBack("http://127.0.0.1:" + gateway.port());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        desk.close();
    }

    @Test
    void everyConnectorHasItsSectionAndNothingElseHas() throws Exception {
        StringBuilder missing = new StringBuilder();
        for (Connector connector : ShippedConnectors.all()) {
            if (!sections().containsKey(connector.id())) {
                missing.append(draft(connector));
            }
        }

        assertThat(missing)
                .withFailMessage(
                        "%s has no section for some connectors. Paste these, each at its place in the alphabet, and say"
                                + " what the connector does:%n%n%s",
                        PAGE, missing)
                .isEmpty();
        assertThat(HEADING.matcher(Files.readString(PAGE))
                        .results()
                        .map(heading -> heading.group(1) + heading.group(2)))
                .containsExactlyElementsOf(ShippedConnectors.all().stream()
                        .map(connector -> connector.id() + connector.title())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("sectionNames")
    void theCallOfASectionIsAnsweredAsItSays(String id) throws Exception {
        Markdown section = new Markdown(PAGE, sections().getOrDefault(id, ""));
        ObjectNode said = (ObjectNode) JSON.readTree(section.blocks("json").get(0));

        ObjectNode receipt = call(section.blocks("sh").get(0));

        assertThat(receipt.path("target").asText()).isEqualTo(id);
        assertThat(excerpt(receipt, said)).isEqualTo(said);
    }

    @Test
    void itsLinksLeadSomewhere() throws Exception {
        assertThat(Markdown.read(PAGE.toString()).links()).isNotEmpty().allSatisfy(link -> assertThat(link)
                .exists());
    }

    static Stream<String> sectionNames() throws IOException {
        return sections().keySet().stream();
    }

    private static SortedMap<String, String> sections() throws IOException {
        SortedMap<String, String> sections = new TreeMap<>();
        for (String section : Files.readString(PAGE).split("(?m)^(?=## )")) {
            HEADING.matcher(section).results().findFirst().ifPresent(found -> sections.put(found.group(1), section));
        }
        return sections;
    }

    /** What a section shows of a receipt, with a mark for each text that the page leaves open. */
    private static ObjectNode excerpt(ObjectNode receipt, JsonNode said) {
        ObjectNode excerpt = receipt.deepCopy().retain("state", "externalRefs", "warnings");
        for (Map.Entry<String, JsonNode> reference : said.path("externalRefs").properties()) {
            if (reference.getValue().asText().equals(ANY)
                    && !receipt.path("externalRefs")
                            .path(reference.getKey())
                            .asText()
                            .isEmpty()) {
                excerpt.withObject("/externalRefs").put(reference.getKey(), ANY);
            }
        }
        return excerpt;
    }

    private static String draft(Connector connector) throws Exception {
        String curl = curl(connector);
        JsonNode model = Objects.requireNonNull(connector.model().orElseThrow().receipt());
        ObjectNode receipt = call(curl).retain("state", "externalRefs", "warnings");
        for (Map.Entry<String, JsonNode> reference :
                receipt.path("externalRefs").properties()) {
            JsonNode value = reference.getValue();
            boolean told = curl.contains('"' + value.asText() + '"');
            if (!told && !value.equals(model.path("externalRefs").get(reference.getKey()))) {
                receipt.withObject("/externalRefs").put(reference.getKey(), ANY);
            }
        }
        return "## `%s`: %s\n\n[What it does.]\n\n```sh\n%s\n```\n\n```json\n%s\n```\n\n"
                .formatted(
                        connector.id(),
                        connector.title(),
                        curl,
                        receipt.toPrettyString().replace("\" : ", "\": "));
    }

    private static String curl(Connector connector) {
        boolean voice = !connector.channels().contains(Channel.TEXT);
        return """
                curl -s http://127.0.0.1:8080/handovers -H 'Content-Type: application/json' -H 'Prefer: wait=5' -d '{
                  "target": "%s",
                  "source": {"platform": "halo", "botId": "support"},
                  "conversation": {"id": "try-%s", "channel": "%s", "language": "en"},%s
                  "customer": {"name": "Ada Jansen", "email": "ada@example.org", "phone": "+31612345678"},
                  "reason": {"code": "unresolved"},
                  "summary": {"text": "Wants a refund for order A-1."},
                  "transcript": [{"author": {"role": "customer"}, "text": "Can I talk to a person?"}],
                  "context": {"orderId": "A-1"}
                }'"""
                .formatted(
                        connector.id(),
                        connector.id(),
                        voice ? "voice" : "text",
                        voice ? voice(connector) : "");
    }

    private static String voice(Connector connector) {
        String dialog = connector.requires().contains("voice.sipCallId")
                ? ", \"sipCallId\": \"try-%s@sbc.example.net\", \"localTag\": \"bot-1\", \"remoteTag\": \"sbc-1\""
                        .formatted(connector.id())
                : "";
        return "\n  \"voice\": {\"callId\": \"call-1\"" + dialog + "},";
    }

    private static ObjectNode call(String curl) throws Exception {
        String here = curl.replace("127.0.0.1:8080", "127.0.0.1:" + gateway.port())
                // The reader of the page may be impatient, a busy machine may not.
                .replace("wait=5", "wait=30");
        Process process = new ProcessBuilder(List.of("bash", "-c", here)).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(curl).isZero();
        return (ObjectNode) JSON.readTree(answer);
    }
}
