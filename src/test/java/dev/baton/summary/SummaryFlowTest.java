package dev.baton.summary;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.support.FallbackDesks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The summary that an agent gets, where no model is configured. Behaviours 8, 9. */
class SummaryFlowTest {

    private static FallbackDesks desks;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        desks = new FallbackDesks();
        String targets = "targets:\n"
                + desks.target("first", "desk", "")
                + desks.target("second", "calm-desk", "")
                + desks.target("bare", "named-desk", "")
                + """
                steps:
                  support: {text: first, fallback: [second]}
                  plain: {text: first, summary: none}
                  wanting: {text: first, summary: model}
                  bare: {text: bare, fallback: [first]}
                default: support
                """;
        gateway = GatewayUnderTest.start(folder, targets, "--baton.connectors=" + SummaryDesks.connectors(folder));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        desks.close();
    }

    @BeforeEach
    void forget() {
        desks.reset();
    }

    @Test
    void a_summary_that_the_bot_gives_is_used_as_it_is() throws Exception {
        ObjectNode receipt = handOver(SummaryDesks.message("\"summary\": {\"text\": \"Waits for a refund.\"}"));

        assertThat(sent("first")).isEqualTo("Waits for a refund.");
        assertThat(receipt.has("summary")).isFalse();
    }

    @Test
    void without_one_the_agent_gets_the_sentences_that_tell_most_and_the_receipt_shows_them() throws Exception {
        ObjectNode receipt = handOver(SummaryDesks.message("\"step\": \"support\"")
                .replace("\"channel\": \"text\"", "\"channel\": \"text\", \"language\": \"en\""));

        assertThat(receipt.at("/summary/generatedBy").asText()).isEqualTo("baton-extract");
        assertThat(receipt.at("/summary/language").asText()).isEqualTo("en");
        assertThat(receipt.at("/summary/generatedAt").asText()).isNotEmpty();
        assertThat(receipt.at("/summary/text").asText())
                .isEqualTo(
                        """
                        The customer came with: I sent back order 5512 and still wait for the refund.
                        Bot: I did not understand that.
                        Customer: DHL brought it to you on October 28.
                        The customer's last words: Can I talk to a person?
                        6 messages, 4 by the customer. Picked from the transcript.""");
        assertThat(sent("first")).isEqualTo(receipt.at("/summary/text").asText());
        assertThat(stored(receipt).path("summary")).isEqualTo(receipt.path("summary"));
    }

    @Test
    void an_empty_summary_is_none() throws Exception {
        handOver(SummaryDesks.message("\"summary\": {\"text\": \"  \"}"));

        assertThat(sent("first")).startsWith("The customer came with: I sent back");
    }

    @Test
    void without_a_transcript_there_is_no_summary() throws Exception {
        ObjectNode without = handOver(Messages.minimal());
        ObjectNode silent =
                handOver(Messages.with("\"transcript\": [{\"author\": {\"role\": \"customer\"}, \"type\": \"image\"},"
                        + " {\"author\": {\"role\": \"system\"}, \"text\": \"The customer came.\"}]"));

        assertThat(without.has("summary")).isFalse();
        assertThat(silent.has("summary")).isFalse();
        assertThat(desks.calls("first"))
                .allSatisfy(call ->
                        assertThat(json(call.getBodyAsString()).has("summary")).isFalse());
    }

    @Test
    void what_is_read_at_a_glance_has_no_extract_beside_it() throws Exception {
        ObjectNode glance = handOver(lines("a".repeat(100), "b".repeat(60)));
        ObjectNode longer = handOver(lines("a".repeat(100), "b".repeat(61)));

        assertThat(glance.has("summary")).isFalse();
        assertThat(glance.has("warnings")).isFalse();
        assertThat(longer.has("summary")).isTrue();
    }

    @Test
    void who_gets_no_transcript_gets_an_extract_of_the_shortest() throws Exception {
        desks.answers("first", aResponse().withStatus(503));

        ObjectNode receipt = handOver(lines("Where is my parcel?", "Hello?"));

        assertThat(receipt.path("target").asText()).isEqualTo("second");
        assertThat(sent("first")).isEmpty();
        assertThat(sent("second")).startsWith("The customer came with: Where is my parcel?");
        assertThat(receipt.at("/summary/text").asText()).isEqualTo(sent("second"));
    }

    private static String lines(String... texts) {
        return Messages.with(Stream.of(texts)
                .map("{\"author\": {\"role\": \"customer\"}, \"text\": \"%s\"}"::formatted)
                .collect(Collectors.joining(",", "\"transcript\": [", "]")));
    }

    @Test
    void a_step_can_do_without() throws Exception {
        ObjectNode receipt = handOver(SummaryDesks.message("\"step\": \"plain\""));

        assertThat(receipt.has("summary")).isFalse();
        assertThat(sent("first")).isEmpty();
    }

    @Test
    void a_model_that_nobody_configured_is_said_to_be_missing() throws Exception {
        ObjectNode receipt = handOver(SummaryDesks.message("\"step\": \"wanting\""));

        assertThat(receipt.at("/summary/generatedBy").asText()).isEqualTo("baton-extract");
        assertThat(receipt.at("/warnings/0/code").asText()).isEqualTo("summary_not_made_by_model");
        assertThat(receipt.at("/warnings/0/detail").asText()).contains("baton.summary.url");
    }

    @Test
    void the_fallback_gets_the_same_one() throws Exception {
        desks.answers("first", aResponse().withStatus(503));

        ObjectNode receipt = handOver(SummaryDesks.message("\"step\": \"support\""));

        assertThat(receipt.path("target").asText()).isEqualTo("second");
        assertThat(sent("second")).isEqualTo(sent("first")).isNotEmpty();
        assertThat(receipt.at("/summary/text").asText()).isEqualTo(sent("first"));
    }

    @Test
    void a_target_that_takes_none_gets_none_and_its_fallback_one() throws Exception {
        String named = "\"step\": \"bare\", \"customer\": {\"name\": \"Ada\"}";
        ObjectNode taken = handOver(SummaryDesks.message(named));
        desks.answers("bare", aResponse().withStatus(503));
        ObjectNode fellBack = handOver(SummaryDesks.message(named));

        assertThat(taken.path("target").asText()).isEqualTo("bare");
        assertThat(taken.has("summary")).isFalse();
        assertThat(fellBack.path("target").asText()).isEqualTo("first");
        assertThat(sent("first"))
                .isEqualTo(fellBack.at("/summary/text").asText())
                .isNotEmpty();
    }

    @Test
    void a_handover_that_failed_keeps_it_for_its_replay() throws Exception {
        desks.answers("first", aResponse().withStatus(503));
        ObjectNode failed = handOver(SummaryDesks.message("\"target\": \"first\""));
        desks.answers("first", okJson("{\"id\": \"1\"}"));

        HttpResponse<String> replayed =
                gateway.send("POST", "/handovers/" + failed.path("id").asText() + "/replay", "Prefer", "wait=20");

        assertThat(failed.path("state").asText()).isEqualTo("failed");
        assertThat(json(replayed).path("state").asText()).isEqualTo("accepted");
        assertThat(json(replayed).path("summary")).isEqualTo(failed.path("summary"));
        assertThat(sent("first", 1)).isEqualTo(sent("first", 0)).isNotEmpty();
    }

    @Test
    void it_is_never_longer_than_the_target_takes() throws Exception {
        String words = "The parcel came late and the box was open and two of the parts were missing. ".repeat(20);
        ObjectNode receipt = handOver(Messages.with(
                "\"transcript\": [{\"author\": {\"role\": \"customer\"}, \"text\": \"%1$s\"}, {\"author\": {\"role\": \"customer\"}, \"text\": \"Second: %1$s\"}]"
                        .formatted(words)));

        assertThat(sent("first")).hasSizeLessThanOrEqualTo(SummaryDesks.LONGEST).endsWith("…");
        assertThat(receipt.at("/warnings/0/code").asText()).isEqualTo("cut");
        assertThat(receipt.at("/warnings/0/pointer").asText()).isEqualTo("/summary/text");
    }

    @Test
    void a_dry_run_shows_it() throws Exception {
        ObjectNode shown = json(gateway.post(SummaryDesks.message("\"options\": {\"dryRun\": true}")));

        assertThat(shown.at("/summary/generatedBy").asText()).isEqualTo("baton-extract");
        assertThat(shown.at("/calls/0/body/summary")).isEqualTo(shown.at("/summary/text"));
        assertThat(shown.has("warnings")).isFalse();
    }

    @Test
    void the_analytics_log_has_nothing_of_it() throws Exception {
        ObjectNode receipt = handOver(SummaryDesks.message("\"step\": \"support\""));

        assertThat(receipt.at("/summary/text").asText()).contains("order 5512");
        String id = receipt.path("id").asText();
        await().until(() -> gateway.analytics().stream()
                .anyMatch(line -> line.contains(id) && line.contains("handover.accepted.v1")));
        assertThat(gateway.analytics()).noneMatch(line -> line.contains("5512"));
    }

    private static ObjectNode handOver(String message) throws Exception {
        HttpResponse<String> answer = gateway.post(message, "Prefer", "wait=20");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private static JsonNode stored(ObjectNode receipt) throws Exception {
        return json(gateway.get("/handovers/" + receipt.path("id").asText()));
    }

    private static String sent(String desk) throws Exception {
        List<?> calls = desks.calls(desk);
        assertThat(calls).hasSizeGreaterThan(0);
        return sent(desk, calls.size() - 1);
    }

    private static String sent(String desk, int call) throws Exception {
        return new ObjectMapper()
                .readTree(desks.calls(desk).get(call).getBody())
                .path("summary")
                .asText();
    }
}
