package dev.baton.action;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is to be done outlives the gateway that was asked for it. */
class ActionRestartTest {

    @TempDir
    Path folder;

    @Test
    void what_waits_is_done_by_the_next_gateway_under_the_same_id() throws Exception {
        String id;
        List<String> tried;
        try (ActionDesk desk = new ActionDesk(folder, "tasked: {text: genesys-eu, tasks: [incidents]}")) {
            desk.answers("servicenow-incident", "/.*", aResponse().withStatus(503));
            id = desk.post("'step': 'tasked', 'actions': [{'type': 'createTask'}]")
                    .path("id")
                    .asText();
            desk.receipt(id, receipt -> receipt.at("/actions/0/tries").asInt() > 0);
            tried = correlations(desk);
        }
        try (ActionDesk desk = new ActionDesk(folder, "tasked: {text: genesys-eu, tasks: [incidents]}")) {
            assertThat(desk.action(id, 0, "done").path("tries").asInt()).isGreaterThan(1);
            assertThat(correlations(desk)).hasSize(1).isSubsetOf(tried);
        }
    }

    @Test
    void hanging_task_targets_slow_neither_handovers_nor_other_actions() throws Exception {
        try (ActionDesk desk = new ActionDesk(folder, "tasked: {text: genesys-eu, tasks: [incidents]}")) {
            desk.answers(
                    "servicenow-incident", "/.*", aResponse().withStatus(201).withFixedDelay(8_000));
            for (int i = 0; i < 6; i++) {
                desk.post("'step': 'tasked', 'actions': [{'type': 'createTask'}]");
            }
            long began = System.nanoTime();

            String id = desk.post("'step': 'tasked', 'actions': [{'type': 'createTask'}, {'type': 'pauseBot'}]")
                    .path("id")
                    .asText();
            desk.action(id, 1, "done");

            assertThat((System.nanoTime() - began) / 1_000_000).isLessThan(6_000);
            assertThat(desk.calls("servicenow-incident", "/.*").size()).isLessThanOrEqualTo(4);
        }
    }

    private static List<String> correlations(ActionDesk desk) throws Exception {
        return desk.calls("servicenow-incident", "/.*").stream()
                .map(call -> {
                    try {
                        return ActionDesk.body(call).path("correlation_id").asText();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .distinct()
                .toList();
    }
}
