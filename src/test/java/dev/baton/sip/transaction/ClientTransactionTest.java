package dev.baton.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.baton.sip.message.SipHeaders;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.support.UdpPeer;
import dev.baton.sip.transport.Hop;
import dev.baton.sip.transport.SipTransportException;
import dev.baton.sip.transport.TransportType;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ClientTransactionTest extends GatewayFixture {

    @Test
    void aRequestWithoutAnAnswerIsSentElevenTimesInThirtyTwoSeconds() throws Exception {
        CompletableFuture<SipResponse> answer = send(1);
        String first = peer.receive();
        for (int after : new int[] {500, 1000, 2000, 4000, 4000, 4000, 4000, 4000, 4000, 4000}) {
            timers.advance(after - 1);
            assertNothingElseCame();
            timers.advance(1);
            assertThat(peer.receive()).isEqualTo(first);
        }
        timers.advance(499);
        assertThat(answer).isNotDone();
        timers.advance(1);
        assertThatThrownBy(answer::join).hasCauseInstanceOf(TransactionException.class);
        assertThat(gateway.pendingClient()).isZero();
        assertThat(gateway.retransmissions()).isEqualTo(10);
        timers.advance(32_000);
        assertThat(timers.waiting()).isZero();
    }

    @Test
    void afterAProvisionalAnswerItIsSentEveryFourSeconds() throws Exception {
        CompletableFuture<SipResponse> answer = send(1);
        String request = peer.receive();
        peer.send(UdpPeer.response(request, "100 Trying"));
        assertNothingElseCame();
        timers.advance(500);
        assertThat(peer.receive()).isEqualTo(request);
        timers.advance(3999);
        assertNothingElseCame();
        timers.advance(1);
        assertThat(peer.receive()).isEqualTo(request);
        peer.send(UdpPeer.response(request, "202 Accepted"));
        assertThat(answer.get().status()).isEqualTo(202);
        timers.advance(4000);
        assertNothingElseCame();
    }

    @Test
    void copiesOfTheAnswerAreTakenForAWhile() throws Exception {
        CompletableFuture<SipResponse> answer = send(1);
        String request = peer.receive();
        peer.send(UdpPeer.response(request, "200 OK"));
        peer.send(UdpPeer.response(request, "500 Late"));
        assertThat(answer.get().status()).isEqualTo(200);
        assertNothingElseCame();
        assertThat(gateway.pendingClient()).isEqualTo(1);
        timers.advance(5000);
        assertThat(gateway.pendingClient()).isZero();
    }

    @Test
    void whatBelongsToAnotherRequestIsNoAnswer() throws Exception {
        CompletableFuture<SipResponse> answer = send(1);
        String request = peer.receive();
        peer.send(UdpPeer.response(request.replace("branch=z9hG4bK", "branch=z9hG4bKother"), "200 OK"));
        peer.send(UdpPeer.response(request.replace("SIP/2.0/UDP 127.0.0.1:", "SIP/2.0/UDP 127.0.0.2:"), "200 OK"));
        peer.send(UdpPeer.response(request.replace("1 REFER", "1 OPTIONS"), "200 OK"));
        assertNothingElseCame();
        assertThat(answer).isNotDone();
        peer.send(UdpPeer.response(request, "603 Decline"));
        assertThat(answer.get().status()).isEqualTo(603);
    }

    @Test
    void overTcpNothingIsSentTwiceAndNothingIsKept() throws Exception {
        try (SipEndpoint sbc = new SipEndpoint(
                settings(),
                TransactionSettings.DEFAULT,
                timers,
                Map.of("REFER", request -> done(request.answer(202))))) {
            Hop hop = new Hop(TransportType.TCP, sbc.transport().localAddress(TransportType.TCP), "127.0.0.1");
            assertThat(gateway.send(request(1), hop).toCompletableFuture().get().status())
                    .isEqualTo(202);
            assertThat(gateway.pendingClient()).isZero();
            await().until(() -> sbc.pendingServer() == 0 && timers.waiting() == 0);
        }
    }

    @Test
    void whenNobodyIsThereItIsSaidAtOnce() throws Exception {
        InetSocketAddress free;
        try (ServerSocket socket = new ServerSocket(0, 1, UdpPeer.loopback())) {
            free = (InetSocketAddress) socket.getLocalSocketAddress();
        }
        CompletionStage<SipResponse> answer = gateway.send(request(1), new Hop(TransportType.TCP, free, "x"));
        assertThatThrownBy(() -> answer.toCompletableFuture().join()).hasCauseInstanceOf(SipTransportException.class);
        assertThat(gateway.pendingClient()).isZero();
        assertThat(timers.waiting()).isZero();
    }

    @Test
    void aTransportThatIsNotThereIsSaid() {
        CompletionStage<SipResponse> answer =
                gateway.send(request(1), new Hop(TransportType.TLS, peer.address(), "127.0.0.1"));
        assertThatThrownBy(() -> answer.toCompletableFuture().join())
                .hasCauseInstanceOf(SipTransportException.class)
                .hasMessageContaining("no listening point");
    }

    @Test
    void thereAreNoMoreRequestsThanMayWait() throws Exception {
        try (SipEndpoint small = endpoint(TransactionSettings.DEFAULT.withBounds(1, 1))) {
            CompletionStage<SipResponse> first = small.send(request(1), hop());
            assertThatThrownBy(() ->
                            small.send(request(2), hop()).toCompletableFuture().join())
                    .cause()
                    .isInstanceOfSatisfying(TransactionException.class, e -> assertThat(e.kind())
                            .isEqualTo(TransactionException.Kind.TOO_MANY));
            assertThat(first.toCompletableFuture()).isNotDone();
        }
    }

    @Test
    void whoWaitsWhenItIsClosedLearnsThat() {
        CompletableFuture<SipResponse> answer = send(1);
        gateway.close();
        assertThatThrownBy(answer::join)
                .hasCauseInstanceOf(TransactionException.class)
                .hasMessageContaining("shut down");
    }

    @Test
    void noCallIsMade() {
        SipRequest invite = SipRequest.of(
                "INVITE", SipUri.of(null, "h", 0), request(1).headers().replacing("CSeq", "1 INVITE"));
        assertThatThrownBy(() -> gateway.send(invite, hop())).isInstanceOf(IllegalArgumentException.class);
    }

    private CompletableFuture<SipResponse> send(int number) {
        return gateway.send(request(number), hop()).toCompletableFuture();
    }

    private Hop hop() {
        return new Hop(TransportType.UDP, peer.address(), "127.0.0.1");
    }

    private static SipRequest request(int number) {
        return SipRequest.of(
                "REFER",
                SipUri.of("b", "127.0.0.1", 0),
                SipHeaders.builder()
                        .add("From", "<sip:gw@example.com>;tag=a")
                        .add("To", "<sip:b@127.0.0.1>")
                        .add("Call-ID", "c")
                        .add("CSeq", number + " REFER")
                        .build());
    }

    private SipEndpoint endpoint(TransactionSettings settings) throws SipTransportException {
        return new SipEndpoint(settings(), settings, timers, Map.of("OPTIONS", request -> done(request.answer(200))));
    }

    private static CompletionStage<SipResponse> done(SipResponse response) {
        return CompletableFuture.completedFuture(response);
    }
}
