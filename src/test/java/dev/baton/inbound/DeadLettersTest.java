package dev.baton.inbound;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.ledger.Ledger;
import dev.baton.support.FallbackDesks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be done about a handover that failed, as whoever looks after it sees it over HTTP. */
class DeadLettersTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static FallbackDesks desks;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        desks = new FallbackDesks();
        gateway = GatewayUnderTest.start(
                folder, targets(desks), "--baton.connectors=" + FallbackDesks.connectors(folder));
    }

    static String targets(FallbackDesks desks) {
        return "targets:\n"
                + desks.target("first", "desk", ", overridable: [team]")
                + desks.target("second", "desk", "")
                + desks.target("named", "named-desk", "")
                + """
                steps:
                  support: {text: first}
                  spare: {text: second}
                default: support
                """;
    }

    @AfterAll
    static void stop() {
        gateway.close();
        desks.close();
    }

    @BeforeEach
    void the_first_desk_is_down() throws Exception {
        desks.reset();
        desks.answers("first", aResponse().withStatus(503));
        // What other tests left behind is nobody's business.
        for (JsonNode letter :
                json(gateway.get("/handovers?state=failed&limit=100")).path("handovers")) {
            post("/handovers/" + letter.path("id").asText() + "/discard", "{\"reason\": \"of another test\"}");
        }
    }

    @Test
    void what_failed_is_listed_and_after_the_repair_it_is_replayed() throws Exception {
        ObjectNode failed = failed("\"customer\": {\"name\": \"Ada\"}");
        String id = failed.path("id").asText();
        assertThat(listed("")).singleElement().satisfies(letter -> {
            assertThat(letter.path("id").asText()).isEqualTo(id);
            assertThat(letter.path("target").asText()).isEqualTo("first");
            assertThat(letter.path("client").asText()).isEqualTo("local");
            assertThat(letter.at("/failure/class").asText()).isEqualTo("try_again");
            assertThat(letter.path("requestedAt")).isEqualTo(failed.path("requestedAt"));
        });
        desks.reset();

        HttpResponse<String> answer = post("/handovers/" + id + "/replay", "", "Prefer", "wait=20");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        ObjectNode replay = json(answer);
        assertThat(replay.path("state").asText()).isEqualTo("accepted");
        assertThat(replay.path("replayOf").asText()).isEqualTo(id);
        assertThat(replay.path("conversation")).isEqualTo(failed.path("conversation"));
        assertThat(answer.headers().firstValue("Location"))
                .contains("/handovers/" + replay.path("id").asText());
        assertThat(desks.calls("first")).hasSize(1);
        assertThat(now(id).path("state").asText()).isEqualTo("failed");
        assertThat(now(id).path("replayedBy")).isEqualTo(replay.path("id"));
        assertThat(listed("")).isEmpty();
        assertThat(listed("&all=true"))
                .filteredOn(letter -> letter.path("id").asText().equals(id))
                .singleElement()
                .satisfies(letter -> assertThat(letter.path("replayedBy")).isEqualTo(replay.path("id")));
    }

    @Test
    void a_replay_delivers_the_message_as_it_was_sent() throws Exception {
        String id = failed("\"customer\": {\"name\": \"Ada\"}, \"settings\": {\"team\": \"billing\"}")
                .path("id")
                .asText();
        desks.reset();

        ObjectNode replay = json(post("/handovers/" + id + "/replay", "", "Prefer", "wait=20"));

        Ledger ledger = gateway.bean(Ledger.class);
        assertThat(ledger.find("local", replay.path("id").asText())
                        .orElseThrow()
                        .handover()
                        .message())
                .isEqualTo(ledger.find("local", id).orElseThrow().handover().message());
        assertThat(json(desks.calls("first").get(0).getBodyAsString())
                        .path("team")
                        .asText())
                .isEqualTo("billing");
    }

    @Test
    void the_same_replay_again_is_the_same_handover_and_no_second_call() throws Exception {
        String id = failed("\"target\": \"first\"").path("id").asText();
        desks.reset();
        HttpResponse<String> first = post("/handovers/" + id + "/replay", "{}", "Prefer", "wait=20");

        HttpResponse<String> again =
                post("/handovers/" + id + "/replay", "{\"target\": \"second\"}", "Prefer", "wait=20");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(desks.calls("first")).hasSize(1);
        assertThat(desks.calls("second")).isEmpty();
    }

    @Test
    void of_many_who_replay_at_once_one_does() throws Exception {
        String id = failed("\"target\": \"first\"").path("id").asText();
        desks.reset();

        List<CompletableFuture<HttpResponse<String>>> asked = IntStream.range(0, 20)
                .mapToObj(i -> HTTP.sendAsync(
                        request("/handovers/" + id + "/replay", "", "Prefer", "wait=20"), BodyHandlers.ofString()))
                .toList();
        List<HttpResponse<String>> answers =
                asked.stream().map(CompletableFuture::join).toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.headers()
                        .firstValue("Idempotency-Replayed")
                        .isEmpty()))
                .hasSize(1);
        assertThat(desks.calls("first")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"target\": \"second\"}", "{\"step\": \"spare\"}"})
    void a_replay_may_go_elsewhere_and_leaves_the_settings_behind(String to) throws Exception {
        String id = failed("\"target\": \"first\", \"settings\": {\"team\": \"billing\"}")
                .path("id")
                .asText();

        ObjectNode replay = json(post("/handovers/" + id + "/replay", to, "Prefer", "wait=20"));

        assertThat(replay.path("state").asText()).as(replay.toString()).isEqualTo("accepted");
        assertThat(replay.path("target").asText()).isEqualTo("second");
        assertThat(replay.path("warnings"))
                .extracting(warning -> warning.path("pointer").asText())
                .contains("/settings");
        assertThat(desks.calls("second")).hasSize(1);
    }

    @Test
    void a_replay_that_fails_is_a_dead_letter_itself() throws Exception {
        String id = failed("\"target\": \"first\"").path("id").asText();
        ObjectNode second = json(post("/handovers/" + id + "/replay", "", "Prefer", "wait=20"));
        assertThat(second.path("state").asText()).isEqualTo("failed");
        assertThat(listed("")).extracting(letter -> letter.path("id")).containsExactly(second.path("id"));
        desks.reset();

        ObjectNode third = json(post("/handovers/" + second.path("id").asText() + "/replay", "", "Prefer", "wait=20"));

        assertThat(third.path("state").asText()).isEqualTo("accepted");
        assertThat(third.path("replayOf")).isEqualTo(second.path("id"));
        assertThat(now(id).path("replayedBy")).isEqualTo(second.path("id"));
    }

    @Test
    void only_what_has_failed_can_be_replayed_or_discarded() throws Exception {
        desks.reset();
        String taken = json(gateway.post(Messages.with("\"target\": \"first\""), "Prefer", "wait=20"))
                .path("id")
                .asText();

        for (String what : List.of("replay", "discard")) {
            HttpResponse<String> answer = post("/handovers/" + taken + "/" + what, body(what));
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(json(answer).path("detail").asText()).contains(taken + " is accepted");
            assertThat(post("/handovers/01JD6Q4WZ0V9K3M8T5X7B2N1RC/" + what, body(what))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(post("/handovers/x/" + what, body(what)).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void a_conversation_that_is_being_handed_over_is_left_alone() throws Exception {
        String conversation = "c-" + UUID.randomUUID();
        String id = json(gateway.post(Messages.with(conversation, "\"target\": \"first\""), "Prefer", "wait=20"))
                .path("id")
                .asText();
        HttpResponse<String> open = gateway.post(Messages.with(conversation, "\"target\": \"second\""));

        HttpResponse<String> refused = post("/handovers/" + id + "/replay", "");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).at("/links/first").asText())
                .isEqualTo(open.headers().firstValue("Location").orElseThrow());
        assertThat(listed("")).extracting(letter -> letter.path("id").asText()).contains(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"target\": \"secnd\"} | 422 | /target",
                "{\"step\": \"spar\"} | 422 | /step",
                "{\"target\": \"named\"} | 422 | /customer/name",
                "{\"targt\": \"second\"} | 400 | /targt",
                "{\"target\": \"second\", \"step\": \"spare\"} | 400 | ''",
            })
    void a_replay_that_nobody_could_take_is_refused_with_all_that_is_wrong(String body, int status, String pointer)
            throws Exception {
        String id = failed("\"target\": \"first\"").path("id").asText();

        HttpResponse<String> refused = post("/handovers/" + id + "/replay", body);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        assertThat(json(refused).at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(now(id).has("replayedBy")).isFalse();
    }

    @Test
    void a_discarded_one_is_kept_with_its_reason_but_not_listed() throws Exception {
        String id = failed("\"target\": \"first\"").path("id").asText();
        String discard = "/handovers/" + id + "/discard";

        HttpResponse<String> answer = post(discard, "{\"reason\": \"The customer called again.\"}");
        HttpResponse<String> again = post(discard, "{\"reason\": \"Another reason\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).at("/discarded/reason").asText()).isEqualTo("The customer called again.");
        assertThat(json(answer).at("/discarded/by").asText()).isEqualTo("local");
        assertThat(again.body()).isEqualTo(answer.body());
        assertThat(listed("")).isEmpty();
        assertThat(listed("&all=true"))
                .extracting(letter -> letter.path("id").asText())
                .contains(id);
        assertThat(now(id).path("state").asText()).isEqualTo("failed");
        HttpResponse<String> replay = post("/handovers/" + id + "/replay", "");
        assertThat(replay.statusCode()).isEqualTo(409);
        assertThat(json(replay).path("detail").asText()).contains("was discarded by local");
    }

    @Test
    void what_was_replayed_cannot_be_discarded() throws Exception {
        String id = failed("\"target\": \"first\"").path("id").asText();
        desks.reset();
        String replay =
                json(post("/handovers/" + id + "/replay", "")).path("id").asText();

        HttpResponse<String> refused = post("/handovers/" + id + "/discard", "{\"reason\": \"late\"}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).at("/links/replayedBy").asText()).isEqualTo("/handovers/" + replay);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"reason\": \"\"}", "{\"reason\": \" \"}", "{\"reason\": 1}", "LONG"})
    void a_discard_says_why(String body) throws Exception {
        String id = failed("\"target\": \"first\"").path("id").asText();

        String sent = body.replace("LONG", "{\"reason\": \"" + "x".repeat(501) + "\"}");

        assertThat(post("/handovers/" + id + "/discard", sent).statusCode()).isEqualTo(400);
        assertThat(listed("")).hasSize(1);
    }

    @Test
    void who_did_what_is_in_the_history_and_the_analytics_log_and_counts_no_failure_twice() throws Exception {
        double replays = count("handover.dead.letters.replayed");
        double discards = count("handover.dead.letters.discarded");
        String replayed = failed("\"target\": \"first\"").path("id").asText();
        String given = failed("\"target\": \"first\"").path("id").asText();
        desks.reset();

        String replay = json(post("/handovers/" + replayed + "/replay", "", "Prefer", "wait=20"))
                .path("id")
                .asText();
        post("/handovers/" + given + "/discard", "{\"reason\": \"no more\"}");

        JsonNode act = now(replayed).at("/history/3");
        assertThat(act.path("act").asText()).isEqualTo("replayed");
        assertThat(act.at("/data/by").asText()).isEqualTo("local");
        assertThat(act.at("/data/replayedBy").asText()).isEqualTo(replay);
        assertThat(now(replay).at("/history/0/data/replayOf").asText()).isEqualTo(replayed);
        assertThat(now(given).at("/history/3/data/reason").asText()).isEqualTo("no more");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(analytics(given))
                .extracting(line -> line.path("type").asText())
                .containsExactly(
                        "dev.baton.handover.requested.v1",
                        "dev.baton.handover.delivering.v1",
                        "dev.baton.handover.failed.v1",
                        "dev.baton.handover.discarded.v1"));
        assertThat(analytics(given).get(3).at("/data/state").isMissingNode()).isTrue();
        assertThat(analytics(given).get(3).at("/data/by").asText()).isEqualTo("local");
        assertThat(count("handover.dead.letters.replayed")).isEqualTo(replays + 1);
        assertThat(count("handover.dead.letters.discarded")).isEqualTo(discards + 1);
    }

    @Test
    void the_gauge_tells_how_many_are_open() throws Exception {
        failed("\"target\": \"first\"");
        failed("\"target\": \"first\"");

        await().untilAsserted(() -> assertThat(gateway.bean(MeterRegistry.class)
                        .get("handover.dead.letters")
                        .gauge()
                        .value())
                .isEqualTo(2));
        assertThat(gateway.get("/actuator/prometheus").body()).contains("\nhandover_dead_letters 2.0");
    }

    @Test
    void the_list_comes_in_pages_newest_first() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(0, failed("\"target\": \"first\"").path("id").asText());
        }

        List<String> seen = new ArrayList<>();
        String after = "";
        int pages = 0;
        do {
            ObjectNode page = json(gateway.get("/handovers?state=failed&limit=2" + after));
            page.path("handovers").forEach(letter -> seen.add(letter.path("id").asText()));
            after = page.has("next") ? "&after=" + page.path("next").asText() : null;
            pages++;
        } while (after != null);

        assertThat(seen).isEqualTo(ids);
        assertThat(pages).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state=accepted",
                "state=",
                "state=failed&limit=0",
                "state=failed&limit=101",
                "state=failed&limit=x",
                "state=failed&after=x",
                "state=failed&all=1",
                "state=failed&class=bad",
                "state=failed&before=yesterday",
                "state=failed&conversation=c"
            })
    void a_question_that_makes_no_sense_is_refused(String query) throws Exception {
        HttpResponse<String> refused = gateway.get("/handovers?" + query);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("detail").asText()).contains("expected");
    }

    @Test
    void many_are_replayed_by_their_ids_each_for_itself() throws Exception {
        String one = failed("\"target\": \"first\"").path("id").asText();
        String two = failed("\"target\": \"first\"").path("id").asText();
        post("/handovers/" + two + "/discard", "{\"reason\": \"no more\"}");

        ObjectNode answer = json(post(
                "/handovers/replay",
                "{\"ids\": [\"%s\", \"%s\", \"%s\", \"x\"], \"to\": {\"target\": \"second\"}}"
                        .formatted(one, two, one)));

        assertThat(answer.path("results"))
                .extracting(result -> result.path("result").asText())
                .containsExactly("replayed", "refused", "already", "refused");
        assertThat(answer.at("/results/1/problem/status").asInt()).isEqualTo(409);
        assertThat(answer.at("/results/3/problem/status").asInt()).isEqualTo(404);
        String replay = answer.at("/results/0/replayedBy").asText();
        await().untilAsserted(
                        () -> assertThat(now(replay).path("state").asText()).isEqualTo("accepted"));
        assertThat(desks.calls("second")).hasSize(1);
    }

    @Test
    void many_are_replayed_by_what_they_have_in_common() throws Exception {
        desks.answers("second", aResponse().withStatus(401));
        String busy = failed("\"target\": \"first\"").path("id").asText();
        failed("\"target\": \"second\"");
        String noon = Instant.parse(now(busy).path("requestedAt").asText())
                .minusSeconds(60)
                .toString();

        assertThat(results("{\"target\": \"first\", \"class\": \"integrator_must_act\"}"))
                .isEmpty();
        assertThat(results("{\"target\": \"first\", \"before\": \"" + noon + "\"}"))
                .isEmpty();
        assertThat(listed("&target=second&class=integrator_must_act")).hasSize(1);
        desks.answers("first", okJson("{\"id\": \"1\"}"));
        assertThat(results("{\"target\": \"first\", \"class\": \"try_again\"}"))
                .singleElement()
                .satisfies(result -> assertThat(result.path("id").asText()).isEqualTo(busy));
        await().untilAsserted(() -> assertThat(desks.calls("first")).hasSize(1));
        assertThat(listed(""))
                .extracting(letter -> letter.path("target").asText())
                .containsExactly("second");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"ids\": []}",
                "{\"to\": {\"target\": \"second\"}}",
                "{\"ids\": [\"a\"], \"target\": \"first\"}",
                "{\"class\": \"bad\"}",
                "{\"before\": \"noon\"}"
            })
    void nothing_is_replayed_that_nobody_has_named(String body) throws Exception {
        failed("\"target\": \"first\"");

        assertThat(post("/handovers/replay", body).statusCode()).isEqualTo(400);

        assertThat(listed("")).hasSize(1);
    }

    @Test
    void a_foreign_page_in_the_browser_cannot_replay() throws Exception {
        String id = failed("\"target\": \"first\"").path("id").asText();

        HttpResponse<String> refused =
                post("/handovers/replay", "{\"target\": \"first\"}", "Content-Type", "text/plain");

        assertThat(refused.statusCode()).isEqualTo(415);
        assertThat(listed(""))
                .anyMatch(letter -> letter.path("id").asText().equals(id))
                .noneMatch(letter -> letter.path("replayOf").asText().equals(id));
    }

    @Test
    void no_client_can_take_the_key_of_a_replay() throws Exception {
        String id = failed("\"target\": \"first\"").path("id").asText();
        String key = "↻" + id;

        assertThat(gateway.post(Messages.with("\"idempotencyKey\": \"" + key + "\""))
                        .statusCode())
                .isEqualTo(422);
        assertThat(post("/handovers/" + id + "/replay", "{\"target\": \"second\"}")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void what_was_purged_is_gone() throws Exception {
        String id = failed("\"target\": \"first\"").path("id").asText();
        gateway.bean(Ledger.class)
                .purge(Instant.parse("2100-01-01T00:00:00Z"), 1_000)
                .join();

        assertThat(post("/handovers/" + id + "/replay", "").statusCode()).isEqualTo(410);
        assertThat(post("/handovers/" + id + "/discard", "{\"reason\": \"late\"}")
                        .statusCode())
                .isEqualTo(410);
        assertThat(listed("&all=true")).isEmpty();
    }

    private static String body(String what) {
        return what.equals("discard") ? "{\"reason\": \"why not\"}" : "";
    }

    /** The receipt of a new handover that has failed. */
    private static ObjectNode failed(String members) throws Exception {
        ObjectNode receipt = json(gateway.post(Messages.with(members), "Prefer", "wait=20"));
        assertThat(receipt.path("state").asText()).as(receipt.toString()).isEqualTo("failed");
        desks.server().resetRequests();
        return receipt;
    }

    private static JsonNode listed(String query) throws Exception {
        return json(gateway.get("/handovers?state=failed" + query)).path("handovers");
    }

    private static JsonNode results(String body) throws Exception {
        HttpResponse<String> answer = post("/handovers/replay", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).path("results");
    }

    private static ObjectNode now(String id) throws Exception {
        return json(gateway.get("/handovers/" + id));
    }

    private static double count(String counter) {
        return gateway.bean(MeterRegistry.class).get(counter).counter().count();
    }

    private static List<JsonNode> analytics(String id) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : gateway.analytics()) {
            JsonNode event = json(line);
            if (event.path("subject").asText().equals(id)) {
                lines.add(event);
            }
        }
        return lines;
    }

    private static HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return HTTP.send(request(path, body, headers), BodyHandlers.ofString());
    }

    private static HttpRequest request(String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.uri(path))
                .POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .setHeader("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request.build();
    }
}
