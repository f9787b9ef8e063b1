package dev.baton.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.Sandbox;
import dev.baton.sandbox.SimulatedSbc;
import dev.baton.sip.message.SipRequest;
import dev.baton.support.GatewayUnderTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bot hands over a call by HTTP, and the element that holds the call is told by SIP. */
class VoiceForwardTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TOKEN = Pattern.compile("User-to-User=([0-9a-f]+)%3Bencoding%3Dhex");
    private static final AtomicInteger CALLS = new AtomicInteger();

    private static final String TARGETS =
            """
            targets:
              forward:
                connector: voice-forward
                settings: {peer: "PEER", transport: udp, phoneNumber: "+4930901820", numberAllow: "+4930", maxPerMinute: 1000, maxPerMinuteToOne: 1000}
              capped:
                connector: voice-forward
                settings: {peer: "PEER", transport: udp, phoneNumber: "+4930901820", numberAllow: "+4930", maxPerDay: 1}
              log: {connector: logging-only, settings: {}}
            steps:
              plain: {voice: forward, fallback: [log]}
              alone: {voice: forward}
              capped: {voice: capped, fallback: [log]}
              spoken: {voice: forward, message: "I connect you with a colleague."}
            default: plain
            """;

    @TempDir
    static Path folder;

    private static SimulatedSbc sbc;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start() throws Exception {
        sbc = SimulatedSbc.start(0);
        gateway = GatewayUnderTest.start(folder, TARGETS.replace("PEER", sbc.peer()), Sandbox.SIP);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        sbc.close();
    }

    @BeforeEach
    void answersAgain() {
        sbc.play(202, List.of("100 Trying", "180 Ringing", "200 OK"));
    }

    @Test
    void anAnsweredCallIsWithAHuman() throws Exception {
        ObjectNode receipt = post("plain", "");

        assertThat(receipt.path("state").asText()).isEqualTo("active");
        assertThat(receipt.path("target").asText()).isEqualTo("forward");
        SipRequest refer = lastRefer();
        assertThat(refer.headers().first("Target-Dialog")).hasValueSatisfying(dialog -> assertThat(dialog)
                .endsWith("@sbc.example.net;local-tag=sbcZ9;remote-tag=botA1"));
        assertThat(refer.headers().first("Refer-To"))
                .hasValueSatisfying(number -> assertThat(number).startsWith("<sip:+4930901820@127.0.0.1;user=phone?"));
    }

    @Test
    void theHistoryTellsHowTheCallWentOn() throws Exception {
        String id = post("plain", "").path("id").asText();

        await().untilAsserted(
                        () -> assertThat(analytics(id)).contains("\"detail\":\"ringing\"", "\"detail\":\"answered\""));
    }

    @ParameterizedTest
    @CsvSource({
        "486 Busy Here, busy",
        "480 Temporarily Unavailable, no_answer",
        "603 Decline, declined",
        "404 Not Found, bad_number"
    })
    void aCallThatNobodyAnswersGoesOnToTheFallbackAndTheReceiptTellsWhy(String report, String code) throws Exception {
        sbc.play(202, List.of("100 Trying", report));

        ObjectNode receipt = post("plain", "");

        assertThat(receipt.path("state").asText()).isEqualTo("logged");
        assertThat(receipt.path("target").asText()).isEqualTo("log");
        assertThat(receipt.path("attempts").path(0).path("code").asText()).isEqualTo(code);
    }

    @Test
    void aRefusedReferGoesOnToTheFallbackAtOnce() throws Exception {
        sbc.play(481, List.of());

        ObjectNode receipt = post("plain", "");

        assertThat(receipt.path("target").asText()).isEqualTo("log");
        assertThat(receipt.path("attempts").path(0).path("code").asText()).isEqualTo("call_gone");
    }

    @Test
    void theSameCallIsNeverMovedTwice() throws Exception {
        int call = CALLS.incrementAndGet();
        post("alone", call, "");
        int before = sbc.refers().size();

        ObjectNode second =
                post("alone", call, "").path("id").isMissingNode() ? JSON.createObjectNode() : post("alone", call, "");

        assertThat(sbc.refers()).hasSize(before);
        assertThat(second.path("state").asText()).isNotEqualTo("active");
    }

    @Test
    void aNumberThatIsNotAllowedIsNeverCalled() throws Exception {
        int before = sbc.refers().size();

        ObjectNode receipt = post("alone", ", \"phoneNumber\": \"+8821612345678\"");

        assertThat(receipt.at("/failure/class").asText()).isEqualTo("integrator_must_act");
        assertThat(receipt.at("/failure/code").asText()).isIn("number_not_allowed", "costly_number");
        assertThat(sbc.refers()).hasSize(before);
    }

    @Test
    void theDeskReadsTheContextByTheTokenOfTheCall() throws Exception {
        String id = post("plain", "").path("id").asText();
        Matcher hex = TOKEN.matcher(lastRefer().headers().first("Refer-To").orElseThrow());
        assertThat(hex.find()).isTrue();
        String token = new String(HexFormat.of().parseHex(hex.group(1)), StandardCharsets.US_ASCII);

        HttpResponse<String> context = gateway.get("/handovers/by-token/" + token);

        assertThat(context.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(context.body()).path("id").asText()).isEqualTo(id);
        assertThat(JSON.readTree(context.body()).at("/summary/text").asText()).isEqualTo("Wants a refund.");
    }

    @Test
    void theCallLeavesWhenTheBotHasSpoken() throws Exception {
        int before = sbc.refers().size();

        ObjectNode receipt = (ObjectNode) JSON.readTree(
                gateway.post(message("spoken", CALLS.incrementAndGet(), "")).body());

        assertThat(receipt.at("/speak/text").asText()).isEqualTo("I connect you with a colleague.");
        assertThat(receipt.path("transferAfterMs").asInt()).isBetween(1_000, 20_000);
        String id = receipt.path("id").asText();
        assertThat(sbc.refers()).hasSize(before);
        gateway.send("POST", "/handovers/" + id + "/ready");
        await().untilAsserted(() -> assertThat(state(id)).isEqualTo("active"));
    }

    @Test
    void aCapOfTheDayStopsTheNextCall() throws Exception {
        assertThat(post("capped", "").path("state").asText()).isEqualTo("active");

        ObjectNode second = post("capped", "");

        assertThat(second.path("target").asText()).isEqualTo("log");
        assertThat(second.path("attempts").path(0).path("code").asText()).isEqualTo("too_many_today");
    }

    @Test
    void everyForwardIsOnRecordWithoutItsNumber() throws Exception {
        post("plain", "");
        String record;
        try (Stream<Path> files = Files.list(folder.resolve("data/sip"))) {
            record = Files.readString(files.filter(file -> file.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow());
        }

        assertThat(record).contains("\"target\":\"forward\"").doesNotContain("4930901820", "sbc.example.net");
    }

    @Test
    void metricsTellHowForwardsEnd() throws Exception {
        post("plain", "");

        await().untilAsserted(
                        () -> assertThat(gateway.get("/actuator/prometheus").body())
                                .contains("sip_refer_seconds_count{outcome=\"answered\",target=\"forward\"}")
                                .contains("sip_pending"));
    }

    private static SipRequest lastRefer() {
        return sbc.refers().get(sbc.refers().size() - 1);
    }

    private static String state(String id) throws Exception {
        return JSON.readTree(gateway.get("/handovers/" + id).body())
                .path("state")
                .asText();
    }

    private static String analytics(String id) throws Exception {
        StringBuilder lines = new StringBuilder();
        if (!Files.exists(folder.resolve("data/analytics"))) {
            return "";
        }
        try (Stream<Path> files = Files.list(folder.resolve("data/analytics"))) {
            for (Path file : files.toList()) {
                Files.readString(file).lines().filter(line -> line.contains(id)).forEach(lines::append);
            }
        }
        return lines.toString();
    }

    private static ObjectNode post(String step, String voice) throws Exception {
        return post(step, CALLS.incrementAndGet(), voice);
    }

    private static ObjectNode post(String step, int call, String voice) throws Exception {
        JsonNode answer = JSON.readTree(
                gateway.post(message(step, call, voice), "Prefer", "wait=20").body());
        return (ObjectNode) answer;
    }

    private static String message(String step, int call, String voice) {
        return """
                {"step": "%s", "source": {"platform": "halo", "botId": "support"},
                 "conversation": {"id": "call-%d", "channel": "voice", "language": "en"},
                 "voice": {"callId": "%d", "sipCallId": "%d@sbc.example.net", "localTag": "botA1", "remoteTag": "sbcZ9"%s},
                 "reason": {"code": "customer_request"}, "summary": {"text": "Wants a refund."}}
                """
                .formatted(step, call, call, call, voice);
    }
}
