package dev.baton.sip.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sip.message.SipUri;
import dev.baton.sip.transport.TransportType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class RedirectTest extends StackFixture {

    private final List<Boolean> ended = new CopyOnWriteArrayList<>();

    private Optional<Redirect.Offer> offer() {
        return stack.redirect(new Redirect("sbc", agent(), Duration.ofSeconds(60)), ended::add);
    }

    private String invite(SipUri uri, String branch) {
        return sbc.request("INVITE", branch).replace("sip:gw@127.0.0.1 SIP", uri + " SIP");
    }

    private void acknowledge(SipUri uri, String branch) throws Exception {
        sbc.send(invite(uri, branch).replace("INVITE", "ACK"));
    }

    @Test
    void aCallToTheTokenIsRedirectedOnce() throws Exception {
        SipUri uri = offer().orElseThrow().uri();
        assertThat(uri.user()).matches("forward-[0-9a-f]{32}");
        assertThat(uri.host()).isEqualTo("127.0.0.1");
        assertThat(uri.port())
                .isEqualTo(stack.transport().localAddress(TransportType.UDP).getPort());
        assertThat(stack.counts().pendingRedirects()).isOne();
        sbc.send(invite(uri, "z9hG4bKa"));
        String answer = sbc.receive();
        assertThat(answer).startsWith("SIP/2.0 302 Moved Temporarily");
        assertThat(header(answer, "Contact")).isEqualTo("<" + agent() + ">");
        sbc.send(invite(uri, "z9hG4bKa"));
        assertThat(sbc.receive()).isEqualTo(answer);
        acknowledge(uri, "z9hG4bKa");
        sbc.send(invite(uri, "z9hG4bKb"));
        assertThat(sbc.receive()).startsWith("SIP/2.0 404");
        assertThat(ended).containsExactly(true);
        assertThat(stack.counts().pendingRedirects()).isZero();
    }

    @Test
    void theOfferEndsWithItsTime() throws Exception {
        SipUri uri = offer().orElseThrow().uri();
        timers.advance(59_999);
        assertThat(ended).isEmpty();
        timers.advance(1);
        assertThat(ended).containsExactly(false);
        sbc.send(invite(uri, "z9hG4bKa"));
        assertThat(sbc.receive()).startsWith("SIP/2.0 404");
    }

    @Test
    void aTokenThatNobodyGaveIsUnknown() throws Exception {
        sbc.send(invite(SipUri.of("forward-" + "0".repeat(32), "127.0.0.1", 0), "z9hG4bKa"));
        assertThat(sbc.receive()).startsWith("SIP/2.0 404");
        sbc.send(invite(SipUri.of("somebody", "127.0.0.1", 0), "z9hG4bKb"));
        assertThat(sbc.receive()).startsWith("SIP/2.0 404");
    }

    @Test
    void otherCallsGoToWhoTakesThem() throws Exception {
        stack.onInvite(invite ->
                CompletableFuture.completedFuture(invite.answer(302).with("Contact", "<sip:elsewhere@example.net>")));
        sbc.send(invite(SipUri.of("somebody", "127.0.0.1", 0), "z9hG4bKa"));
        assertThat(sbc.receive()).startsWith("SIP/2.0 302").contains("elsewhere");
        // A token that is used up is nobody else's business.
        sbc.send(invite(SipUri.of("forward-" + "0".repeat(32), "127.0.0.1", 0), "z9hG4bKb"));
        assertThat(sbc.receive()).startsWith("SIP/2.0 404");
        stack.onInvite(null);
        sbc.send(invite(SipUri.of("somebody", "127.0.0.1", 0), "z9hG4bKc"));
        assertThat(sbc.receive()).startsWith("SIP/2.0 404");
    }

    @Test
    void onlySoManyCallsAreWaitedFor() {
        for (int i = 0; i < MOST; i++) {
            assertThat(offer()).isPresent();
        }
        assertThat(offer()).isEmpty();
        timers.advance(60_000);
        assertThat(ended).containsExactly(false, false, false);
        assertThat(offer()).isPresent();
    }

    @Test
    void closingEndsEachOfferOnce() {
        offer();
        stack.close();
        assertThat(ended).containsExactly(false);
        assertThat(offer()).isEmpty();
    }
}
