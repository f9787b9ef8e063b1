package dev.baton.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.sip.message.SipRequest;
import dev.baton.sip.support.UdpPeer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;

class UdpTest {

    @Test
    void anAnswerGoesToThePortThatTheRequestCameFrom() throws Exception {
        try (Recording gateway = new Recording(Recording.settings(TransportType.UDP));
                UdpPeer peer = new UdpPeer(gateway.transport().localAddress(TransportType.UDP))) {
            peer.send(peer.request("OPTIONS", "z9hG4bKa")
                    .replace("127.0.0.1:" + peer.address().getPort(), "10.255.255.1:9"));
            assertThat(peer.receive())
                    .startsWith("SIP/2.0 200 OK")
                    .contains("rport=" + peer.address().getPort())
                    .contains("received=127.0.0.1");
        }
    }

    @Test
    void withoutRportAnAnswerGoesToThePortOfTheViaAtTheAddressThatTheRequestCameFrom() throws Exception {
        try (Recording gateway = new Recording(Recording.settings(TransportType.UDP));
                UdpPeer peer = new UdpPeer(gateway.transport().localAddress(TransportType.UDP));
                UdpPeer elsewhere = new UdpPeer(gateway.transport().localAddress(TransportType.UDP))) {
            elsewhere.send(peer.request("OPTIONS", "z9hG4bKa").replace(";rport", ""));
            assertThat(peer.receive()).startsWith("SIP/2.0 200 OK");
        }
    }

    @Test
    void whatCannotBeReadIsRefusedAndTheNextMessageIsTaken() throws Exception {
        try (Recording gateway = new Recording(Recording.settings(TransportType.UDP));
                UdpPeer peer = new UdpPeer(gateway.transport().localAddress(TransportType.UDP))) {
            peer.send("\n\n");
            peer.send("complete nonsense, and more than a few bytes\n\n");
            peer.send(peer.request("OPTIONS", "z9hG4bKb").replace("To: <", "To: <<"));
            assertThat(peer.receive()).startsWith("SIP/2.0 400 Bad Request").contains("branch=z9hG4bKb");
            peer.send(peer.request("OPTIONS", "z9hG4bKc"));
            assertThat(peer.receive()).startsWith("SIP/2.0 200 OK").contains("branch=z9hG4bKc");
            assertThat(gateway.requests).hasSize(1);
        }
    }

    @Test
    void aRequestThatIsTooLargeForADatagramGoesOverTcp() throws Exception {
        try (Recording one = new Recording(Recording.settings(TransportType.UDP, TransportType.TCP));
                Recording other = listeningAtOnePort()) {
            SipRequest large = Recording.options("x".repeat(1300));
            Outgoing outgoing = one.transport().prepare(large, "z9hG4bKd", other.hop(TransportType.UDP, "127.0.0.1"));
            assertThat(outgoing.transport()).isEqualTo(TransportType.TCP);
            outgoing.send().join();
            assertThat(Recording.next(other.requests).via().orElseThrow().transport())
                    .isEqualTo("TCP");
            assertThat(Recording.next(one.responses).status()).isEqualTo(200);
            assertThat(one.transport()
                            .prepare(Recording.options("x"), "z9hG4bKe", other.hop(TransportType.UDP, "127.0.0.1"))
                            .transport())
                    .isEqualTo(TransportType.UDP);
        }
    }

    private static Recording listeningAtOnePort() throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port;
            try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            try {
                return new Recording(TransportSettings.of(
                        List.of(
                                new ListeningPoint(TransportType.UDP, address),
                                new ListeningPoint(TransportType.TCP, address)),
                        "127.0.0.1"));
            } catch (SipTransportException taken) {
                if (attempt == 20) {
                    throw taken;
                }
            }
        }
    }

    @Test
    void ipv6IsWrittenInBrackets() throws Exception {
        InetAddress loopback = InetAddress.getByName("::1");
        assumeTrue(canBind(loopback), "this machine has no IPv6");
        TransportSettings settings = TransportSettings.of(
                List.of(new ListeningPoint(TransportType.UDP, new InetSocketAddress(loopback, 0))), "::1");
        try (Recording one = new Recording(settings);
                Recording other = new Recording(settings)) {
            one.transport()
                    .prepare(Recording.options("x"), "z9hG4bKf", other.hop(TransportType.UDP, "[::1]"))
                    .send()
                    .join();
            assertThat(Recording.next(other.requests).via().orElseThrow().host())
                    .isEqualTo("[::1]");
            assertThat(Recording.next(one.responses)
                            .via()
                            .orElseThrow()
                            .params()
                            .value("received"))
                    .contains("::1");
        }
    }

    private static boolean canBind(InetAddress address) {
        try (DatagramSocket socket = new DatagramSocket(0, address)) {
            return socket.isBound();
        } catch (SocketException e) {
            return false;
        }
    }

    @Test
    void aPortThatIsTakenIsSaid() throws Exception {
        try (Recording first = new Recording(Recording.settings(TransportType.UDP))) {
            InetSocketAddress taken = first.transport().localAddress(TransportType.UDP);
            assertThatThrownBy(() -> new Recording(
                            TransportSettings.of(List.of(new ListeningPoint(TransportType.UDP, taken)), "127.0.0.1")))
                    .isInstanceOf(SipTransportException.class)
                    .hasMessageContaining("cannot listen at");
        }
    }
}
