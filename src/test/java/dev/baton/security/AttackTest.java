package dev.baton.security;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.baton.sandbox.SimulatedDesk;
import dev.baton.support.DeskInstallation;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message is data: nothing in it, and nothing around it, chooses where a call goes or what else it carries. */
class AttackTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GENESYS =
            "/genesys/apiUrl/api/v2/conversations/messages/11111111-1111-4111-8111-111111111111/inbound/open/message"
                    + "?prefetchConversationId=true";
    private static final String CHATS =
            "/msc-text/apiUrl/conversational/control/v1/accounts/7d0c0d5e-0000-4000-8000-0000000000aa/chats/";

    private static SimulatedDesk desk;
    private static SimulatedDesk stranger;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        desk = SimulatedDesk.start(0);
        stranger = SimulatedDesk.start(0);
        gateway = GatewayUnderTest.start(folder, DeskInstallation.targets(folder, desk));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        desk.close();
        stranger.close();
    }

    @BeforeEach
    void forget() {
        desk.server().resetRequests();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "genesys?baseUrl=http://evil.example/&x=y",
                "kamelet:genesys?apiUrl=http://evil.example",
                "http://evil.example/",
                "${sys.user.home}",
                "${bean:ledger?method=openCount}",
                "{{apiUrl}}",
                "{{env:PATH}}",
                "{{file:/etc/passwd}}",
                "RAW(x)&bridgeEndpoint=true",
                "#{1+1}",
                "../..",
                "%2e%2e%2f",
                "/?#%;",
                "CamelHttpUri",
                "\"}, \"x\": {\"",
                "'; drop table handover; --"
            })
    void a_value_stays_a_value(String value) throws Exception {
        for (String choice : List.of("step", "target")) {
            HttpResponse<String> refused = gateway.post(changed(m -> m.put(choice, value)));
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(GatewayUnderTest.json(refused).at("/errors/0/pointer").asText())
                    .isEqualTo("/" + choice);
        }
        assertThat(desk.server().getAllServeEvents()).isEmpty();

        HttpResponse<String> toGenesys = gateway.post(changed(message -> everywhere(message, value)), waiting());
        assertThat(state(toGenesys)).isEqualTo("accepted");
        LoggedRequest call = only("/genesys/apiUrl");
        assertThat(call.getUrl()).isEqualTo(GENESYS);
        JsonNode attributes = JSON.readTree(call.getBody()).at("/channel/metadata/customAttributes");
        assertThat(attributes.path("queue").asText()).isEqualTo(value);
        assertThat(attributes.path("note").asText()).isEqualTo(value);
        assertThat(attributes.has(value)).isTrue();

        HttpResponse<String> toInbox = gateway.post(
                changed(message ->
                        everywhere(message, value).put("step", "inbox").remove("settings")),
                waiting());
        assertThat(state(toInbox)).isEqualTo("accepted");
        assertThat(only("/msc-text").getUrl()).isEqualTo(CHATS + encoded(value) + "/routing/mutationrequests");
    }

    @Test
    void a_line_break_ends_no_header() throws Exception {
        String evil = "a\r\nX-Evil: 1\r\n\r\nGET / HTTP/1.1";

        assertThat(state(gateway.post(
                        changed(message ->
                                message.putObject("customer").put("name", evil).put("email", "a@b.example")),
                        waiting())))
                .isEqualTo("accepted");
        assertThat(only("/genesys/apiUrl").containsHeader("X-Evil")).isFalse();
        assertThat(gateway.post(changed(
                                message -> message.withObject("/conversation").put("id", evil)))
                        .statusCode())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", ""})
    void a_chat_that_would_be_another_folder_is_not_called(String chat) throws Exception {
        HttpResponse<String> answer = gateway.post(
                changed(message -> {
                    everywhere(message, "x").put("step", "inbox").remove("settings");
                    message.withObject("/conversation/externalRefs").put("chatId", chat);
                }),
                waiting());

        assertThat(state(answer)).isEqualTo("failed");
        assertThat(desk.server().getAllServeEvents()).isEmpty();
    }

    @Test
    void headers_of_the_client_do_not_travel() throws Exception {
        String[] headers = {
            "Prefer", "wait=20",
            "CamelHttpUri", "http://127.0.0.1:" + stranger.server().port() + "/",
            "CamelHttpPath", "/evil",
            "CamelHttpQuery", "evil=1",
            "CamelHttpRawQuery", "evil=1",
            "CamelHttpMethod", "DELETE",
            "X-CM-PRODUCTTOKEN", "mine",
            "Authorization", "Bearer mine",
            "Cookie", "a=b",
            "X-Forwarded-Host", "evil.example",
            "X-Evil", "1"
        };
        String body = changed(message -> everywhere(message, "c-headers"));
        String inbox = changed(message ->
                everywhere(message, "c-headers-2").put("step", "inbox").remove("settings"));

        assertThat(state(gateway.post(body, headers))).isEqualTo("accepted");
        assertThat(state(gateway.post(inbox, headers))).isEqualTo("accepted");

        LoggedRequest genesys = only("/genesys/apiUrl");
        assertThat(genesys.getUrl()).isEqualTo(GENESYS);
        assertThat(genesys.getHeader("Authorization")).isEqualTo("Bearer t");
        assertThat(names(genesys)).isSubsetOf(carried("authorization"));
        LoggedRequest msc = only("/msc-text");
        assertThat(msc.getUrl()).isEqualTo(CHATS + "c-headers-2/routing/mutationrequests");
        assertThat(msc.getHeader("X-CM-PRODUCTTOKEN")).isEqualTo(DeskInstallation.PRODUCT_TOKEN);
        assertThat(names(msc)).isSubsetOf(carried("x-cm-producttoken"));
        assertThat(stranger.server().getAllServeEvents()).isEmpty();
    }

    @Test
    void members_that_the_vendor_does_not_know_do_not_travel() throws Exception {
        String body = changed(message -> {
            everywhere(message, "c-exact").put("step", "inbox").remove("settings");
            message.withObject("/context")
                    .put("CamelHttpUri", "http://evil.example")
                    .put("X-CM-PRODUCTTOKEN", "x");
            message.withObject("/extensions").put("chatId", "evil");
            message.withObject("/conversation/externalRefs").put("accountId", "evil");
        });

        assertThat(state(gateway.post(body, waiting()))).isEqualTo("accepted");

        assertThat(JSON.readTree(only("/msc-text").getBody()))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"chatId": "c-exact",
                                 "Context": {"RoutingKeywords": "", "CustomerInfo": "{\\"name\\":\\"c-exact\\",\\"email\\":\\"ada@example.org\\"}"},
                                 "mutations": [
                                   {"$type": "ruleMutation", "action": "Disable", "operator": "And",
                                    "sourceAdapterId": "aaaaaaaa-0000-4000-8000-000000000001",
                                    "targetAdapterId": "bbbbbbbb-0000-4000-8000-000000000002"},
                                   {"$type": "disableComponent", "ComponentId": "CMBot"}]}"""));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_vendor_that_sends_us_elsewhere_is_not_followed(int status) throws Exception {
        desk.server()
                .stubFor(post(anyUrl())
                        .withRequestBody(containing("redirect-" + status))
                        .atPriority(1)
                        .willReturn(aResponse()
                                .withStatus(status)
                                .withHeader(
                                        "Location",
                                        "http://127.0.0.1:" + stranger.server().port() + "/")));

        HttpResponse<String> answer =
                gateway.post(changed(message -> everywhere(message, "redirect-" + status)), waiting());

        assertThat(state(answer)).isEqualTo("failed");
        desk.server().verify(1, postRequestedFor(anyUrl()).withRequestBody(containing("redirect-" + status)));
        assertThat(stranger.server().getAllServeEvents()).isEmpty();
    }

    @Test
    void an_open_gateway_does_not_start(@TempDir Path folder) {
        assertThatThrownBy(() -> GatewayUnderTest.start(
                                folder, "steps: {s: {}}", "--server.address=0.0.0.0", "--logging.level.root=off")
                        .close())
                .rootCause()
                .hasMessage("Without clients the gateway would be open to everybody who can reach 0.0.0.0: set"
                        + " baton.clients.<name>.key-sha256 or server.address=127.0.0.1");
    }

    private interface Change {
        void to(ObjectNode message);
    }

    private static String changed(Change change) throws Exception {
        ObjectNode message = (ObjectNode) JSON.readTree(Messages.minimal());
        change.to(message);
        return message.toString();
    }

    /** Puts the value wherever a message may hold a free text. */
    private static ObjectNode everywhere(ObjectNode message, String value) {
        message.withObject("/conversation")
                .put("medium", value)
                .withObject("/externalRefs")
                .put("chatId", value);
        message.withObject("/customer")
                .put("name", value)
                .put("email", "ada@example.org")
                .put("id", value);
        message.withObject("/reason").put("intent", value).put("detail", value);
        message.withObject("/context").put("note", value).put(value, value);
        message.withObject("/settings").put("queue", value);
        message.withObject("/message").put("text", value);
        return message;
    }

    private static String[] waiting() {
        return new String[] {"Prefer", "wait=20"};
    }

    private static String state(HttpResponse<String> answer) throws Exception {
        return GatewayUnderTest.json(answer).path("state").asText(answer.body());
    }

    private static LoggedRequest only(String path) {
        List<LoggedRequest> calls = desk.server().getAllServeEvents().stream()
                .map(event -> event.getRequest())
                .filter(request -> request.getUrl().startsWith(path))
                .toList();
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }

    private static List<String> names(LoggedRequest request) {
        return request.getHeaders().all().stream()
                .map(HttpHeader::key)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<String> carried(String secret) {
        return List.of(
                "host",
                "content-type",
                "content-length",
                "transfer-encoding",
                "connection",
                "user-agent",
                "accept",
                secret);
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
