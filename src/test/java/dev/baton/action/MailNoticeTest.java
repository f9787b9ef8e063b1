package dev.baton.action;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.support.Messages;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Notices by e-mail, through a real server that wants TLS and a user.
 *
 * <p>Behaviour 58.
 */
class MailNoticeTest {

    private static MailServer server;
    private static ActionDesk desk;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path trust = MailServer.certificate();
        server = MailServer.start("smtps");
        desk = new ActionDesk(
                folder,
                "told: {text: chatwoot, tasks: [cases]}",
                "--baton.actions.mail.host=127.0.0.1",
                "--baton.actions.mail.port=" + server.port(),
                "--baton.actions.mail.security=tls",
                "--baton.actions.mail.username=" + MailServer.USER,
                "--baton.actions.mail.password=" + MailServer.PASSWORD,
                "--baton.actions.mail.from=handover@example.org",
                "--baton.actions.mail.to=desk@example.org",
                "--baton.actions.mail.trust=" + trust,
                "--baton.actions.link=https://gateway.example.org/handovers/{id}",
                "--baton.actions.details=true");
    }

    @AfterAll
    static void stop() {
        desk.close();
        server.close();
    }

    @Test
    void a_task_that_is_made_is_told_to_those_of_the_settings() throws Exception {
        String id = desk.post("'step': 'told', 'actions': [{'type': 'createTask', 'parameters': {'description': 'Ring"
                        + " back'}}, {'type': 'notify', 'parameters': {'on': ['task_assigned']}}]")
                .path("id")
                .asText();

        assertThat(desk.action(id, 1, "done").path("by").asText()).isEqualTo("mail");
        MimeMessage mail = about(id).get(0);
        assertThat(mail.getSubject()).isEqualTo("There is a task for handover " + id);
        assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("handover@example.org");
        assertThat(mail.getRecipients(RecipientType.TO))
                .extracting(Object::toString)
                .containsExactly("desk@example.org");
        assertThat(mail.getMessageID()).isEqualTo("<" + id + "-task-1@example.org>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getContent().toString())
                .contains("Task: Ring back", "At: cases", "caseId: 500000000000001AAA")
                .contains("https://gateway.example.org/handovers/" + id);
    }

    /** Whatever a customer is called, a mail has the headers and the recipients that we gave it. */
    @Test
    void nothing_in_a_message_becomes_a_header_or_a_recipient() throws Exception {
        String evil = "Eve\\r\\nBcc: thief@example.net\\r\\n\\r\\n<script>\\u2028Subject: x";
        String id = desk.post(
                        "'step': 'told', 'customer': {'name': '" + evil + "'}, 'summary': {'text':" + " '" + evil
                                + "'}, 'actions': [{'type': 'createTask'}, {'type': 'notify', 'parameters': {'on': ['task_assigned'], 'email': ['a@example.org']}}]")
                .path("id")
                .asText();

        desk.action(id, 1, "done");
        MimeMessage mail = about(id).get(0);
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("a@example.org");
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getHeader("Subject")).hasSize(1);
        assertThat(mail.getContent().toString().lines())
                .contains("Customer: Eve Bcc: thief@example.net <script> Subject: x")
                .noneMatch(line -> line.startsWith("Bcc:") || line.startsWith("Subject:"));
    }

    @Test
    void a_gateway_is_no_mail_relay() throws Exception {
        JsonNode errors =
                refused("\"email\": [\"a@example.net\", \"b@EXAMPLE.org\"]").path("errors");

        assertThat(errors).hasSize(1);
        assertThat(errors.at("/0/pointer").asText()).isEqualTo("/actions/0/parameters/email/0");
        assertThat(errors.at("/0/expected").asText()).contains("baton.actions.mail.domains");
        assertThat(refused("\"email\": [\"\\\"a b\\\"@example.org\"]").path("errors"))
                .isNotEmpty();
        assertThat(refused("\"email\": [\"a@example.org\\r\\nBcc: b@example.net\"]")
                        .path("errors"))
                .isNotEmpty();
    }

    @Test
    void somebody_who_has_the_conversation_is_told_of_by_an_event_of_the_target() throws Exception {
        desk.answers("chatwoot", "/.*/conversations/42/labels", okJson("{\"payload\": []}"));
        String id = desk.post("'step': 'told', 'actions': [{'type': 'notify', 'parameters': {'on': ['assigned']}}]")
                .path("id")
                .asText();
        assertThat(desk.receipt(id).at("/actions/0/state").asText()).isEqualTo("waiting");
        assertThat(about(id)).isEmpty();

        Assigned.by(desk, id);

        assertThat(desk.action(id, 0, "done").path("by").asText()).isEqualTo("mail");
        assertThat(about(id).get(0).getSubject()).isEqualTo("Somebody has handover " + id);
    }

    @Test
    void who_is_never_assigned_is_not_told_of() throws Exception {
        desk.answers("chatwoot", "/.*", aResponse().withStatus(400));

        String id = desk.post("'step': 'told', 'actions': [{'type': 'notify', 'parameters': {'on': ['assigned']}}]")
                .path("id")
                .asText();

        desk.action(id, 0, "skipped");
        assertThat(about(id)).isEmpty();
        desk.desks.reset();
    }

    @Test
    void no_secret_of_the_mail_server_is_shown() throws Exception {
        assertThat(desk.gateway.bean(ActionProperties.class).toString()).doesNotContain(MailServer.PASSWORD);
    }

    private static JsonNode refused(String parameters) throws Exception {
        HttpResponse<String> answer = desk.gateway.post(
                Messages.with("\"actions\": [{\"type\": \"notify\", \"parameters\": {" + parameters + "}}]"));
        assertThat(answer.statusCode()).isEqualTo(422);
        return json(answer);
    }

    private static List<MimeMessage> about(String id) {
        return server.received().stream()
                .filter(mail -> {
                    try {
                        return mail.getSubject().contains(id);
                    } catch (jakarta.mail.MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }
}
