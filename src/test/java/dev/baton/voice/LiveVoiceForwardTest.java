package dev.baton.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.Sandbox;
import dev.baton.sip.lab.BotDialog;
import dev.baton.sip.lab.LabProcess;
import dev.baton.sip.lab.VoiceLab;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A call between telephones, which the bot hands over by HTTP, and which its SBC moves.
 *
 * <p>Behaviours 29, 36.
 */
class LiveVoiceForwardTest {

    private static final String NUMBERS =
            "numberHost: \"SBC\", numberAllow: \"+4930\", phoneNumber: \"" + VoiceLab.AGENT_NUMBER + "\"";

    private static final String TARGETS =
            """
            targets:
              udp:
                connector: voice-forward
                settings: {NUMBERS, peer: "callctl@SBC", transport: udp, username: USER, password: PASSWORD}
              tcp:
                connector: voice-forward
                settings: {NUMBERS, peer: "callctl@SBC", transport: tcp, username: USER, password: PASSWORD}
              stranger:
                connector: voice-forward
                settings: {NUMBERS, peer: "callctl@SBC", transport: udp, username: stranger, password: PASSWORD}
              patient:
                connector: voice-forward
                settings: {NUMBERS, peer: "callctl@SBC", transport: udp, username: USER, password: PASSWORD, transferAfterMs: 60000}
              log: {connector: logging-only, settings: {}}
            steps:
              udp: {voice: udp, fallback: [log]}
              tcp: {voice: tcp, fallback: [log]}
              stranger: {voice: stranger, fallback: [log]}
              spoken: {voice: patient, message: "I connect you with a colleague."}
            default: udp
            """;

    @RegisterExtension
    static final VoiceLab LAB = VoiceLab.callerFollowsRedirects();

    @TempDir
    static Path folder;

    private static LiveGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        String sbc = "127.0.0.1:" + LAB.sbc().address().getPort();
        gateway = LiveGateway.start(folder, TARGETS.replace("NUMBERS", NUMBERS).replace("SBC", sbc), Sandbox.SIP);
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void theCallerIsWithTheAgentAndTheBotIsOut(String transport) throws Exception {
        BotDialog call = LAB.callBot();

        ObjectNode receipt = gateway.handOver(transport, call);

        assertThat(receipt.path("state").asText()).as("%s", receipt).isEqualTo("active");
        assertThat(receipt.path("target").asText()).isEqualTo(transport);
        LAB.awaitCallerIsWithAgent();
    }

    @Test
    void theAgentsCallBringsTheTokenOfItsStory() throws Exception {
        String id = gateway.handOver("udp", LAB.callBot()).path("id").asText();
        LAB.awaitCallerIsWithAgent();

        String told = LAB.agent().invitedWith("User-to-User").orElseThrow();

        assertThat(told).endsWith(";encoding=hex");
        byte[] token = HexFormat.of().parseHex(told.substring(0, told.indexOf(';')));
        ObjectNode story = gateway.get("/handovers/by-token/" + new String(token, StandardCharsets.US_ASCII));
        assertThat(story.path("id").asText()).isEqualTo(id);
        assertThat(story.at("/summary/text").asText()).isEqualTo("Wants a refund.");
    }

    @ParameterizedTest
    @CsvSource({"486, busy", "480, no_answer", "603, declined"})
    void aCallThatTheAgentDoesNotTakeStaysWithTheBot(int status, String code) throws Exception {
        BotDialog call = LAB.callBot();

        ObjectNode receipt = gateway.handOver("udp", call, VoiceLab.refusing(status));

        assertFellBack(receipt, code);
        LAB.awaitCallerIsWithBot();
    }

    @Test
    void aCallStaysWithTheBotWhenTheSbcDoesNotKnowTheGateway() throws Exception {
        BotDialog call = LAB.callBot();

        ObjectNode receipt = gateway.handOver("stranger", call);

        assertFellBack(receipt, "not_authenticated");
        LAB.awaitCallerIsWithBot();
    }

    @Test
    void aCallerWhoHasHungUpIsNotCalledAgain() throws Exception {
        BotDialog call = LAB.callBot();
        LAB.hangUp();

        ObjectNode receipt = gateway.handOver("udp", call);

        assertFellBack(receipt, "call_gone");
        LAB.agent().awaitNoCall();
    }

    @Test
    void theCallLeavesWhenTheBotHasSpoken() throws Exception {
        BotDialog call = LAB.callBot();
        long before = refers();

        ObjectNode receipt = gateway.handOver("spoken", call);

        assertThat(receipt.at("/speak/text").asText()).isEqualTo("I connect you with a colleague.");
        LAB.awaitCallerIsWithBot();
        assertThat(refers()).isEqualTo(before);
        gateway.ready(receipt.path("id").asText());
        LAB.awaitCallerIsWithAgent();
        await().atMost(LabProcess.PATIENCE)
                .until(() -> gateway.get("/handovers/" + receipt.path("id").asText())
                        .path("state")
                        .asText()
                        .equals("active"));
    }

    private static long refers() {
        return LAB.sbc().received().stream()
                .filter(line -> line.startsWith("got REFER"))
                .count();
    }

    private static void assertFellBack(ObjectNode receipt, String code) {
        assertThat(receipt.path("state").asText()).as("%s", receipt).isEqualTo("logged");
        assertThat(receipt.path("target").asText()).isEqualTo("log");
        assertThat(receipt.at("/attempts/0/code").asText()).isEqualTo(code);
    }
}
