package dev.baton.sip.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sip.location.SipLocator;
import dev.baton.sip.location.SmallDns;
import dev.baton.sip.message.NameAddr;
import dev.baton.sip.message.SipHeaders;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.message.UserToUser;
import dev.baton.sip.support.TlsIdentity;
import dev.baton.sip.transaction.ServerRequest;
import dev.baton.sip.transaction.TransactionSettings;
import dev.baton.sip.transport.ListeningPoint;
import dev.baton.sip.transport.TransportSettings;
import dev.baton.sip.transport.TransportType;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the REFER goes, and where it goes next. */
class ForwardRouteTest {

    private static final String CHALLENGE = "Digest realm=\"b\", nonce=\"n1\", algorithm=MD5, qop=\"auth\"";
    private static final TransactionSettings FAST = new TransactionSettings(
            Duration.ofMillis(20), Duration.ofMillis(80), Duration.ofMillis(100), 100, 100, Set.of());

    private final Recorder recorder = new Recorder();

    private static TransportSettings settings(TransportType... transports) {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        List<ListeningPoint> listening = Arrays.stream(transports)
                .map(transport -> new ListeningPoint(transport, any))
                .toList();
        return TransportSettings.of(listening, "127.0.0.1");
    }

    private static SipStack stack(TransportSettings settings, SmallDns dns) throws Exception {
        SipLocator locator = new SipLocator(dns.session(), EnumSet.allOf(TransportType.class), false);
        return SipStack.open(new SipStackSettings(settings, FAST, locator, 10, 10, Duration.ofSeconds(30)));
    }

    private static SmallDns servers(int first, int second) throws Exception {
        return new SmallDns(
                "_sip._udp.sbc.test SRV 1 0 " + first + " a.test.",
                "_sip._udp.sbc.test SRV 2 0 " + second + " b.test.",
                "a.test A 127.0.0.1",
                "b.test A 127.0.0.1");
    }

    private static SipResponse challenged(ServerRequest refer) {
        return refer.request().headers().has("Authorization")
                ? refer.answer(202)
                : refer.answer(401).with("WWW-Authenticate", CHALLENGE);
    }

    @Test
    void theNextServerIsTriedWhenTheFirstOneIsOverloadedAndItsChallengeGoesBackToIt() throws Exception {
        try (Sbc first = new Sbc(settings(TransportType.UDP), refer -> refer.answer(503));
                Sbc second = new Sbc(settings(TransportType.UDP), ForwardRouteTest::challenged);
                SmallDns dns = servers(first.port(TransportType.UDP), second.port(TransportType.UDP));
                SipStack stack = stack(settings(TransportType.UDP), dns)) {
            SipUri peer = SipUri.of("callctl", "sbc.test", 0);
            stack.forward(
                    StackFixture.forward(peer, StackFixture.anyCall(), StackFixture.digest("s3cret-example")),
                    recorder);
            recorder.awaitEvent("accepted 202");
            assertThat(first.refers).hasSize(1);
            assertThat(second.refers).hasSize(2).allSatisfy(refer -> assertThat(refer.callId())
                    .isEqualTo(first.refers.get(0).callId()));
            assertThat(second.report(TransportType.UDP, "x", "SIP/2.0 200 OK")).isEqualTo(200);
            assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.ANSWERED);
        }
    }

    @Test
    void whoIsSilentMayHaveMovedTheCallSoNobodyElseIsAsked() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Sbc second = new Sbc(settings(TransportType.UDP), refer -> refer.answer(202));
                SmallDns dns = servers(silent.getLocalPort(), second.port(TransportType.UDP));
                SipStack stack = stack(settings(TransportType.UDP), dns)) {
            SipUri peer = SipUri.of("callctl", "sbc.test", 0);
            stack.forward(StackFixture.forward(peer, StackFixture.anyCall(), null), recorder);
            assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.UNKNOWN);
            assertThat(second.refers).isEmpty();
            assertThat(stack.ask(peer).toCompletableFuture().get().status())
                    .as("a question may be asked twice")
                    .isEqualTo(405);
        }
    }

    @Test
    void aNameThatTheDnsDoesNotKnowIsUnreachable() throws Exception {
        try (SmallDns dns = servers(1, 2);
                SipStack stack = stack(settings(TransportType.UDP), dns)) {
            SipUri peer = SipUri.of("callctl", "nowhere.test", 0);
            stack.forward(StackFixture.forward(peer, StackFixture.anyCall(), null), recorder);
            assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.UNREACHABLE);
            assertThat(recorder.result().reason()).contains("nowhere.test");
        }
    }

    @Test
    void overTlsReportsAreWantedOverTlsToo(@TempDir Path folder) throws Exception {
        TlsIdentity gateway = TlsIdentity.of(folder, "ip:127.0.0.1");
        TlsIdentity identity = TlsIdentity.of(folder, "uri:sip:sbc.test");
        try (Sbc sbc = new Sbc(
                        settings(TransportType.TLS).withTls(identity.trusting(false, gateway)),
                        refer -> refer.answer(202));
                SmallDns dns = new SmallDns("sbc.test A 127.0.0.1");
                SipStack stack = stack(
                        settings(TransportType.UDP, TransportType.TLS).withTls(gateway.trusting(false, identity)),
                        dns)) {
            SipUri peer = SipUri.of("callctl", "sbc.test", sbc.port(TransportType.TLS));
            stack.forward(
                    StackFixture.forward(peer.withParam("transport", "tls"), StackFixture.anyCall(), null), recorder);
            recorder.awaitEvent("accepted 202");
            NameAddr contact =
                    NameAddr.parse(sbc.refers.get(0).headers().first("Contact").orElseThrow());
            assertThat(contact.uri().toString()).matches("sip:handover-gw@127.0.0.1:[0-9]+;transport=tls");
            assertThat(sbc.report(TransportType.TLS, "127.0.0.1", "SIP/2.0 486 Busy"))
                    .isEqualTo(200);
            assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.BUSY);

            Recorder secure = new Recorder();
            stack.forward(StackFixture.forward(peer.withSecure(true), StackFixture.anyCall(), null), secure);
            secure.awaitEvent("accepted 202");
            assertThat(sbc.refers.get(1).headers().first("Contact").orElseThrow())
                    .matches("<sips:handover-gw@127.0.0.1:[0-9]+>");
        }
    }

    @Test
    void aReferThatIsTooLargeForADatagramGoesOverTcp() throws Exception {
        try (Sbc sbc = new Sbc(settings(TransportType.UDP, TransportType.TCP), refer -> refer.answer(202));
                SmallDns dns = new SmallDns("sbc.test A 127.0.0.1");
                SipStack stack = stack(settings(TransportType.UDP, TransportType.TCP), dns)) {
            // The same port for both transports, as in the real world, is not what a free port gives: so no UDP here.
            SipUri peer = SipUri.of("callctl", "sbc.test", sbc.port(TransportType.TCP));
            Forward usual = StackFixture.forward(peer, StackFixture.anyCall(), null);
            SipHeaders large = SipHeaders.NONE.with(
                    "User-to-User", UserToUser.of("x".repeat(600)).toString());
            stack.forward(
                    new Forward(
                            "sbc",
                            peer,
                            usual.from(),
                            usual.call(),
                            usual.referTo(),
                            large,
                            null,
                            true,
                            Duration.ofSeconds(9)),
                    recorder);
            recorder.awaitEvent("accepted 202");
            assertThat(sbc.refers.get(0).via().orElseThrow().transport()).isEqualTo("TCP");
        }
    }
}
