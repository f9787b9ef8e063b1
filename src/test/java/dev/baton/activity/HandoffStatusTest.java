package dev.baton.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.HandoverState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What became of a handover, in the Bot Framework's words. */
class HandoffStatusTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "requested, requested",
        "delivering, requested",
        "retrying, requested",
        "accepted, accepted",
        "queued, accepted",
        "assigned, accepted",
        "active, accepted",
        "completed, completed",
        "returned, completed",
        "logged, completed",
        "cancelled, failed",
        "expired, failed",
        "rejected, failed",
        "failed, failed"
    })
    void nothing_is_told_before_it_is_certain(String state, String word) throws Exception {
        assertThat(status(state, "").at("/value/state").asText()).isEqualTo(word);
    }

    @ParameterizedTest
    @EnumSource(HandoverState.class)
    void every_state_has_a_word(HandoverState state) throws Exception {
        assertThat(status(state.wireName(), "").at("/value/state").asText()).isNotEmpty();
    }

    @Test
    void a_failure_has_its_reason() throws Exception {
        assertThat(status("failed", ", \"failure\": {\"reason\": \"Nobody is there.\"}")
                        .path("value")
                        .toString())
                .isEqualTo("{\"state\":\"failed\",\"message\":\"Nobody is there.\"}");
        assertThat(status("expired", "").at("/value/message").asText()).isEqualTo("The handover ended as expired.");
    }

    @Test
    void it_belongs_to_the_conversation_and_to_the_activity_that_asked() throws Exception {
        ObjectNode message = (ObjectNode)
                JSON.readTree(
                        "{\"extensions\": {\"botFramework\": {\"activityId\": \"a-1\", \"serviceUrl\": \"https://x\", \"channelId\": 5}}}");

        ObjectNode status = HandoffStatus.of(receipt("accepted", ""), message);

        assertThat(status.path("conversation").toString()).isEqualTo("{\"id\":\"c-1\"}");
        assertThat(status.path("replyToId").asText()).isEqualTo("a-1");
        assertThat(status.path("serviceUrl").asText()).isEqualTo("https://x");
        assertThat(status.has("channelId")).isFalse();
        assertThat(status.path("id").asText()).isEqualTo("h-1-accepted");
        assertThat(status.at("/channelData/receipt/id").asText()).isEqualTo("h-1");
    }

    private static ObjectNode status(String state, String members) throws Exception {
        return HandoffStatus.of(receipt(state, members), JsonNodeFactory.instance.objectNode());
    }

    private static ObjectNode receipt(String state, String members) throws Exception {
        return (ObjectNode)
                JSON.readTree("{\"id\": \"h-1\", \"state\": \"" + state + "\", \"conversation\": {\"id\": \"c-1\"},"
                        + " \"requestedAt\": \"2026-11-21T10:02:41.120Z\"" + members + "}");
    }
}
