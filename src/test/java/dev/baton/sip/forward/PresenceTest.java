package dev.baton.sip.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.sip.support.UdpPeer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresenceTest extends StackFixture {

    @Test
    void weSayWhatWeDo() throws Exception {
        sbc.send(sbc.request("OPTIONS", "z9hG4bKa"));
        String answer = sbc.receive();
        assertThat(answer).startsWith("SIP/2.0 200");
        assertThat(header(answer, "Allow")).isEqualTo("NOTIFY, OPTIONS, INVITE, ACK, CANCEL");
        assertThat(header(answer, "Accept")).isEqualTo("message/sipfrag");
        assertThat(header(answer, "Supported")).isEqualTo("tdialog, norefersub");
        stack.onOptions(options -> CompletableFuture.completedFuture(options.answer(503)));
        sbc.send(sbc.request("OPTIONS", "z9hG4bKb"));
        assertThat(sbc.receive()).startsWith("SIP/2.0 503");
    }

    @ParameterizedTest
    @CsvSource({"200 OK, true", "404 Not Found, true", "401 Unauthorized, true", "503 Busy, false", "603 No, false"})
    void whoAnswersIsThereUnlessOutOfOrder(String status, boolean there) throws Exception {
        CompletableFuture<SipStack.PeerAnswer> asked = stack.ask(peer()).toCompletableFuture();
        String options = sbc.receive();
        assertThat(options).startsWith("OPTIONS " + peer() + " SIP/2.0");
        sbc.send(UdpPeer.response(options, status));
        SipStack.PeerAnswer answer = asked.get(10, TimeUnit.SECONDS);
        assertThat(answer.there()).isEqualTo(there);
        assertThat(answer.status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
    }

    @Test
    void whoDoesNotAnswerIsNot() throws Exception {
        CompletableFuture<SipStack.PeerAnswer> asked = stack.ask(peer()).toCompletableFuture();
        sbc.receive();
        timers.advance(32_000);
        assertThat(asked.get(10, TimeUnit.SECONDS))
                .isEqualTo(new SipStack.PeerAnswer(false, 0, "no final answer within 32000 ms"));
    }

    @Test
    void aPeerThatIsWatchedIsDownAfterTwoMissesAndUpWithTheNextAnswer() throws Exception {
        stack.watch(peer());
        stack.watch(peer());
        sbc.send(UdpPeer.response(next(), "200 OK"));
        awaitMissed(0, true, "OK");
        timers.advance(33_000);
        sbc.send(UdpPeer.response(next(), "503 Service Unavailable"));
        awaitMissed(1, true, "Service Unavailable");
        timers.advance(33_000);
        sbc.send(UdpPeer.response(next(), "500 Server Error"));
        awaitMissed(2, false, "Server Error");
        timers.advance(33_000);
        sbc.send(UdpPeer.response(next(), "405 Method Not Allowed"));
        awaitMissed(0, true, "Method Not Allowed");
        stack.unwatch(peer());
        assertThat(stack.peers()).hasSize(1);
        stack.unwatch(peer());
        assertThat(stack.peers()).isEmpty();
    }

    private String last = "";

    /** The next ping that is not a copy of the last one. */
    private String next() throws Exception {
        String ping = sbc.receive();
        while (header(ping, "Via").equals(last)) {
            ping = sbc.receive();
        }
        last = header(ping, "Via");
        return ping;
    }

    private void awaitMissed(int missed, boolean up, String reason) {
        SipStack.PeerState wanted = new SipStack.PeerState(peer(), up, missed, reason);
        await().pollInterval(Duration.ofMillis(2))
                .untilAsserted(() -> assertThat(stack.peers()).containsExactly(wanted));
    }

    @Test
    void aPeerThatIsSilentIsDownWhenTheSecondPingIsMissed() throws Exception {
        stack.watch(peer());
        next();
        timers.advance(26_900);
        assertThat(stack.peers().get(0).missed()).isZero();
        timers.advance(6_200);
        assertThat(stack.peers().get(0).missed()).isOne();
        timers.advance(33_000);
        assertThat(stack.peers().get(0).up()).isFalse();
    }

    @Test
    void whenNothingIsWatchedNothingIsDone() throws Exception {
        stack.watch(peer());
        sbc.send(UdpPeer.response(next(), "200 OK"));
        awaitMissed(0, true, "OK");
        stack.unwatch(peer());
        timers.advance(10_000);
        assertThat(timers.waiting()).isZero();
    }

    @Test
    void whatCannotBeReadIsCounted() throws Exception {
        sbc.send("this is no SIP message at all\n\n");
        sbc.send(sbc.request("OPTIONS", "z9hG4bKa"));
        assertThat(sbc.receive()).startsWith("SIP/2.0 200");
        assertThat(stack.counts().parseErrors()).isOne();
        assertThat(stack.counts().dropped()).isZero();
    }
}
