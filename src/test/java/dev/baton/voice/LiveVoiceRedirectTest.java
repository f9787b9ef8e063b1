package dev.baton.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.Sandbox;
import dev.baton.sip.lab.LabProcess;
import dev.baton.sip.lab.VoiceLab;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A call that is routed to the gateway by the address in the receipt, and goes on from there. */
class LiveVoiceRedirectTest {

    private static final String TARGETS =
            """
            targets:
              caller:
                connector: voice-redirect
                settings: {numberHost: "127.0.0.1:FIRST", phoneNumber: "+4930901820", numberAllow: "+4930"}
              sbc:
                connector: voice-redirect
                settings: {numberHost: "127.0.0.1:SECOND", phoneNumber: "+4930901820", numberAllow: "+4930"}
            steps:
              caller: {voice: caller}
              sbc: {voice: sbc}
            default: caller
            """;

    @RegisterExtension
    static final VoiceLab CALLER_FOLLOWS = VoiceLab.callerFollowsRedirects();

    @RegisterExtension
    static final VoiceLab SBC_FOLLOWS = VoiceLab.sbcFollowsRedirects();

    @TempDir
    static Path folder;

    private static LiveGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        String targets = TARGETS.replace("FIRST", port(CALLER_FOLLOWS)).replace("SECOND", port(SBC_FOLLOWS));
        gateway = LiveGateway.start(folder, targets, Sandbox.SIP);
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    @Test
    void theCallerIsSentToTheAgentAndTheAddressWorksOnce() throws Exception {
        ObjectNode receipt = gateway.handOver("caller");
        String address = receipt.at("/externalRefs/redirectUri").asText();

        CALLER_FOLLOWS.caller().dial(address);

        CALLER_FOLLOWS.agent().awaitCallWith("caller");
        assertThat(CALLER_FOLLOWS.caller().sawStatus(302)).isTrue();
        awaitAccepted(receipt);
        CALLER_FOLLOWS.hangUp();
        CALLER_FOLLOWS.caller().dial(address);
        await().atMost(LabProcess.PATIENCE).until(() -> CALLER_FOLLOWS.caller().sawStatus(404));
        CALLER_FOLLOWS.agent().awaitNoCall();
    }

    @Test
    void theSbcSendsTheCallToTheAgent() throws Exception {
        ObjectNode receipt = gateway.handOver("sbc");

        SBC_FOLLOWS.caller().dial(receipt.at("/externalRefs/redirectUri").asText());

        SBC_FOLLOWS.agent().awaitCallWith("caller");
        assertThat(SBC_FOLLOWS.caller().sawStatus(302)).isFalse();
        awaitAccepted(receipt);
    }

    private static void awaitAccepted(ObjectNode receipt) {
        String path = "/handovers/" + receipt.path("id").asText();
        await().atMost(LabProcess.PATIENCE)
                .until(() -> gateway.get(path).path("state").asText().equals("accepted"));
    }

    private static String port(VoiceLab lab) {
        return Integer.toString(lab.sbc().address().getPort());
    }
}
