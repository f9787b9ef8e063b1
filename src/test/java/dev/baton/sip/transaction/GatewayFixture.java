package dev.baton.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sip.message.SipResponse;
import dev.baton.sip.support.UdpPeer;
import dev.baton.sip.transport.ListeningPoint;
import dev.baton.sip.transport.TransportSettings;
import dev.baton.sip.transport.TransportType;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A gateway on a clock that is turned by hand, and a peer with a UDP socket. */
abstract class GatewayFixture {

    final ManualTimers timers = new ManualTimers();
    final AtomicInteger handled = new AtomicInteger();
    final CompletableFuture<SipResponse> slow = new CompletableFuture<>();
    SipEndpoint gateway;
    UdpPeer peer;

    @BeforeEach
    void start() throws Exception {
        Map<String, RequestHandler> handlers = Map.of(
                "OPTIONS",
                this::options,
                "INVITE",
                this::invite,
                "INFO",
                request -> CompletableFuture.completedFuture(request.answer(200).with("X-Note", "a\r\nVia: b")),
                "MESSAGE",
                request -> {
                    throw new IllegalStateException("broken");
                });
        gateway = new SipEndpoint(
                settings(),
                TransactionSettings.DEFAULT.withExtensions(Set.of("tdialog")).withBounds(10, 20),
                timers,
                handlers);
        peer = new UdpPeer(gateway.transport().localAddress(TransportType.UDP));
    }

    private CompletionStage<SipResponse> options(ServerRequest request) {
        return CompletableFuture.completedFuture(
                request.answer(200).with("X-Handled", Integer.toString(handled.incrementAndGet())));
    }

    private CompletionStage<SipResponse> invite(ServerRequest request) {
        handled.incrementAndGet();
        String callId = request.request().callId();
        if (callId.startsWith("c-z9hG4bKslow")) {
            return slow;
        }
        return CompletableFuture.completedFuture(
                callId.equals("c-z9hG4bKcall")
                        ? request.answer(200)
                        : request.answer(302).with("Contact", "<sip:+4930901820@sbc.example.net;user=phone>"));
    }

    @AfterEach
    void stop() {
        gateway.close();
        peer.close();
    }

    static TransportSettings settings() {
        InetSocketAddress any = new InetSocketAddress(UdpPeer.loopback(), 0);
        return TransportSettings.of(
                List.of(new ListeningPoint(TransportType.UDP, any), new ListeningPoint(TransportType.TCP, any)),
                "127.0.0.1");
    }

    /** Datagrams on loopback keep their order: the answer to this one comes after all others. */
    final void assertNothingElseCame() throws Exception {
        peer.send(peer.request("OPTIONS", "z9hG4bKprobe" + System.nanoTime()));
        assertThat(peer.receive()).startsWith("SIP/2.0 200 OK").contains("probe");
    }
}
