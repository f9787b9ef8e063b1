package dev.baton.security;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.LoggedResponse;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.baton.ledger.Ledger;
import dev.baton.sandbox.SimulatedDesk;
import dev.baton.security.oauth2.TestIssuer;
import dev.baton.support.CallDesk;
import dev.baton.support.DeskInstallation;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * Plants secrets and personal data that cannot be overlooked, lets everything happen to them, and looks everywhere.
 *
 * <p>Behaviour 79.
 */
@ExtendWith(OutputCaptureExtension.class)
class CanaryTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "canary-api-key-51b7";
    private static final String BEARER = "canary-bearer-token-c2d8";
    private static final String BASIC = base64("client-1:" + DeskInstallation.CLIENT_SECRET);
    private static final String HASTY_KEY = "canary-hasty-key-77aa";
    private static final List<String> SECRETS = List.of(
            KEY,
            HASTY_KEY,
            BEARER,
            BASIC,
            DeskInstallation.PRODUCT_TOKEN,
            base64(DeskInstallation.PRODUCT_TOKEN),
            DeskInstallation.CLIENT_SECRET,
            base64(DeskInstallation.CLIENT_SECRET),
            DeskInstallation.CLIENT_SECRET.replace("\"", "\\\""),
            URLEncoder.encode(DeskInstallation.CLIENT_SECRET, StandardCharsets.UTF_8));
    /** As they are in a message: name, e-mail, phone, transcript, context, summary, reason. */
    private static final List<String> PERSONAL = List.of(
            "Canaria Personne",
            "canaria@personne.example",
            "+31699887766",
            "canary transcript words",
            "canary context value",
            "canary summary words",
            "canary reason words");

    private static final Map<String, String> ANSWERS = new LinkedHashMap<>();
    private static final Map<String, String> HEADERS = new LinkedHashMap<>();
    private static final List<String> TOKENS = new ArrayList<>();
    private static SimulatedDesk desk;
    private static CallDesk calls;
    private static TestIssuer issuer;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void everything_happens(@TempDir Path folder) throws Exception {
        desk = SimulatedDesk.start(0);
        calls = new CallDesk();
        calls.refuses("call-echo-400");
        String targets = DeskInstallation.targets(folder, desk);
        playFailures();
        RSAKey key = new RSAKeyGenerator(2048)
                .keyID("k")
                .algorithm(JWSAlgorithm.RS256)
                .generate();
        issuer = TestIssuer.start(key);
        gateway = GatewayUnderTest.start(
                folder,
                targets.replace("targets:\n", "targets:\n" + calls.target("calls")),
                "--baton.connectors=" + CallDesk.connectors(folder),
                "--baton.clients.canary.reads-by-token=true",
                "--baton.clients.canary.key-sha256=" + sha256(KEY),
                "--baton.oauth2.issuer=" + issuer.name(),
                "--baton.oauth2.audience=" + TestIssuer.AUDIENCE,
                "--baton.clients.tokened.oauth2-id=tokened",
                "--baton.clients.tokened.targets=log",
                "--baton.clients.hasty.key-sha256=" + sha256(HASTY_KEY),
                "--baton.clients.hasty.rate=1/h",
                "--logging.level.handover=debug",
                "--logging.level.com.nimbusds=debug",
                "--logging.level.org.apache.coyote.http11=debug",
                "--logging.level.dev.baton=debug",
                "--logging.level.org.apache.camel=debug",
                "--management.endpoints.web.exposure.include=*",
                "--management.endpoint.env.show-values=always",
                "--management.endpoint.configprops.show-values=always",
                "--management.endpoint.health.show-details=always");
        for (String story : List.of("accepted", "echo-400", "refused-401", "broken-500")) {
            handOver(story, "\"step\": \"support\"");
        }
        handOver("inbox", "\"step\": \"inbox\"");
        for (String story : List.of("call", "call-echo-400")) {
            handOver(story, "\"target\": \"calls\", \"settings\": {\"announce\": \"none\"}");
            gateway.get("/handovers/by-token/" + calls.token(story), keyed());
            gateway.get("/handovers/by-token/" + calls.token(story) + "/x", keyed());
        }
        handOver("dry-run", "\"options\": {\"dryRun\": true}");
        handOver("dry-run-inbox", "\"step\": \"inbox\", \"options\": {\"dryRun\": true}");
        handOver("invalid", "\"nobody\": 1, \"settings\": {\"clientSecret\": \"mine\"}");
        handOver("not-overridable", "\"settings\": {\"clientSecret\": \"mine\"}");
        ANSWERS.put("malformed", gateway.post(message("x", "") + "}", keyed()).body());
        ANSWERS.put(
                "wrong key",
                gateway.post(message("x", ""), "Authorization", "Bearer " + KEY + "x")
                        .body());
        refusals(key);
        await().until(() -> gateway.bean(Ledger.class).unpublishedCount() == 0);
    }

    /** Every way to show a credential that is not taken as it was meant. */
    private static void refusals(RSAKey key) throws Exception {
        JWTClaimsSet good = issuer.claims("tokened", "handover.write").build();
        RSAKey forger = new RSAKeyGenerator(2048)
                .keyID("k")
                .algorithm(JWSAlgorithm.RS256)
                .generate();
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("token taken", TestIssuer.signed(key, good));
        tokens.put("token forged", TestIssuer.signed(forger, good));
        tokens.put(
                "token expired",
                TestIssuer.signed(
                        key,
                        issuer.claims("tokened", "handover.write")
                                .expirationTime(new Date(0))
                                .build()));
        tokens.put("token without scope", issuer.token(key, "tokened", "other"));
        tokens.put("token of a stranger", issuer.token(key, "stranger", "handover.write"));
        for (Map.Entry<String, String> token : tokens.entrySet()) {
            TOKENS.add(token.getValue().substring(token.getValue().lastIndexOf('.') + 1));
            remember(
                    token.getKey(),
                    gateway.post(message(token.getKey(), ""), "Authorization", "Bearer " + token.getValue()));
        }
        remember("key twice", gateway.post(message("x", ""), "X-API-Key", KEY, "X-API-Key", KEY));
        remember("key as basic", gateway.post(message("x", ""), "Authorization", "Basic " + KEY));
        remember("key as id", gateway.get("/handovers/" + KEY, keyed()));
        remember("key in the query", gateway.get("/handovers?key=" + KEY));
        remember("key in the type", gateway.post(message("x", ""), "X-API-Key", KEY, "Prefer", KEY));
        for (String name : List.of("hasty first", "hasty again")) {
            remember(name, gateway.post(message(name, ""), "X-API-Key", HASTY_KEY));
        }
    }

    private static void remember(String name, HttpResponse<String> answer) {
        ANSWERS.put(name, answer.body());
        HEADERS.put(name, answer.headers().map().toString());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        issuer.close();
        desk.close();
        calls.close();
    }

    @Test
    void the_planted_data_really_reached_the_vendors() {
        String received = desk.server().getAllServeEvents().stream()
                .map(ServeEvent::getRequest)
                .map(CanaryTest::whole)
                .collect(Collectors.joining("\n"));

        assertThat(received)
                .contains("Basic " + BASIC, "Bearer " + BEARER, DeskInstallation.PRODUCT_TOKEN)
                .contains(PERSONAL);
        assertThat(desk.server().getAllServeEvents().stream()
                        .map(ServeEvent::getResponse)
                        .map(LoggedResponse::getBodyAsString))
                .anyMatch(
                        body -> body.contains(DeskInstallation.CLIENT_SECRET.substring(0, 20)) && body.contains(BASIC));
    }

    @Test
    void the_stories_went_as_planned() throws Exception {
        Map<String, String> states = new LinkedHashMap<>();
        for (Map.Entry<String, String> answer : ANSWERS.entrySet()) {
            JsonNode json = JSON.readTree(answer.getValue());
            states.put(
                    answer.getKey(),
                    json.path("state").asText()
                            + json.path("status").asText()
                            + json.path("dryRun").asText()
                            + json.path("failure").path("code").asText());
        }

        assertThat(states)
                .containsEntry("accepted", "accepted")
                .containsEntry("inbox", "accepted")
                .containsEntry("echo-400", "failedrejected")
                .containsEntry("refused-401", "failedunauthorized")
                .containsEntry("broken-500", "failedunavailable")
                .containsEntry("call", "accepted")
                .containsEntry("call-echo-400", "failedrejected")
                .containsEntry("dry-run", "true")
                .containsEntry("invalid", "422")
                .containsEntry("malformed", "400")
                .containsEntry("wrong key", "401")
                .containsEntry("token taken", "403")
                .containsEntry("token forged", "401")
                .containsEntry("token expired", "401")
                .containsEntry("token without scope", "403")
                .containsEntry("token of a stranger", "403")
                .containsEntry("key twice", "400")
                .containsEntry("key as basic", "401")
                .containsEntry("key as id", "404")
                .containsEntry("hasty again", "429");
        assertThat(ANSWERS.get("token taken")).contains("only to: log");
        assertThat(ANSWERS.get("echo-400")).containsPattern("message: \\*{3} \\S*\\*{3}\"");
        assertThat(ANSWERS.get("refused-401")).contains("message: Bearer *** is not known");
        assertThat(ANSWERS.get("dry-run")).contains("***").contains(PERSONAL);
    }

    @Test
    void no_secret_is_anywhere(CapturedOutput output) throws Exception {
        Map<String, String> sinks = new LinkedHashMap<>(watchedByOperators(output.getAll()));
        sinks.putAll(ANSWERS);
        HEADERS.forEach((name, headers) -> sinks.put("headers of " + name, headers));
        List<String> secrets = new ArrayList<>(SECRETS);
        secrets.addAll(TOKENS);

        assertThat(TOKENS).hasSize(5).allSatisfy(signature -> assertThat(signature)
                .hasSizeGreaterThan(300));
        sinks.forEach((name, text) ->
                assertThat(secrets.stream().filter(text::contains)).as(name).isEmpty());
    }

    @Test
    void no_token_of_a_call_is_anywhere(CapturedOutput output) throws Exception {
        Map<String, String> sinks = new LinkedHashMap<>(watchedByOperators(output.getAll()));
        sinks.putAll(ANSWERS);

        for (String story : List.of("call", "call-echo-400")) {
            String token = calls.token(story);
            assertThat(token).hasSize(26);
            sinks.forEach((name, text) -> assertThat(text.lines().filter(line -> line.contains(token)))
                    .as(name)
                    .isEmpty());
        }
        assertThat(answer("call")).contains("for ***");
        assertThat(answer("call-echo-400")).contains("unknown token ***");
    }

    @Test
    void no_personal_data_is_where_operators_look(CapturedOutput output) throws Exception {
        watchedByOperators(output.getAll())
                .forEach((name, text) -> assertThat(PERSONAL.stream().filter(text::contains))
                        .as(name)
                        .isEmpty());
    }

    @Test
    void a_receipt_and_its_history_repeat_nothing_but_the_words_for_the_customer() throws Exception {
        for (String story : List.of("accepted", "inbox", "echo-400", "refused-401", "broken-500")) {
            ObjectNode receipt = (ObjectNode) JSON.readTree(answer(story + " later"));

            if (story.equals("accepted")) {
                assertThat(receipt.at("/message/text").asText()).isEqualTo("One moment, Canaria Personne.");
            }
            receipt.remove("message");
            assertThat(PERSONAL.stream().filter(receipt.toString()::contains))
                    .as(story)
                    .isEmpty();
        }
    }

    /** Every sink by name; each must hold what it is for, so that an empty one does not pass. */
    private static Map<String, String> watchedByOperators(String log) throws Exception {
        Map<String, String> sinks = new LinkedHashMap<>();
        sinks.put("log", log);
        sinks.put("analytics", String.join("\n", gateway.analytics()));
        for (JsonNode link :
                GatewayUnderTest.json(gateway.get("/actuator", keyed())).path("_links")) {
            String path = URI.create(link.path("href").asText().replaceAll("\\{.*", ""))
                    .getPath();
            if (!path.contains("heapdump")) {
                sinks.put(path, gateway.get(path, keyed()).body());
            }
        }
        CamelContext camel = gateway.bean(CamelContext.class);
        sinks.put("endpoints", camel.getEndpoints() + sinks.get("/actuator/connectors"));
        ModelCamelContext model = (ModelCamelContext) camel;
        sinks.put("routes", model.getRouteDefinitions() + "\n" + model.getRouteTemplateDefinitions());
        sinks.put("threads", Thread.getAllStackTraces().keySet().toString());

        assertThat(sinks.get("log")).contains(" DEBUG ", "Handover ");
        assertThat(sinks.get("analytics")).contains("dev.baton.handover.failed.v1");
        assertThat(sinks.get("/actuator/prometheus")).contains("handover_deliveries_total{");
        assertThat(sinks)
                .containsKeys("/actuator/env", "/actuator/configprops", "/actuator/beans", "/actuator/threaddump");
        assertThat(sinks.get("/actuator/env")).contains("baton.clients.canary.key-sha256");
        assertThat(sinks.get("endpoints")).contains("/oauth/token");
        return sinks;
    }

    private static String answer(String name) {
        return Objects.requireNonNull(ANSWERS.get(name));
    }

    private static void handOver(String story, String members) throws Exception {
        String message = message(story, ", " + members);
        HttpResponse<String> answer = gateway.post(
                story.startsWith("call") ? message.replace("\"channel\": \"text\"", "\"channel\": \"voice\"") : message,
                keyed());
        ANSWERS.put(story, answer.body());
        String self = answer.headers().firstValue("Location").orElse(null);
        if (self != null) {
            ANSWERS.put(story + " later", gateway.get(self, keyed()).body());
            ANSWERS.put(
                    story + " found",
                    gateway.get("/handovers?conversation=" + story, keyed()).body());
        }
    }

    private static String message(String story, String members) {
        return Messages.with(
                        story,
                        """
                "customer": {"name": "%s", "email": "%s", "phone": "%s"},
                "transcript": [{"author": {"role": "customer"}, "text": "%s"}],
                "context": {"note": "%s", "story": "%s"}, "summary": {"text": "%s"},
                "message": {"template": "One moment, {{customer.name}}."}
                """
                                        .formatted(
                                                PERSONAL.get(0),
                                                PERSONAL.get(1),
                                                PERSONAL.get(2),
                                                PERSONAL.get(3),
                                                PERSONAL.get(4),
                                                story,
                                                PERSONAL.get(5))
                                + members)
                .replace("\"customer_request\"", "\"customer_request\", \"detail\": \"" + PERSONAL.get(6) + "\"");
    }

    private static void playFailures() {
        desk.server()
                .stubFor(post(urlPathMatching("/genesys/loginUrl/.*"))
                        .atPriority(1)
                        .willReturn(okJson("{\"access_token\": \"%s\", \"expires_in\": 3600}".formatted(BEARER))));
        String echo = "{\"code\": \"bad\", \"message\": \"%s %s\"}"
                .formatted(DeskInstallation.CLIENT_SECRET.replace("\"", "\\\""), BASIC);
        playFailure("echo-400", 400, echo);
        playFailure("refused-401", 401, "{\"message\": \"Bearer %s is not known\"}".formatted(BEARER));
        playFailure("broken-500", 500, "<html>" + DeskInstallation.CLIENT_SECRET + "</html>");
    }

    private static void playFailure(String story, int status, String body) {
        desk.server()
                .stubFor(post(urlPathMatching("/genesys/apiUrl/.*"))
                        .withRequestBody(containing(story))
                        .atPriority(1)
                        .willReturn(aResponse().withStatus(status).withBody(body)));
    }

    private static String whole(LoggedRequest request) {
        return request.getUrl() + "\n" + request.getHeaders() + "\n" + request.getBodyAsString();
    }

    private static String[] keyed() {
        return new String[] {"X-API-Key", KEY, "Prefer", "wait=20"};
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
