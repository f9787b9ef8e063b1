package dev.baton.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.ActiveTarget;
import dev.baton.connector.Connector;
import dev.baton.connector.DeliveryScope;
import dev.baton.connector.Example;
import dev.baton.support.ShippedConnectors;
import dev.baton.target.TargetDefinition;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** ServiceNow gets a history as a list, which is cut as the text of a transcript is. */
class LongHistoryTest {

    private final Connector connector = ShippedConnectors.get("servicenow");
    private final Example model = connector.model().orElseThrow();

    @Test
    void of_500_messages_the_newest_that_fit_are_sent_and_the_rest_is_counted() {
        Trial.Result result = deliver(IntStream.range(0, 500)
                .mapToObj(i -> "line " + i + " " + "שלום 😀".repeat(60))
                .toList());

        JsonNode history = history(result);
        JsonNode mark = history.path(0);
        int cut = 500 - (history.size() - 1);
        assertThat(cut).isBetween(1, 499);
        assertThat(mark.path("value").asText()).isEqualTo("[… " + cut + " earlier messages cut]");
        assertThat(mark.path("isBotMessage").asBoolean()).isTrue();
        assertThat(history.path(1).path("value").asText()).startsWith("line " + cut + " ");
        assertThat(history.path(history.size() - 1).path("value").asText()).startsWith("line 499 ");
        assertThat(StreamSupport.stream(history.spliterator(), false)
                        .mapToInt(line -> line.path("value").asText().length())
                        .sum())
                .isLessThanOrEqualTo(100_000);
        assertThat(result.notes()).extracting("pointer").containsExactly("/transcript");
    }

    @Test
    void a_message_of_10000_characters_is_cut_with_a_mark() {
        Trial.Result result = deliver(List.of("\"".repeat(10_000)));

        String value = history(result).path(0).path("value").asText();
        assertThat(value).hasSize(4000).endsWith("…");
        assertThat(result.notes()).extracting("pointer").containsExactly("/transcript/0/text");
    }

    private static JsonNode history(Trial.Result result) {
        assertThat(result.failure()).isNull();
        return result.calls().get(0).json().path("history");
    }

    private Trial.Result deliver(Iterable<String> texts) {
        ObjectNode handover = model.handover().deepCopy();
        ArrayNode transcript = handover.putArray("transcript");
        texts.forEach(text ->
                transcript.addObject().put("text", text).putObject("author").put("role", "customer"));
        TargetDefinition definition = TargetDefinition.of("example", connector.form(), model.settings());
        ActiveTarget target = new ActiveTarget(definition, connector);
        try (Trial trial = new Trial(target)) {
            return trial.run(
                    DeliveryScope.trial(
                            target,
                            "01JD0000000000000000000000",
                            handover,
                            definition.settings(),
                            Instant.parse("2026-01-05T09:30:00Z")),
                    model.exchange().stream().map(Example.Call::response).toList());
        }
    }
}
