package dev.baton.action;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.ledger.Ledger;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is done beside a handover, as a bot and the people at the targets see it.
 *
 * <p>Behaviours 53, 54, 55, 56, 57, 61, 62.
 */
class ActionFlowTest {

    private static final String STEPS =
            """
            acting:
              text: genesys-eu
              actions:
                - {type: pauseBot}
                - {type: createTask}
                - {type: addTags}
                - {type: sendMessage}
                - {type: assign}
              tasks: [cases, incidents]
            labelled: {text: chatwoot, actions: [{type: addTags}, {type: assign, parameters: {to: "12"}}]}
            recorded: {text: cases}
            tasked: {text: genesys-eu, tasks: [cases, incidents]}
            chatted: {text: chatwoot, tasks: [cases]}
            """;

    private static ActionDesk desk;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        desk = new ActionDesk(folder, STEPS);
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @BeforeEach
    void allIsWell() {
        desk.desks.reset();
        desk.pauses.away = false;
    }

    @Test
    void a_step_s_actions_are_done_with_the_documents_defaults() throws Exception {
        String conversation = "c-" + UUID.randomUUID();
        ObjectNode first = desk.post(conversation, "'step': 'acting'");
        String id = first.path("id").asText();
        Instant requested = Instant.parse(first.path("requestedAt").asText());

        assertThat(first.path("state").asText()).isEqualTo("accepted");
        assertThat(first.at("/message/closing").asText())
                .isEqualTo("Thank you! Someone from the team will get back to you.");
        assertThat(first.at("/message/by").asText()).isEqualTo("bot");
        assertThat(first.at("/actions/2").toString())
                .isEqualTo("{\"type\":\"addTags\",\"state\":\"done\",\"tags\":[\"human_handover\"],\"by\":\"baton\"}");
        assertThat(first.at("/actions/4").toString())
                .isEqualTo("{\"type\":\"assign\",\"state\":\"native\",\"auto\":true,\"by\":\"genesys-eu\"}");

        JsonNode task = desk.action(id, 1, "done");
        assertThat(task.path("by").asText()).isEqualTo("cases");
        assertThat(task.path("tries").asInt()).isOne();
        assertThat(task.path("dueAt").asText())
                .isEqualTo(requested.plus(Duration.ofHours(24)).toString());
        JsonNode record = ActionDesk.body(
                desk.calls("salesforce-case", "/services/data/.*").get(0));
        assertThat(record.path("Description").asText())
                .contains(
                        "Task: Will be created by AI",
                        "Due: " + task.path("dueAt").asText());

        desk.action(id, 0, "done");
        assertThat(desk.pauses.until).containsEntry(conversation, requested.plus(Duration.ofMinutes(30)));
    }

    @Test
    void those_of_a_message_win() throws Exception {
        ObjectNode receipt = desk.post(
                "'step': 'acting', 'customer': {'name': 'Ada'}, 'actions': [{'type': 'sendMessage', 'parameters':"
                        + " {'text': 'Bye {{customer.name}}!'}}, {'type': 'addTags', 'parameters': {'tags': ['vip']}}]");

        assertThat(receipt.at("/message/closing").asText()).isEqualTo("Bye Ada!");
        assertThat(receipt.path("actions")).hasSize(2);
        assertThat(receipt.at("/actions/1/tags/0").asText()).isEqualTo("vip");
    }

    @Test
    void an_empty_list_of_a_message_switches_the_step_s_off() throws Exception {
        ObjectNode receipt = desk.post("'step': 'acting', 'actions': []");

        assertThat(receipt.has("actions")).isFalse();
    }

    @Test
    void a_handover_without_actions_has_none_in_its_receipt() throws Exception {
        assertThat(desk.post("'step': 'support'").has("actions")).isFalse();
    }

    @Test
    void a_target_that_can_tags_and_assigns_what_it_has() throws Exception {
        desk.answers("chatwoot", "/.*/conversations/42/labels", okJson("{\"payload\": [\"old\"]}"));
        desk.answers("chatwoot", "/.*/conversations/42/assignments", okJson("{\"id\": 12}"));

        String id = desk.post("'step': 'labelled'").path("id").asText();

        assertThat(desk.action(id, 0, "done").path("by").asText()).isEqualTo("chatwoot");
        assertThat(desk.action(id, 1, "done").path("by").asText()).isEqualTo("chatwoot");
        var labels = desk.calls("chatwoot", "/.*/conversations/42/labels");
        assertThat(ActionDesk.body(labels.get(labels.size() - 1)).toString())
                .isEqualTo("{\"labels\":[\"old\",\"human_handover\"]}");
        assertThat(ActionDesk.body(desk.calls("chatwoot", "/.*/assignments").get(0))
                        .toString())
                .isEqualTo("{\"assignee_id\":12}");
    }

    @Test
    void the_history_tells_what_was_done() throws Exception {
        desk.answers("chatwoot", "/.*/conversations/42/labels", okJson("{\"payload\": []}"));
        desk.answers("chatwoot", "/.*/conversations/42/assignments", okJson("{\"id\": 12}"));
        String id = desk.post("'step': 'labelled'").path("id").asText();
        desk.action(id, 0, "done");
        desk.action(id, 1, "done");

        JsonNode history = desk.receipt(id).path("history");

        assertThat(history.findValuesAsText("act")).containsExactly("action_done", "action_done");
        assertThat(history.findValuesAsText("type")).containsExactlyInAnyOrder("addTags", "assign");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(desk.gateway.analytics())
                .filteredOn(line -> line.contains(id) && line.contains("dev.baton.handover.action_done.v1"))
                .hasSize(2));
    }

    /** What was asked for goes to the next who can, as the handover itself does. */
    @Test
    void a_task_that_is_refused_goes_to_the_next_target() throws Exception {
        desk.answers("salesforce-case", "/services/data/.*", aResponse().withStatus(400));

        String id = desk.post("'step': 'tasked', 'actions': [{'type': 'createTask', 'parameters': {'description':"
                        + " 'Call back', 'dueIn': 'PT2H'}}]")
                .path("id")
                .asText();

        JsonNode task = desk.action(id, 0, "done");
        assertThat(task.path("by").asText()).isEqualTo("incidents");
        assertThat(task.path("tries").asInt()).isEqualTo(2);
        assertThat(ActionDesk.body(desk.calls("servicenow-incident", "/.*").get(0))
                        .path("description")
                        .asText())
                .contains("Task: Call back");
    }

    @Test
    void a_target_that_is_away_is_asked_again_with_the_same_id() throws Exception {
        desk.answers("salesforce-case", "/services/data/.*", aResponse().withStatus(503));
        String id = desk.post("'step': 'tasked', 'actions': [{'type': 'createTask'}]")
                .path("id")
                .asText();
        JsonNode waiting = desk.receipt(
                        id, receipt -> receipt.at("/actions/0/tries").asInt() > 1)
                .at("/actions/0");
        assertThat(waiting.path("state").asText()).isEqualTo("waiting");
        assertThat(waiting.path("code").asText()).isEqualTo("unavailable");
        desk.desks.reset();

        assertThat(desk.action(id, 0, "done").path("by").asText()).isEqualTo("cases");
    }

    @Test
    void a_case_is_a_task_itself() throws Exception {
        String id = desk.post("'step': 'recorded', 'actions': [{'type': 'createTask'}]")
                .path("id")
                .asText();

        assertThat(desk.action(id, 0, "done").path("by").asText()).isEqualTo("cases");
        assertThat(desk.calls("salesforce-case", "/services/data/.*"))
                .singleElement()
                .satisfies(call -> assertThat(call.getUrl()).endsWith(id));
    }

    @Test
    void a_task_is_made_although_the_handover_failed() throws Exception {
        desk.desks.genesysAnswers(aResponse().withStatus(400));

        ObjectNode failed = desk.post("'step': 'tasked', 'actions': [{'type': 'createTask'}]");

        assertThat(failed.path("state").asText()).isEqualTo("failed");
        desk.action(failed.path("id").asText(), 0, "done");
    }

    @Test
    void who_can_not_be_assigned_the_conversation_is_assigned_its_task() throws Exception {
        String user = "005000000000001AAA";
        desk.answers(
                "salesforce-case",
                "/services/data/v67.0/sobjects/Case/500[^/]*",
                aResponse().withStatus(204));

        String id = desk.post("'step': 'tasked', 'actions': [{'type': 'createTask'}, {'type': 'assign', 'parameters':"
                        + " {'to': '" + user + "'}}]")
                .path("id")
                .asText();

        assertThat(desk.action(id, 1, "done").path("by").asText()).isEqualTo("cases");
        assertThat(ActionDesk.body(desk.calls("salesforce-case", "/services/data/v67.0/sobjects/Case/500[^/]*")
                                .get(0))
                        .toString())
                .isEqualTo("{\"OwnerId\":\"" + user + "\"}");
    }

    @Test
    void an_assignment_that_is_refused_becomes_a_task_for_the_next_human() throws Exception {
        desk.answers("chatwoot", "/.*/conversations/42/assignments", aResponse().withStatus(404));

        String id = desk.post("'step': 'chatted', 'actions': [{'type': 'assign', 'parameters': {'to': '99'}}]")
                .path("id")
                .asText();

        JsonNode assigned = desk.action(id, 0, "done");
        assertThat(assigned.path("by").asText()).isEqualTo("cases");
        assertThat(ActionDesk.body(desk.calls("salesforce-case", "/services/data/.*")
                                .get(0))
                        .path("Description")
                        .asText())
                .contains("Give this conversation to 99");
    }

    @Test
    void what_nobody_does_is_told_counted_and_harms_nothing() throws Exception {
        double before = failures("createTask");
        for (String vendor : new String[] {"salesforce-case", "servicenow-incident"}) {
            desk.answers(vendor, "/.*", aResponse().withStatus(400));
        }

        ObjectNode receipt = desk.post("'step': 'tasked', 'actions': [{'type': 'createTask'}]");

        assertThat(receipt.path("state").asText()).isEqualTo("accepted");
        JsonNode failed = desk.action(receipt.path("id").asText(), 0, "failed");
        assertThat(failed.path("by").asText()).isEqualTo("incidents");
        assertThat(failed.path("reason").asText()).isNotBlank();
        assertThat(failed.path("tries").asInt()).isEqualTo(11);
        assertThat(failures("createTask")).isEqualTo(before + 1);
        assertThat(desk.receipt(receipt.path("id").asText()).path("history").findValuesAsText("act"))
                .containsExactly("action_failed");
    }

    @Test
    void what_can_not_be_done_here_is_said_at_once() throws Exception {
        JsonNode actions = desk.post("'step': 'support', 'actions': [{'type': 'createTask'}, {'type': 'assign',"
                        + " 'parameters': {'to': 'x'}}, {'type': 'notify'}]")
                .path("actions");

        assertThat(actions.findValuesAsText("state")).containsExactly("failed", "failed", "failed");
        assertThat(actions.at("/0/reason").asText()).contains("the step's tasks");
        assertThat(actions.at("/1/reason").asText()).contains("its own rules assign");
        assertThat(actions.at("/2/reason").asText()).contains("baton.actions.mail.to");
    }

    @Test
    void a_pause_that_can_not_be_written_down_is_tried_again() throws Exception {
        desk.pauses.away = true;
        String conversation = "c-" + UUID.randomUUID();
        String id = desk.post(conversation, "'actions': [{'type': 'pauseBot', 'parameters': {'for': 'PT1H'}}]")
                .path("id")
                .asText();
        desk.receipt(id, receipt -> receipt.at("/actions/0/tries").asInt() > 0);
        desk.pauses.away = false;

        JsonNode paused = desk.action(id, 0, "done");
        assertThat(desk.pauses.until.get(conversation))
                .isEqualTo(Instant.parse(paused.path("until").asText()));
    }

    @Test
    void a_dry_run_does_nothing_and_says_what_would_be_done() throws Exception {
        long waiting = desk.gateway.bean(Ledger.class).tasks().waitingCount();

        ObjectNode answer = desk.post("'step': 'acting', 'options': {'dryRun': true}");

        assertThat(answer.path("actions").findValuesAsText("type"))
                .containsExactly("pauseBot", "createTask", "addTags", "sendMessage", "assign");
        assertThat(desk.gateway.bean(Ledger.class).tasks().waitingCount()).isEqualTo(waiting);
    }

    @Test
    void the_same_message_again_does_nothing_twice() throws Exception {
        String message = Messages.with("\"step\": \"tasked\", \"actions\": [{\"type\": \"createTask\"}]");
        String key = UUID.randomUUID().toString();
        String id = GatewayUnderTest.json(desk.gateway.post(message, "Idempotency-Key", key))
                .path("id")
                .asText();
        desk.gateway.post(message, "Idempotency-Key", key);
        desk.action(id, 0, "done");

        assertThat(desk.calls("salesforce-case", "/services/data/.*")).hasSize(1);
    }

    private static double failures(String type) {
        var counter = desk.gateway
                .bean(MeterRegistry.class)
                .find("handover.actions")
                .tags("type", type, "outcome", "failed")
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
