package dev.baton.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

class ServerTransactionTest extends GatewayFixture {

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
}
