package dev.baton.handover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.baton.activity.HandoffActivity;
import dev.baton.ledger.Ledger;
import dev.baton.sandbox.SimulatedDesk;
import dev.baton.schema.SchemaCheck;
import dev.baton.schema.StrictJson;
import dev.baton.support.DeskInstallation;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import dev.baton.support.RawHttp;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway describes is what it does: every address, and every kind of answer. */
class OpenApiAgreementTest {

    private static final String NOBODY = "/handovers/01JD6Q4WZ0V9K3M8T5X7B2N1RC";

    private static SimulatedDesk desk;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        desk = SimulatedDesk.start(0);
        gateway = GatewayUnderTest.start(
                folder,
                DeskInstallation.targets(folder, desk)
                        .replace(
                                "  inbox:",
                                "  judged: {text: genesys-eu, message: One moment., triggers: {mode: hand-over, noAnswer: true}}\n"
                                        + "  inbox:"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        desk.close();
    }

    @Test
    void the_description_is_served_as_it_is() throws Exception {
        HttpResponse<String> served = gateway.get("/openapi.yaml");

        assertThat(served.headers().firstValue("Content-Type")).contains("application/yaml");
        assertThat(served.body()).isEqualTo(resource("openapi.yaml"));
        assertThat(new YAMLMapper().readTree(served.body())).isEqualTo(OpenApiTest.API);
    }

    @Test
    void every_address_is_described_and_every_described_one_is_there() {
        assertThat(described()).isEqualTo(served()).hasSize(32);
    }

    @Test
    void what_allow_names_is_answered() throws Exception {
        assertThat(status("HEAD", "/handovers?conversation=c")).isEqualTo(200);
        assertThat(status("HEAD", "/openapi.yaml")).isEqualTo(200);
        assertThat(status("OPTIONS", "/handovers")).isEqualTo(200);
    }

    @Test
    void the_served_schema_is_the_one_that_is_enforced() throws Exception {
        HttpResponse<String> served = gateway.get("/handover.schema.json");
        String wrong = Messages.with("\"customer\": {\"phone\": \"0612\"}, \"transcripts\": []");

        assertThat(served.headers().firstValue("Content-Type")).contains("application/schema+json");
        assertThat(served.body()).isEqualTo(resource(HandoverSchema.RESOURCE));
        JsonNode errors = GatewayUnderTest.json(gateway.post(wrong)).path("errors");
        assertThat(SchemaCheck.of(StrictJson.parse(served.body().getBytes(StandardCharsets.UTF_8)))
                        .check(StrictJson.parse(wrong.getBytes(StandardCharsets.UTF_8))))
                .hasSize(2)
                .extracting(violation -> violation.pointer() + violation.expected())
                .containsExactly(
                        errors.at("/0/pointer").asText()
                                + errors.at("/0/expected").asText(),
                        errors.at("/1/pointer").asText()
                                + errors.at("/1/expected").asText());
    }

    @Test
    void the_schemas_for_editors_are_served() throws Exception {
        for (String name : List.of("targets", "example", "kamelet")) {
            HttpResponse<String> served = gateway.get("/schemas/" + name + ".schema.json");

            assertThat(served.statusCode()).isEqualTo(200);
            assertThat(served.headers().firstValue("Content-Type")).contains("application/schema+json");
            JsonNode schema = new JsonMapper().readTree(served.body());
            JsonNode published = new JsonMapper().readTree(resource("schemas/" + name + ".schema.json"));
            assertThat(schema.path("title")).isEqualTo(published.path("title"));
            assertThat(schema.equals(published)).isNotEqualTo(name.equals("targets"));
        }
        assertThat(gateway.get("/schemas/targets.schema.json").body()).contains("settings-genesys");
    }

    @Test
    void accepted_replayed_and_read_again() throws Exception {
        String message = Messages.with("agreement", "\"message\": {\"template\": \"{{nobody}}\"}");

        HttpResponse<String> first = gateway.post(message, "Idempotency-Key", "k");
        agrees("post", "/handovers", first, 202, "Location");
        agrees(
                "post",
                "/handovers",
                gateway.post(message, "Idempotency-Key", "k", "Prefer", "wait=20"),
                200,
                "Location",
                "Idempotency-Replayed",
                "Preference-Applied");
        agrees("post", "/handovers", gateway.post(message, "Idempotency-Key", "k2"), 409);
        agrees("post", "/handovers", gateway.post(Messages.minimal(), "Idempotency-Key", "k"), 422);
        String self = first.headers().firstValue("Location").orElseThrow();
        agrees("get", "/handovers/{id}", gateway.get(self), 200);
        agrees("get", "/handovers", gateway.get("/handovers?conversation=agreement"), 200);
    }

    @Test
    void ready_and_read_by_the_token_of_a_call() throws Exception {
        String voice =
                Messages.with("called", "\"voice\": {\"callId\": \"call-1\"}").replace("\"text\"", "\"voice\"");
        HttpResponse<String> posted = gateway.post(voice, "Prefer", "wait=20");
        String self = posted.headers().firstValue("Location").orElseThrow();
        String token = gateway.bean(Ledger.class)
                .find("local", self.substring(self.lastIndexOf('/') + 1))
                .orElseThrow()
                .handover()
                .token();

        agrees("post", "/handovers/{id}/ready", gateway.send("POST", self + "/ready", "Prefer", "wait=20"), 200);
        agrees("post", "/handovers/{id}/ready", gateway.send("POST", NOBODY + "/ready"), 404);
        String byToken = "/handovers/by-token/{token}";
        agrees("get", byToken, gateway.get("/handovers/by-token/" + token), 200);
        agrees("get", byToken, gateway.get("/handovers/by-token/" + HandoverToken.OF_A_TRIAL), 404);
    }

    @Test
    void told_as_a_status_event() throws Exception {
        String event = HandoffActivity.MEDIA_TYPE;
        String activity =
                """
                {"type": "event", "name": "handoff.initiate", "id": "a-1", "conversation": {"id": "told"},
                 "channelId": "directline", "serviceUrl": "https://directline.botframework.com/"}""";

        HttpResponse<String> first = gateway.post(activity, "Content-Type", event, "Accept", event);
        agrees("post", "/handovers", first, 202, "Location");
        agrees(
                "post",
                "/handovers",
                gateway.post(activity, "Accept", event, "Prefer", "wait=20"),
                200,
                "Location",
                "Idempotency-Replayed",
                "Preference-Applied");
        String self = first.headers().firstValue("Location").orElseThrow();
        agrees("get", "/handovers/{id}", gateway.get(self, "Accept", event), 200);
        assertThat(gateway.get("/" + HandoffActivity.RESOURCE).body()).isEqualTo(resource(HandoffActivity.RESOURCE));
    }

    @Test
    void waited_for_and_rehearsed() throws Exception {
        String[] wait = {"Prefer", "wait=20"};
        agrees("post", "/handovers", gateway.post(Messages.minimal(), wait), 200, "Location", "Preference-Applied");
        String voice = Messages.minimal().replace("\"text\"", "\"voice\"");
        agrees("post", "/handovers", gateway.post(voice, wait), 200, "Location", "Preference-Applied");
        String dryRun = Messages.with("\"options\": {\"dryRun\": true}");
        agrees("post", "/handovers", gateway.post(dryRun), 200);
    }

    @Test
    void a_step_and_a_summary_that_the_gateway_made() throws Exception {
        String transcript = "\"transcript\": [{\"author\": {\"role\": \"customer\"}, \"text\": \""
                + "Where is my order? ".repeat(10) + "\"}]";
        HttpResponse<String> summarized = gateway.post(Messages.with(transcript), "Prefer", "wait=20");
        HttpResponse<String> rehearsed = gateway.post(Messages.with(transcript + ", \"options\": {\"dryRun\": true}"));

        assertThat(GatewayUnderTest.json(summarized).path("summary").isObject()).isTrue();
        agrees("post", "/handovers", summarized, 200, "Location", "Preference-Applied");
        agrees("post", "/handovers", rehearsed, 200);
        agrees("get", "/steps/{step}", gateway.get("/steps/support"), 200);
        agrees("get", "/steps/{step}", gateway.get("/steps/nobodys"), 404);
    }

    @Test
    void failed() throws Exception {
        String message = Messages.with(
                "\"target\": \"msc-nl\", \"customer\": {\"name\": \"Ada\", \"email\": \"ada@example.org\"},"
                        + " \"idempotencyKey\": \"fails\"");
        String nowhere = message.replace("\"channel\"", "\"externalRefs\": {\"chatId\": \"..\"}, \"channel\"");

        HttpResponse<String> answer = gateway.post(nowhere, "Prefer", "wait=20");

        assertThat(GatewayUnderTest.json(answer).path("state").asText()).isEqualTo("failed");
        agrees("post", "/handovers", answer, 200, "Location", "Preference-Applied");
    }

    @Test
    void dead_letters() throws Exception {
        String failing = Messages.with(
                        "\"target\": \"msc-nl\", \"customer\": {\"name\": \"Ada\", \"email\": \"ada@example.org\"}")
                .replace("\"channel\"", "\"externalRefs\": {\"chatId\": \"..\"}, \"channel\"");
        String self = gateway.post(failing, "Prefer", "wait=20")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String given = gateway.post(
                        failing.replace("\"conversation\": {\"id\": \"", "\"conversation\": {\"id\": \"x"),
                        "Prefer",
                        "wait=20")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String replay = "/handovers/{id}/replay";
        String discard = "/handovers/{id}/discard";

        agrees("get", "/handovers", gateway.get("/handovers?state=failed&limit=1"), 200);
        agrees("post", replay, to(self + "/replay", ""), 202, "Location");
        agrees(
                "post",
                replay,
                to(self + "/replay", "", "Prefer", "wait=20"),
                200,
                "Location",
                "Idempotency-Replayed",
                "Preference-Applied");
        agrees("get", "/handovers/{id}", gateway.get(self), 200);
        agrees("post", discard, to(given + "/discard", "{\"reason\": \"none\"}"), 200);
        agrees("get", "/handovers", gateway.get("/handovers?state=failed&all=true"), 200);
        agrees("get", "/handovers/{id}", gateway.get(given), 200);
        for (String path : List.of(replay, discard)) {
            String last = path.replace("/handovers/{id}", "");
            String body = path.equals(discard) ? "{\"reason\": \"none\"}" : "{}";
            agrees("post", path, to(self + last, "{\"x\": 1}"), 400);
            agrees("post", path, to(NOBODY + last, body), 404);
            agrees("post", path, to(self + last, "x".repeat(1_048_577)), 413);
            agrees("post", path, to(self + last, body, "Content-Type", "text/plain"), 415);
        }
        agrees("post", discard, to(self + "/discard", "{\"reason\": \"none\"}"), 409);
        agrees("post", replay, to(given + "/replay", "{}"), 409);
        String[] ids = {self, given, NOBODY};
        String body = "{\"ids\": [\"" + String.join("\", \"", ids).replace("/handovers/", "") + "\"]}";
        agrees("post", "/handovers/replay", to("/handovers/replay", body), 200);
        agrees("post", "/handovers/replay", to("/handovers/replay", "{}"), 400);
        agrees("post", "/handovers/replay", to("/handovers/replay", "{}", "Content-Type", "text/plain"), 415);
    }

    @Test
    void turns() throws Exception {
        String path = "/conversations/{id}/turns";
        String turns = "/conversations/turning/turns";
        String handover = "\"handover\": {\"source\": {\"platform\": \"halo\", \"botId\": \"support\"},"
                + " \"conversation\": {\"channel\": \"text\"}}";
        String fires = "{\"turnId\": \"2\", \"step\": \"judged\", \"outcome\": \"bot_break\", " + handover + "}";

        agrees("post", path, to(turns, "{\"turnId\": \"1\", \"step\": \"judged\"}"), 200);
        agrees("post", path, to(turns, fires), 200, "Location");
        agrees("post", path, to(turns, fires), 200, "Location", "Idempotency-Replayed");
        agrees("post", path, to(turns, fires.replace("\"2\"", "\"3\"")), 409);
        agrees("post", path, to(turns, "no JSON"), 400);
        agrees("post", path, to(turns, "{\"turnId\": \"1\", \"step\": \"support\"}"), 403);
        agrees("post", path, to(turns, "x".repeat(1_048_577)), 413);
        agrees("post", path, to(turns, "{}", "Content-Type", "text/plain"), 415);
        agrees("post", path, to(turns, "{}"), 422);
        assertThat(gateway.get("/turn.schema.json").body()).isEqualTo(resource("turn.schema.json"));
    }

    @Test
    void reports() throws Exception {
        gateway.post(Messages.with("\"target\": \"msc-nl\""), "Prefer", "wait=20");
        String report = "/reports/handovers";

        agrees(
                "get",
                report,
                gateway.get(report + "?by=day,step,target,firstTarget,reason,language,channel,trigger,disposition"),
                200);
        agrees("get", report, gateway.get(report + "?by=client"), 200);
        agrees("get", report, gateway.get(report + "?by=colour&from=x"), 400);
    }

    @Test
    void refused() throws Exception {
        agrees("post", "/handovers", gateway.post("no JSON"), 400);
        agrees("post", "/handovers", gateway.post("x".repeat(1_048_577)), 413);
        agrees("post", "/handovers", gateway.post("a=b", "Content-Type", "text/plain"), 415);
        agrees("post", "/handovers", gateway.post("{}"), 422);
        agrees("get", "/handovers", gateway.get("/handovers"), 400);
        agrees("get", "/handovers/{id}", gateway.get(NOBODY), 404);
        RawHttp.Answer foreign = RawHttp.send(
                gateway.port(), RawHttp.bytes("GET " + NOBODY + " HTTP/1.1\nHost: evil\nConnection: close\n\n"));
        agrees("get", "/handovers/{id}", foreign, 421);
    }

    private static void agrees(String method, String path, HttpResponse<String> response, int status, String... headers)
            throws Exception {
        agrees(method, path, RawHttp.Answer.of(response), status, headers);
    }

    /** @param headers those of the described ones that must come with this answer; the others must not */
    private static void agrees(String method, String path, RawHttp.Answer answer, int status, String... headers)
            throws Exception {
        assertThat(answer.status()).isEqualTo(status);
        JsonNode described = OpenApiTest.resolved(OpenApiTest.API
                .path("paths")
                .path(path)
                .path(method)
                .path("responses")
                .path(String.valueOf(status)));
        JsonNode content = described.path("content").path(answer.headers().getOrDefault("Content-Type", "none"));
        assertThat(content.has("schema"))
                .as("%s %s %s %s", method, path, status, answer.headers())
                .isTrue();
        assertThat(SchemaCheck.of(OpenApiTest.standalone(content.path("schema")))
                        .check(new JsonMapper().readTree(answer.body())))
                .as(answer.body())
                .isEmpty();
        Set<String> given = new TreeSet<>();
        described.path("headers").fieldNames().forEachRemaining(name -> {
            if (answer.headers().containsKey(name)) {
                given.add(name);
            }
        });
        assertThat(given).containsExactlyInAnyOrder(headers);
    }

    private static HttpResponse<String> to(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.uri(path))
                .setHeader("Content-Type", "application/json")
                .POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static int status(String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(gateway.uri(path))
                .method(method, BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static Set<String> described() {
        Set<String> addresses = new TreeSet<>();
        OpenApiTest.API.path("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> addresses.add(method + " " + path.getKey())));
        return addresses;
    }

    private static Set<String> served() {
        Set<String> addresses = new TreeSet<>();
        for (Route route : gateway.bean(CamelContext.class).getRoutes()) {
            Endpoint endpoint = route.getEndpoint();
            if (endpoint instanceof PlatformHttpEndpoint http) {
                for (String method : http.getHttpMethodRestrict().split(",")) {
                    addresses.add(method.toLowerCase(Locale.ROOT) + " " + http.getPath());
                }
            }
        }
        return addresses;
    }

    private static String resource(String name) throws Exception {
        try (InputStream in = OpenApiAgreementTest.class.getClassLoader().getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
