package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.sandbox.SandboxTargets;
import dev.baton.sandbox.SimulatedDesk;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.ShippedConnectors;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The conversation in docs/walkthrough.md goes as it says, call by call, in the sandbox.
 *
 * <p>Behaviours 11, 14, 18, 24, 52, 56, 62, 67, 74, 75.
 */
class WalkthroughPageTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TURN = "{\"turnId\": \"t-3\", \"utterance\": \"Hello?\", \"outcome\": \"unresolved\"}";

    @TempDir
    Path folder;

    private final Markdown page;

    WalkthroughPageTest() throws Exception {
        page = Markdown.read("docs/walkthrough.md");
    }

    @Test
    void every_call_is_answered_as_it_says() throws Exception {
        List<String> calls = page.blocks("sh");
        List<String> answers = page.blocks("json");
        assertThat(calls).hasSameSizeAs(answers);
        try (SimulatedDesk desk = SimulatedDesk.start(0)) {
            Path targets = SandboxTargets.write(folder, ShippedConnectors.all(), desk);
            try (GatewayUnderTest gateway = GatewayUnderTest.start(folder, Files.readString(targets))) {
                String id = "";
                for (int i = 0; i < calls.size(); i++) {
                    JsonNode told = JSON.readTree(answers.get(i));
                    JsonNode answer = answered(told, calls.get(i), gateway, id);
                    id = answer.at("/handover/id").asText(id);
                    if (told.path("owner").asText().equals("human")) {
                        assertThat(turn(gateway).path("status").asInt()).isEqualTo(409);
                    }
                }
            }
        }
    }

    @Test
    void its_links_lead_somewhere() {
        assertThat(page.links()).isNotEmpty().allSatisfy(link -> assertThat(link)
                .exists());
    }

    /** The desk takes a moment; what changes nothing may be asked again until it has. */
    private static JsonNode answered(JsonNode told, String call, GatewayUnderTest gateway, String id) throws Exception {
        if (call.contains(" -d ") || call.contains(" -X ")) {
            JsonNode answer = run(call, gateway, id);
            assertContains(answer, told);
            return answer;
        }
        await().untilAsserted(() -> assertContains(run(call, gateway, id), told));
        return run(call, gateway, id);
    }

    /** An answer has more than the page shows of it. */
    private static void assertContains(JsonNode answer, JsonNode told) {
        if (told.isObject()) {
            told.properties().forEach(member -> assertContains(answer.path(member.getKey()), member.getValue()));
        } else if (told.isArray()) {
            assertThat(answer.size()).as(answer.toString()).isEqualTo(told.size());
            for (int i = 0; i < told.size(); i++) {
                assertContains(answer.get(i), told.get(i));
            }
        } else {
            assertThat(answer).isEqualTo(told);
        }
    }

    private static JsonNode turn(GatewayUnderTest gateway) throws Exception {
        return run(
                "curl -s http://127.0.0.1:8080/conversations/w-1/turns -H 'Content-Type: application/json' -d '" + TURN
                        + "'",
                gateway,
                "");
    }

    private static JsonNode run(String call, GatewayUnderTest gateway, String id) throws Exception {
        ProcessBuilder shell =
                new ProcessBuilder("bash", "-c", call.replace("127.0.0.1:8080", "127.0.0.1:" + gateway.port()));
        shell.environment().put("ID", id);
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(call).isZero();
        return JSON.readTree(output);
    }
}
