package dev.baton.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerTransactionTest {

    private final ManualTimers timers = new ManualTimers();
    private final AtomicInteger handled = new AtomicInteger();
    private final CompletableFuture<SipResponse> slow = new CompletableFuture<>();
    private SipEndpoint gateway;
    private UdpPeer peer;

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
                TransportSettings.of(
                        List.of(new ListeningPoint(TransportType.UDP, new InetSocketAddress(UdpPeer.loopback(), 0))),
                        "127.0.0.1"),
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

    @Test
    void aRequestThatComesTwiceIsHandledOnceAndAnsweredTwice() throws Exception {
        String request = peer.request("OPTIONS", "z9hG4bKa");
        peer.send(request);
        String answer = peer.receive();
        peer.send(request);
        assertThat(peer.receive()).isEqualTo(answer).contains("X-Handled: 1");
        timers.advance(31_999);
        peer.send(request);
        assertThat(peer.receive()).contains("X-Handled: 1");
        timers.advance(1);
        assertThat(gateway.pendingServer()).isZero();
        peer.send(request);
        assertThat(peer.receive()).contains("X-Handled: 2");
    }

    @Test
    void requestsOfAPeerWithoutUniqueBranchesAreToldApartToo() throws Exception {
        String request = peer.request("OPTIONS", "1");
        peer.send(request);
        assertThat(peer.receive()).contains("X-Handled: 1");
        peer.send(request);
        assertThat(peer.receive()).contains("X-Handled: 1");
        peer.send(request.replace("CSeq: 1", "CSeq: 2"));
        assertThat(peer.receive()).contains("X-Handled: 2");
    }

    @Test
    void aRedirectIsRepeatedUntilItIsAcknowledged() throws Exception {
        peer.send(peer.request("INVITE", "z9hG4bKi"));
        String redirect = peer.receive();
        assertThat(redirect).startsWith("SIP/2.0 302 Moved Temporarily").contains("Contact: <sip:+4930901820");
        for (int after : new int[] {500, 1000, 2000, 4000, 4000}) {
            timers.advance(after);
            assertThat(peer.receive()).isEqualTo(redirect);
        }
        peer.send(peer.request("INVITE", "z9hG4bKi"));
        assertThat(peer.receive()).isEqualTo(redirect);
        peer.send(peer.request("ACK", "z9hG4bKi"));
        assertNothingElseCame();
        timers.advance(4999);
        peer.send(peer.request("INVITE", "z9hG4bKi"));
        assertNothingElseCame();
        assertThat(handled).hasValue(1 + 2);
        timers.advance(1);
        assertThat(gateway.pendingServer()).isEqualTo(2);
    }

    @Test
    void whoDoesNotAcknowledgeForThirtyTwoSecondsIsGone() throws Exception {
        peer.send(peer.request("INVITE", "z9hG4bKi"));
        peer.receive();
        timers.advance(32_000);
        for (int i = 0; i < 10; i++) {
            assertThat(peer.receive()).startsWith("SIP/2.0 302");
        }
        assertNothingElseCame();
        timers.advance(32_000);
        assertThat(gateway.pendingServer()).isZero();
        assertThat(timers.waiting()).isZero();
    }

    @Test
    void aSlowHandlerLetsTheCallerKnowThatItsRequestArrived() throws Exception {
        peer.send(peer.request("INVITE", "z9hG4bKslow"));
        await().until(() -> handled.get() == 1);
        timers.advance(200);
        assertThat(peer.receive()).startsWith("SIP/2.0 100 Trying");
        peer.send(peer.request("INVITE", "z9hG4bKslow"));
        assertThat(peer.receive()).startsWith("SIP/2.0 100 Trying");
        assertThat(handled).hasValue(1);
    }

    @Test
    void aCallerThatCancelsIsToldSoAndTheHandlerStops() throws Exception {
        peer.send(peer.request("INVITE", "z9hG4bKslow"));
        peer.send(peer.request("CANCEL", "z9hG4bKslow"));
        String first = peer.receive();
        String second = peer.receive();
        assertThat(first).startsWith("SIP/2.0 200 OK").contains("CSeq: 1 CANCEL");
        assertThat(second).startsWith("SIP/2.0 487 Request Terminated").contains("CSeq: 1 INVITE");
        assertThat(toTag(first)).isEqualTo(toTag(second));
        await().until(slow::isCancelled);
        peer.send(peer.request("ACK", "z9hG4bKslow"));
        assertNothingElseCame();
    }

    @Test
    void aCancelOfNothingIsRefused() throws Exception {
        peer.send(peer.request("CANCEL", "z9hG4bKnone"));
        assertThat(peer.receive()).startsWith("SIP/2.0 481");
    }

    @Test
    void anAckOfNothingIsIgnored() throws Exception {
        peer.send(peer.request("ACK", "z9hG4bKnone"));
        assertNothingElseCame();
    }

    @Test
    void noCallIsAcceptedWhateverTheHandlerSays() throws Exception {
        peer.send(peer.request("INVITE", "z9hG4bKcall"));
        assertThat(peer.receive()).startsWith("SIP/2.0 500");
    }

    @ParameterizedTest
    @CsvSource({"REGISTER, 405", "BYE, 405", "FROBNICATE, 501", "NOTIFY, 481", "MESSAGE, 500", "INFO, 500"})
    void whatNobodyHandlesIsRefused(String method, int status) throws Exception {
        peer.send(peer.request(method, "z9hG4bKx"));
        String answer = peer.receive();
        assertThat(answer).startsWith("SIP/2.0 " + status + " ");
        assertThat(answer.contains("Allow: ACK, CANCEL, INFO, INVITE, MESSAGE, OPTIONS"))
                .isEqualTo(status == 405 || status == 501);
    }

    @Test
    void anExtensionThatWeDoNotHaveIsRefusedByName() throws Exception {
        peer.send(peer.request("OPTIONS", "z9hG4bKx", "Require: tdialog, foo\nRequire: bar\n"));
        assertThat(peer.receive()).startsWith("SIP/2.0 420").contains("Unsupported: bar, foo\r\n");
        peer.send(peer.request("OPTIONS", "z9hG4bKy", "Require: tdialog\n"));
        assertThat(peer.receive()).startsWith("SIP/2.0 200");
    }

    @Test
    void theOldestAnsweredRequestIsForgottenFirst() throws Exception {
        for (int i = 0; i <= 20; i++) {
            peer.send(peer.request("OPTIONS", "z9hG4bKn" + i));
            assertThat(peer.receive()).contains("X-Handled: " + (i + 1));
        }
        assertThat(gateway.pendingServer()).isEqualTo(20);
        peer.send(peer.request("OPTIONS", "z9hG4bKn20"));
        assertThat(peer.receive()).contains("X-Handled: 21");
        peer.send(peer.request("OPTIONS", "z9hG4bKn0"));
        assertThat(peer.receive()).contains("X-Handled: 22");
        timers.advance(32_000);
        assertThat(gateway.pendingServer()).isZero();
        assertThat(timers.waiting()).isZero();
    }

    @Test
    void thereAreNoMoreRequestsThanCanWaitForTheirAnswer() throws Exception {
        for (int i = 0; i < 20; i++) {
            peer.send(peer.request("INVITE", "z9hG4bKslow" + i));
        }
        await().until(() -> gateway.pendingServer() == 20);
        peer.send(peer.request("OPTIONS", "z9hG4bKmore"));
        assertThat(peer.receive()).startsWith("SIP/2.0 503").contains("Retry-After: 5");
    }

    private void assertNothingElseCame() throws Exception {
        peer.send(peer.request("OPTIONS", "z9hG4bKprobe" + System.nanoTime()));
        assertThat(peer.receive()).startsWith("SIP/2.0 200 OK").contains("probe");
    }

    private static String toTag(String message) {
        return message.replaceAll("(?s).*\r\nTo: [^\r]*;tag=([^\r;]+).*", "$1");
    }
}
