package dev.baton.action;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.baton.support.Messages;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Notices to incoming webhooks in the forms of Slack and Teams.
 *
 * <p>Behaviour 58.
 */
class WebhookNoticeTest {

    private static final String SECRET = "/services/canary-webhook-secret";

    private static WireMockServer hooks;
    private static ActionDesk desk;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        hooks = new WireMockServer(
                WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
        hooks.start();
        String url = "http://127.0.0.1:" + hooks.port();
        desk = new ActionDesk(
                folder,
                "told: {text: chatwoot, tasks: [cases]}",
                "--baton.actions.webhooks.support.url=" + url + SECRET,
                "--baton.actions.webhooks.sales.url=" + url + "/sales" + SECRET,
                "--baton.actions.webhooks.sales.style=teams",
                "--baton.actions.link=https://gateway.example.org/handovers/{id}");
    }

    @AfterAll
    static void stop() {
        desk.close();
        hooks.stop();
    }

    @BeforeEach
    void allIsWell() {
        hooks.resetAll();
        hooks.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(aResponse().withStatus(200)));
    }

    @Test
    void each_is_told_in_its_own_form_and_of_no_person() throws Exception {
        String id = notified("'customer': {'name': 'Ada <!channel> Jansen', 'email': 'ada@example.org'}, ", "");

        JsonNode slack = told(SECRET).get(0);
        assertThat(slack.path("text").asText())
                .contains(id, "Target: chatwoot", "Reason: customer_request")
                .contains("https://gateway.example.org/handovers/" + id)
                .doesNotContain("Ada", "ada@");
        JsonNode teams = told("/sales" + SECRET).get(0);
        assertThat(teams.at("/attachments/0/contentType").asText())
                .isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(teams.at("/attachments/0/content/body").findValuesAsText("text"))
                .anyMatch(line -> line.contains(id))
                .noneMatch(line -> line.contains("Ada"));
        assertThat(teams.at("/attachments/0/content/actions/0/url").asText()).endsWith(id);
    }

    @Test
    void what_somebody_wrote_calls_no_channel_and_is_no_link() throws Exception {
        notified("", "'description': '<!channel> <https://evil.example|here> & more'");

        assertThat(told(SECRET).get(0).path("text").asText())
                .contains("Task: &lt;!channel&gt; &lt;https://evil.example|here&gt; &amp; more");
    }

    @Test
    void one_that_is_away_is_tried_again_with_the_same_id_and_the_others_are_told_once() throws Exception {
        hooks.stubFor(WireMock.post(SECRET)
                .inScenario("away")
                .whenScenarioStateIs("Started")
                .willReturn(aResponse().withStatus(503))
                .willSetStateTo("back"));

        notified("", "");

        assertThat(hooks.findAll(postRequestedFor(urlPathEqualTo(SECRET))))
                .hasSize(2)
                .extracting(request -> request.getHeader("webhook-id"))
                .containsOnly(hooks.findAll(postRequestedFor(urlPathEqualTo(SECRET)))
                        .get(0)
                        .getHeader("webhook-id"));
        assertThat(told("/sales" + SECRET)).hasSize(1);
    }

    @Test
    void an_unknown_name_is_refused_with_the_nearest() throws Exception {
        var answer = desk.gateway.post(
                Messages.with("\"actions\": [{\"type\": \"notify\", \"parameters\": {\"webhooks\": [\"suport\"]}}]"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("/actions/0/parameters/webhooks/0", "support", "baton.actions.webhooks");
    }

    @Test
    void its_address_is_told_to_nobody() throws Exception {
        hooks.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(aResponse().withStatus(404)));

        String id = desk.post(notify("", "")).path("id").asText();

        JsonNode failed = desk.action(id, 1, "failed");
        assertThat(failed.path("reason").asText()).isEqualTo("The webhook answered 404");
        assertThat(desk.receipt(id).toString()).doesNotContain("canary");
        assertThat(desk.gateway.bean(ActionProperties.class).toString()).doesNotContain("canary");
    }

    private static String notified(String members, String task) throws Exception {
        String id = desk.post(notify(members, task)).path("id").asText();
        desk.action(id, 1, "done");
        return id;
    }

    private static String notify(String members, String task) {
        return members + "'step': 'told', 'actions': [{'type': 'createTask', 'parameters': {" + task
                + "}}, {'type': 'notify', 'parameters': {'on': ['task_assigned']}}]";
    }

    private static List<JsonNode> told(String path) throws Exception {
        return hooks.findAll(postRequestedFor(urlPathEqualTo(path))).stream()
                .map(request -> {
                    try {
                        return ActionDesk.body(request);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }
}
