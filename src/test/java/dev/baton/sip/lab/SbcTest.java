package dev.baton.sip.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.sip.auth.Credentials;
import dev.baton.sip.auth.DigestAlgorithm;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.message.TargetDialog;
import dev.baton.sip.support.TlsIdentity;
import dev.baton.sip.transport.Hop;
import dev.baton.sip.transport.SipTransportException;
import dev.baton.sip.transport.TransportType;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against Kamailio, without a call. */
class SbcTest {

    private static LabFolder folder;
    private static TlsIdentity own;
    private static TlsIdentity shown;
    private static Kamailio sbc;

    @BeforeAll
    static void start() throws Exception {
        Kamailio.require();
        folder = new LabFolder();
        own = TlsIdentity.of(folder.path(), "uri:sip:gw.example.com");
        shown = TlsIdentity.of(folder.path(), "uri:sip:" + VoiceLab.SBC_DOMAIN);
        sbc = Kamailio.start(folder, Sbc.alone(shown));
    }

    @AfterAll
    static void stop() {
        if (sbc != null) {
            sbc.close();
            folder.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anSbcAnswersAPing(TransportType transport) throws Exception {
        try (ReferGateway gateway = new ReferGateway(own.trusting(false, shown))) {
            assertThat(ping(gateway, ReferGateway.hop(transport, sbc)).status()).isEqualTo(200);
        }
    }

    @Test
    void anSbcWithACertificateForAnotherDomainLearnsNothing() throws Exception {
        try (ReferGateway gateway = new ReferGateway(own.trusting(false, shown))) {
            assertRefused(gateway, ReferGateway.hop(TransportType.TLS, sbc, "other.example.net"));
        }
    }

    @Test
    void anSbcWhoseCertificateNobodyVouchesForLearnsNothing() throws Exception {
        try (ReferGateway gateway = new ReferGateway(own.trusting(false, own))) {
            assertRefused(gateway, ReferGateway.hop(TransportType.TLS, sbc));
        }
    }

    private static void assertRefused(ReferGateway gateway, Hop hop) throws Exception {
        SipRequest ping = gateway.options(peer());
        assertThatThrownBy(() -> gateway.send(ping, hop).get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(SipTransportException.class);
        // What comes after it tells that it never came.
        try (ReferGateway trusting = new ReferGateway(own.trusting(false, shown))) {
            SipRequest later = trusting.options(peer());
            trusting.send(later, ReferGateway.hop(TransportType.TLS, sbc)).get(30, TimeUnit.SECONDS);
            assertThat(sbc.received())
                    .anyMatch(line -> line.contains(later.callId()))
                    .noneMatch(line -> line.contains(ping.callId()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MD5", "SHA_256"})
    void anSbcTakesTheRightPasswordOnly(DigestAlgorithm algorithm) throws Exception {
        try (LabFolder other = new LabFolder();
                Kamailio challenging = Kamailio.start(other, Sbc.alone(shown).challengingWith(algorithm));
                ReferGateway gateway = new ReferGateway(own.trusting(false, shown))) {
            Hop hop = ReferGateway.hop(TransportType.UDP, challenging);
            Credentials wrong = new Credentials(Kamailio.CREDENTIALS.username(), "wrong");
            SipUri agent = SipUri.of("agent", "127.0.0.1", 0);
            SipRequest refer = gateway.refer(peer(), agent, TransportType.UDP);
            assertThat(gateway.sendWithDigest(refer, hop, wrong).status()).isEqualTo(407);
            SipResponse accepted =
                    gateway.sendWithDigest(gateway.refer(peer(), agent, TransportType.UDP), hop, Kamailio.CREDENTIALS);
            assertThat(accepted.status()).as("it wants Target-Dialog now").isEqualTo(421);
            assertThat(accepted.headers().first("Require")).contains("tdialog");
        }
    }

    @Test
    void anSbcKnowsItsCalls() throws Exception {
        try (ReferGateway gateway = new ReferGateway(own.trusting(false, shown))) {
            SipRequest refer = gateway.refer(peer(), SipUri.of("agent", "127.0.0.1", 0), TransportType.TCP);
            String call = TargetDialog.seenByPeer("nobody@127.0.0.1", "a", "b").toString();
            SipResponse answer = gateway.sendWithDigest(
                    refer.withHeaders(refer.headers().with("Target-Dialog", call)),
                    ReferGateway.hop(TransportType.TCP, sbc),
                    Kamailio.CREDENTIALS);
            assertThat(answer.status()).isEqualTo(481);
        }
    }

    private static SipUri peer() {
        return SipUri.of("callctl", "127.0.0.1", sbc.address().getPort());
    }

    private static SipResponse ping(ReferGateway gateway, Hop hop) throws Exception {
        SipUri uri = SipUri.of(null, "127.0.0.1", sbc.address().getPort());
        return gateway.send(gateway.options(uri), hop).get(30, TimeUnit.SECONDS);
    }
}
