package dev.baton.sip.lab;

import static dev.baton.sip.lab.VoiceLab.AGENT_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.sip.auth.Credentials;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.message.TargetDialog;
import dev.baton.sip.support.TlsIdentity;
import dev.baton.sip.transport.TransportType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call between telephones, moved by a REFER that is made by hand. */
class LiveCallTest {

    @RegisterExtension
    static final VoiceLab LAB = VoiceLab.callerFollowsRedirects();

    private static TlsIdentity own;
    private ReferGateway gateway;

    @BeforeAll
    static void makeCertificate() throws Exception {
        own = TlsIdentity.of(LAB.folder().path(), "uri:sip:gw.example.com");
    }

    @BeforeEach
    void open() throws Exception {
        gateway = new ReferGateway(own.trusting(false, LAB.sbcIdentity()));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource
    void aCallMovesFromTheBotToTheAgent(TransportType transport) throws Exception {
        BotDialog call = LAB.callBot();
        SipResponse answer = refer(call.target(), AGENT_NUMBER, transport, Kamailio.CREDENTIALS);
        assertThat(answer.status()).isEqualTo(202);
        awaitReports(100, 200);
        LAB.awaitCallerIsWithAgent();
    }

    @Test
    void aCallStaysWithTheBotWhenTheAgentIsBusy() throws Exception {
        BotDialog call = LAB.callBot();
        SipResponse answer = refer(call.target(), VoiceLab.refusing(486), TransportType.UDP, Kamailio.CREDENTIALS);
        assertThat(answer.status()).isEqualTo(202);
        awaitReports(100, 486);
        LAB.awaitCallerIsWithBot();
    }

    @Test
    void nobodyMovesACallThatIsNotThere() throws Exception {
        BotDialog call = LAB.callBot();
        TargetDialog other = TargetDialog.seenByPeer("other", call.localTag(), call.remoteTag());
        assertThat(refer(other, AGENT_NUMBER, TransportType.UDP, Kamailio.CREDENTIALS)
                        .status())
                .isEqualTo(481);
        LAB.awaitCallerIsWithBot();
    }

    @Test
    void nobodyMovesACallToANumberThatIsNotAllowed() throws Exception {
        BotDialog call = LAB.callBot();
        assertThat(refer(call.target(), VoiceLab.FORBIDDEN_NUMBER, TransportType.UDP, Kamailio.CREDENTIALS)
                        .status())
                .isEqualTo(603);
        LAB.awaitCallerIsWithBot();
    }

    @Test
    void nobodyMovesACallWithAWrongPassword() throws Exception {
        BotDialog call = LAB.callBot();
        Credentials wrong = new Credentials(Kamailio.CREDENTIALS.username(), "wrong");
        assertThat(refer(call.target(), AGENT_NUMBER, TransportType.UDP, wrong).status())
                .isEqualTo(407);
        LAB.awaitCallerIsWithBot();
    }

    private SipResponse refer(TargetDialog call, String number, TransportType transport, Credentials credentials)
            throws Exception {
        SipUri peer = LAB.callControl(transport);
        SipRequest refer = gateway.refer(peer, LAB.uri(number), transport);
        SipRequest targeted = refer.withHeaders(
                refer.headers().with("Target-Dialog", call.toString()).with("Require", "tdialog"));
        return gateway.sendWithDigest(targeted, ReferGateway.hop(transport, LAB.sbc()), credentials);
    }

    private void awaitReports(Integer... statuses) {
        await().atMost(LabProcess.PATIENCE).untilAsserted(() -> assertThat(gateway.reports)
                .extracting(report -> report.status())
                .containsExactlyInAnyOrder(statuses));
    }
}
