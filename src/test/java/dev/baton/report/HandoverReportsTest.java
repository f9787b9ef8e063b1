package dev.baton.report;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.baton.handover.HandoverState.ACCEPTED;
import static dev.baton.handover.HandoverState.ASSIGNED;
import static dev.baton.handover.HandoverState.COMPLETED;
import static dev.baton.handover.HandoverState.REQUESTED;
import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Handovers;
import dev.baton.ledger.Ledger;
import dev.baton.support.FallbackDesks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports as whoever asks for them gets them over HTTP. Behaviours 1, 17, 73, 76. */
class HandoverReportsTest {

    private static final String REPORT = "/reports/handovers?";
    private static final String MARCH = REPORT + "from=2026-03-01&to=2026-03-02&zone=Europe/Amsterdam&by=";

    private static FallbackDesks desks;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        desks = new FallbackDesks();
        gateway = GatewayUnderTest.start(
                folder,
                "targets:\n" + desks.target("first", "desk", "") + desks.target("second", "desk", "")
                        + "steps:\n  support: {text: first, fallback: [second]}\ndefault: support\n",
                "--baton.connectors=" + FallbackDesks.connectors(folder),
                "--baton.handover.open-for=10000d",
                "--baton.clients.alpha.key-sha256=" + sha256("alpha-key"),
                "--baton.clients.beta.key-sha256=" + sha256("beta-key"),
                "--baton.clients.boss.key-sha256=" + sha256("boss-key"),
                "--baton.clients.boss.operator=true");
        inMarch("alpha", "2026-03-01T10:00:00Z", ACCEPTED, ASSIGNED, COMPLETED);
        inMarch("alpha", "2026-03-01T23:30:00Z", ACCEPTED);
        inMarch("beta", "2026-03-01T11:00:00Z");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        desks.close();
    }

    @Test
    void what_was_handed_over_is_in_the_report_at_once() throws Exception {
        desks.answers("first", aResponse().withStatus(503));
        String posted = Messages.with("\"step\": \"support\"")
                .replace("\"channel\": \"text\"", "\"channel\": \"text\", \"language\": \"nl-NL\"");
        HttpResponse<String> answer = gateway.post(posted, "Prefer", "wait=20", "X-API-Key", "beta-key");
        assertThat(json(answer).path("state").asText()).as(answer.body()).isEqualTo("accepted");

        ObjectNode report = report("beta", REPORT + "by=step,firstTarget,target,reason,language,channel,trigger");

        assertThat(report.path("groups")).hasSize(1);
        JsonNode group = report.at("/groups/0");
        assertThat(group.path("step").asText()).isEqualTo("support");
        assertThat(group.path("firstTarget").asText()).isEqualTo("first");
        assertThat(group.path("target").asText()).isEqualTo("second");
        assertThat(group.path("reason").asText()).isEqualTo("customer_request");
        assertThat(group.path("language").asText()).isEqualTo("nl");
        assertThat(group.path("trigger").isNull()).isTrue();
        for (String one : List.of("requested", "accepted", "fallback", "open")) {
            assertThat(group.path(one).asInt()).as(one).isEqualTo(1);
        }
        assertThat(group.path("failed").asInt()).isZero();
        assertThat(group.at("/millisToAccepted/p95").asLong()).isPositive();
    }

    @Test
    void a_client_sees_its_own_days_in_its_own_time_zone() throws Exception {
        JsonNode groups = report("alpha", MARCH + "day").path("groups");

        assertThat(groups).hasSize(2);
        assertThat(groups.at("/0/day").asText()).isEqualTo("2026-03-01");
        assertThat(groups.at("/0/completed").asInt()).isEqualTo(1);
        assertThat(groups.at("/0/millisToAccepted/mean").asInt()).isEqualTo(1_000);
        assertThat(groups.at("/0/millisToAssigned/p50").asInt()).isEqualTo(2_000);
        assertThat(groups.at("/0/millisToEnd/mean").asInt()).isEqualTo(3_000);
        assertThat(groups.at("/0/millisWithHuman/mean").asInt()).isEqualTo(1_000);
        assertThat(groups.at("/1/day").asText()).isEqualTo("2026-03-02");
        assertThat(groups.at("/1/open").asInt()).isEqualTo(1);
        assertThat(groups.at("/1/millisToEnd").isMissingNode()).isTrue();
        JsonNode inUtc = report("alpha", MARCH.replace("Europe/Amsterdam", "UTC") + "day")
                .path("groups");
        assertThat(inUtc).hasSize(1);
        assertThat(inUtc.at("/0/requested").asInt()).isEqualTo(2);
    }

    @Test
    void an_operator_sees_everybody_and_who_it_was() throws Exception {
        ObjectNode report = report("boss", MARCH + "client");

        assertThat(report.path("groups"))
                .extracting(group -> group.path("client").asText() + " " + group.path("requested"))
                .containsExactly("alpha 2", "beta 1");
        assertThat(report.at("/total/requested").asInt()).isEqualTo(3);
        HttpResponse<String> refused = get("alpha", MARCH + "client");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).at("/errors/0/expected").asText())
                .contains("day")
                .doesNotContain("client");
    }

    @Test
    void without_anything_said_it_is_the_last_thirty_days_by_day() throws Exception {
        ObjectNode report = report("alpha", "/reports/handovers");

        assertThat(report.path("by")).extracting(JsonNode::asText).containsExactly("day");
        assertThat(report.path("zone").asText()).isEqualTo("UTC");
        assertThat(Instant.parse(report.path("from").asText() + "T00:00:00Z").plusSeconds(29 * 86_400))
                .isEqualTo(report.path("to").asText() + "T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"format=csv,application/json", "x,text/csv", "x,'text/csv, */*;q=0.1'"})
    void a_spreadsheet_gets_csv(String parameter, String accept) throws Exception {
        String path = MARCH + "day,step" + (parameter.equals("x") ? "" : "&" + parameter);

        HttpResponse<String> answer = gateway.get(path, "X-API-Key", "alpha-key", "Accept", accept);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"handovers-2026-03-01-2026-03-02.csv\"");
        List<String> lines = answer.body().lines().toList();
        assertThat(answer.body()).endsWith("\r\n");
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("day,step,requested,accepted,fallback,open,logged,completed");
        assertThat(lines.get(1)).startsWith("2026-03-01,support,1,1,0,0,0,1");
        assertThat(lines.get(2).split(",", -1)).hasSameSizeAs(lines.get(0).split(",", -1));
    }

    @Test
    void the_description_knows_every_word_of_questions_and_answers() throws Exception {
        String described = get("alpha", "/openapi.yaml").body();

        assertThat(described)
                .contains("enum: ["
                        + Dimension.known(true).stream()
                                .map(Dimension::wireName)
                                .collect(Collectors.joining(", "))
                        + "]");
        Measure.COUNTS.forEach(measure -> assertThat(described).contains("        " + measure.name() + ":"));
        Measure.TIMES.forEach(times -> assertThat(described).contains("        " + times.name() + ":"));
    }

    @Test
    void json_stays_json_for_who_takes_both() throws Exception {
        assertThat(gateway.get(MARCH + "day&format=json", "X-API-Key", "alpha-key", "Accept", "text/csv")
                        .body())
                .startsWith("{");
        assertThat(gateway.get(MARCH + "day", "X-API-Key", "alpha-key", "Accept", "nonsense")
                        .body())
                .startsWith("{");
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() throws Exception {
        HttpResponse<String> answer = get(
                "alpha",
                REPORT + "from=yesterday&to=+999999999-01-01&zone=Mars&by=stepp,day,x&format=xml&formatt=csv&zone=UTC");

        assertThat(answer.statusCode()).isEqualTo(400);
        ObjectNode problem = json(answer);
        assertThat(problem.path("type").asText()).isEqualTo("urn:baton:problem:invalid-request");
        assertThat(problem.path("errors"))
                .extracting(error -> error.path("pointer").asText())
                .containsExactlyInAnyOrder("/from", "/to", "/zone", "/zone", "/by", "/by", "/format", "/formatt");
        assertThat(problem.path("errors").findValuesAsText("didYouMean")).contains("step", "format");
    }

    @ParameterizedTest
    @CsvSource({
        "from=2026-03-02&to=2026-03-01, not after 2026-03-01",
        "from=2025-03-01&to=2026-03-02, 2025-03-02 or later"
    })
    void a_range_that_is_none_or_too_long_is_refused(String range, String expected) throws Exception {
        HttpResponse<String> answer = get("alpha", REPORT + range);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/errors/0/expected").asText()).contains(expected);
    }

    @Test
    void housekeeping_and_the_purge_change_no_report() throws Exception {
        String path = MARCH + "day,step,target,reason,client";
        String before = get("boss", path).body();
        Ledger ledger = gateway.bean(Ledger.class);

        ledger.purge(Instant.parse("2026-04-01T00:00:00Z"), 100).join();
        assertThat(ledger.facts().pack(1)).isEqualTo(1);

        assertThat(get("boss", path).body()).isEqualTo(before);
    }

    @Test
    void what_customers_say_is_counted_whenever_they_say_it() throws Exception {
        String id = inMarch("beta", "2026-02-01T10:00:00Z", ACCEPTED);
        rate(id, "{'about': 'bot', 'by': 'customer', 'rating': 2}");
        rate(id, "{'about': 'bot', 'by': 'agent', 'rating': 1}");
        gateway.bean(Ledger.class)
                .move(id, Handovers.to(COMPLETED, Instant.parse("2026-02-01T10:00:09Z"), ACCEPTED))
                .join();
        rate(id, "{'about': 'bot', 'by': 'customer', 'rating': 5, 'remarks': 'x'}");
        rate(id, "{'about': 'agent', 'by': 'customer', 'rating': 4}");
        String path = REPORT + "from=2026-02-01&to=2026-02-01&by=day";

        JsonNode total = report("beta", path).path("total");

        assertThat(total.path("rated").asInt()).isEqualTo(1);
        assertThat(total.path("botRating").asDouble()).isEqualTo(3.5);
        assertThat(total.path("agentRating").asDouble()).isEqualTo(4);
        gateway.bean(Ledger.class)
                .purge(Instant.parse("2026-02-02T00:00:00Z"), 100)
                .join();
        assertThat(report("beta", path).path("total")).isEqualTo(total);
    }

    private static void rate(String id, String feedback) throws Exception {
        var request = HttpRequest.newBuilder(gateway.uri("/handovers/" + id + "/feedback"))
                .header("Content-Type", "application/json")
                .header("X-API-Key", "beta-key")
                .POST(HttpRequest.BodyPublishers.ofString(feedback.replace('\'', '"')))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void of_too_many_reports_at_once_some_wait_and_none_is_wrong() {
        List<Integer> statuses = IntStream.range(0, 40)
                .parallel()
                .mapToObj(i -> status("boss", MARCH + "day"))
                .toList();
        assertThat(statuses).contains(200).isSubsetOf(200, 503);
        await().untilAsserted(() -> assertThat(status("boss", MARCH + "day")).isEqualTo(200));
    }

    private static int status(String client, String path) {
        try {
            return get(client, path).statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String inMarch(String client, String requestedAt, HandoverState... states) {
        Ledger ledger = gateway.bean(Ledger.class);
        Instant at = Instant.parse(requestedAt);
        var handover = Handovers.handover(client, null, client + at, at, (ObjectNode)
                Handovers.object().set("reason", Handovers.object().put("code", "other")));
        // Leased, so that the gateway leaves it alone.
        ledger.claim(handover, Instant.parse("2040-01-01T00:00:00Z")).join();
        HandoverState from = REQUESTED;
        for (HandoverState to : states) {
            at = at.plusSeconds(1);
            ledger.move(handover.id(), Handovers.to(to, at, from)).join();
            from = to;
        }
        return handover.id();
    }

    private static ObjectNode report(String client, String path) throws Exception {
        HttpResponse<String> answer = get(client, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private static HttpResponse<String> get(String client, String path) throws Exception {
        return gateway.get(path, "X-API-Key", client + "-key");
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
