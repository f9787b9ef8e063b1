package dev.baton.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

class InviteServerTransactionTest extends GatewayFixture {

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

    private static String toTag(String message) {
        return message.replaceAll("(?s).*\r\nTo: [^\r]*;tag=([^\r;]+).*", "$1");
    }
}
