package dev.baton.sip.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.sip.message.SipHeaders;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.transaction.RequestHandler;
import dev.baton.sip.transaction.SipEndpoint;
import dev.baton.sip.transaction.TransactionException;
import dev.baton.sip.transaction.TransactionSettings;
import dev.baton.sip.transaction.WheelTimers;
import dev.baton.sip.transport.Hop;
import dev.baton.sip.transport.ListeningPoint;
import dev.baton.sip.transport.SipTransportException;
import dev.baton.sip.transport.TransportSettings;
import dev.baton.sip.transport.TransportType;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailoverTest {

    /** Gives up after 640 ms. */
    private static final TransactionSettings FAST = new TransactionSettings(
            Duration.ofMillis(10), Duration.ofMillis(40), Duration.ofMillis(50), 100, 100, Set.of());

    private final WheelTimers timers = new WheelTimers();
    private final AtomicInteger taken = new AtomicInteger();
    private SipEndpoint gateway;
    private SipEndpoint overloaded;
    private SipEndpoint good;

    @BeforeEach
    void start() throws SipTransportException {
        gateway = endpoint(Map.of());
        overloaded = endpoint(Map.of("REFER", request -> CompletableFuture.completedFuture(request.answer(503))));
        good = endpoint(Map.of("REFER", request -> {
            taken.incrementAndGet();
            return CompletableFuture.completedFuture(request.answer(202));
        }));
    }

    @AfterEach
    void stop() {
        gateway.close();
        overloaded.close();
        good.close();
        timers.close();
    }

    @Test
    void whoIsNotThereOrOverloadedIsPassedOver() throws Exception {
        assertThat(send(false, nobody(), hop(overloaded), hop(good), hop(overloaded)))
                .isEqualTo(202);
        assertThat(taken).hasValue(1);
    }

    @Test
    void theLastOutcomeIsTheOutcome() throws Exception {
        assertThat(send(false, nobody(), hop(overloaded))).isEqualTo(503);
        Hop nobody = nobody();
        assertThatThrownBy(() -> send(false, hop(overloaded), nobody))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(SipTransportException.class);
    }

    @Test
    void aRequestThatMayHaveBeenActedOnIsNotSentElsewhere() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Hop silence = new Hop(TransportType.UDP, (InetSocketAddress) silent.getLocalSocketAddress(), "x");
            assertThatThrownBy(() -> send(false, silence, hop(good))).hasCauseInstanceOf(TransactionException.class);
            assertThat(taken).hasValue(0);
            assertThat(send(true, silence, hop(good))).isEqualTo(202);
        }
    }

    private int send(boolean repeatable, Hop... hops) {
        SipRequest request = SipRequest.of(
                "REFER",
                SipUri.of("b", "127.0.0.1", 0),
                SipHeaders.builder()
                        .add("From", "<sip:gw@example.com>;tag=a")
                        .add("To", "<sip:b@127.0.0.1>")
                        .add("Call-ID", "c")
                        .add("CSeq", "1 REFER")
                        .build());
        SipResponse answer = new Failover(gateway::send, repeatable)
                .send(request, List.of(hops))
                .toCompletableFuture()
                .join();
        return answer.status();
    }

    private static Hop hop(SipEndpoint endpoint) {
        return new Hop(TransportType.TCP, endpoint.transport().localAddress(TransportType.TCP), "x");
    }

    private static Hop nobody() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Hop(TransportType.TCP, (InetSocketAddress) socket.getLocalSocketAddress(), "x");
        }
    }

    private SipEndpoint endpoint(Map<String, RequestHandler> handlers) throws SipTransportException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new SipEndpoint(
                TransportSettings.of(
                        List.of(new ListeningPoint(TransportType.UDP, any), new ListeningPoint(TransportType.TCP, any)),
                        "127.0.0.1"),
                FAST,
                timers,
                handlers);
    }
}
