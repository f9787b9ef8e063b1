package dev.baton.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a gateway tells about a handover: its state and its history. */
public record KnownHandover(String id, ObjectNode receipt) {

    public static KnownHandover ask(BatonProcess gateway, String id) throws IOException, InterruptedException {
        var answer = gateway.get("/handovers/" + id);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new KnownHandover(id, GatewayUnderTest.json(answer));
    }

    public String state() {
        return receipt.path("state").asText();
    }

    /** The states so far, in order; a gap or a double in the sequence fails. */
    public List<String> states() {
        List<String> states = new ArrayList<>();
        for (JsonNode event : receipt.path("history")) {
            states.add(event.path("state").asText());
            assertThat(event.path("sequence").asInt()).as(receipt.toString()).isEqualTo(states.size());
        }
        return states;
    }

    /** Every event is in the analytics log, each time it is there as the same event. */
    public void assertLoggedIn(List<String> analytics) throws IOException {
        for (JsonNode event : receipt.path("history")) {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : analytics) {
                if (line.contains('"' + event.path("id").asText() + '"')) {
                    lines.add(GatewayUnderTest.json(line));
                }
            }
            assertThat(lines).as("%s in the analytics log", event).isNotEmpty();
            assertThat(lines).allSatisfy(line -> {
                assertThat(line.path("subject").asText()).isEqualTo(id);
                assertThat(line.at("/data/state")).isEqualTo(Objects.requireNonNull(event.get("state")));
                assertThat(line.path("time")).isEqualTo(event.get("at"));
            });
        }
    }
}
