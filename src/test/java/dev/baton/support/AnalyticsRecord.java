package dev.baton.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The analytics log as who evaluates it sees it: by handover, what is there twice counted once. */
public record AnalyticsRecord(Map<String, List<JsonNode>> byHandover) {

    private static final Comparator<JsonNode> BY_SEQUENCE = Comparator.comparingInt(AnalyticsRecord::sequence);

    /** Fails when two different events have the same id. */
    public static AnalyticsRecord of(List<String> lines) throws IOException {
        Map<String, JsonNode> byId = new HashMap<>();
        Map<String, List<JsonNode>> byHandover = new LinkedHashMap<>();
        for (String line : lines) {
            JsonNode event = GatewayUnderTest.json(line);
            JsonNode first = byId.putIfAbsent(event.path("id").asText(), event);
            if (first == null) {
                byHandover
                        .computeIfAbsent(event.path("subject").asText(), handover -> new ArrayList<>())
                        .add(event);
            } else {
                assertThat(event).isEqualTo(first);
            }
        }
        return new AnalyticsRecord(byHandover);
    }

    /**
     * The logs of gateways that share a ledger: each event is in any of them, and each has those of a handover in their
     * order. Fails when one has not, or when two different events have the same id.
     */
    public static AnalyticsRecord ofAll(List<List<String>> logs) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (List<String> log : logs) {
            of(log).byHandover().values().forEach(ofOne -> {
                assertThat(ofOne).isSortedAccordingTo(BY_SEQUENCE);
                events.addAll(ofOne);
            });
        }
        events.sort(BY_SEQUENCE);
        return of(events.stream().map(JsonNode::toString).toList());
    }

    private static int sequence(JsonNode event) {
        String id = event.path("id").asText();
        return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
    }

    /** Whether every event of the handover's history is there, in its order, and nothing else of it. */
    public void assertTells(KnownHandover handover) {
        List<String> told = byHandover.getOrDefault(handover.id(), List.of()).stream()
                .map(event -> event.path("id").asText() + " "
                        + event.at("/data/state").asText() + " "
                        + event.path("time").asText())
                .toList();
        List<String> happened = new ArrayList<>();
        handover.receipt()
                .path("history")
                .forEach(event -> happened.add(event.path("id").asText() + " "
                        + event.path("state").asText() + " " + event.path("at").asText()));
        assertThat(told).as(handover.id()).isEqualTo(happened);
    }
}
