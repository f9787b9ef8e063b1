package dev.baton.sip.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sip.auth.DigestClient;
import dev.baton.sip.support.UdpPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardDigestTest extends StackFixture {

    private static final String CHALLENGE = "Digest realm=\"sbc\", nonce=\"n1\", algorithm=SHA-256, qop=\"auth\"";

    private void challenge(String refer, String status, String name, String challenge) throws Exception {
        sbc.send(UdpPeer.response(refer, status)
                .replace("Content-Length", name + ": " + challenge + "\nContent-Length"));
    }

    @ParameterizedTest
    @CsvSource({
        "401 Unauthorized, WWW-Authenticate, Authorization",
        "407 Proxy Authentication Required, Proxy-Authenticate, Proxy-Authorization"
    })
    void aChallengeIsAnswered(String status, String challenge, String answer) throws Exception {
        String first = refer();
        challenge(first, status, challenge, CHALLENGE);
        String second = sbc.receive();
        assertThat(header(second, answer)).startsWith("Digest username=\"gw-handover\"");
        assertThat(header(second, "CSeq")).isEqualTo("2 REFER");
        assertThat(header(second, "To")).isEqualTo(header(first, "To"));
        assertThat(header(second, "From")).isEqualTo(header(first, "From"));
        assertThat(header(second, "Call-ID")).isEqualTo(header(first, "Call-ID"));
        assertThat(header(second, "Via")).isNotEqualTo(header(first, "Via"));
        sbc.send(UdpPeer.response(second, "202 Accepted"));
        report(notify(second, 1, "terminated", "SIP/2.0 200 OK"), 200);
        assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.ANSWERED);
        assertThat(stack.counts().authenticationFailures()).isZero();
    }

    @Test
    void theSecondForwardNeedsNoChallengeAndSurvivesAStaleNonce() throws Exception {
        DigestClient digest = digest("s3cret-example");
        stack.forward(forward(peer(), anyCall(), digest), recorder);
        challenge(sbc.receive(), "401 Unauthorized", "WWW-Authenticate", CHALLENGE);
        sbc.send(UdpPeer.response(sbc.receive(), "202 Accepted"));
        recorder.awaitEvent("accepted 202");

        Recorder other = new Recorder();
        stack.forward(forward(peer(), anyCall(), digest), other);
        String unasked = sbc.receive();
        assertThat(header(unasked, "CSeq")).isEqualTo("1 REFER");
        assertThat(header(unasked, "Authorization")).contains("nonce=\"n1\"", "nc=00000002");
        challenge(unasked, "401 Unauthorized", "WWW-Authenticate", CHALLENGE.replace("n1", "n2") + ", stale=true");
        String again = sbc.receive();
        assertThat(header(again, "Authorization")).contains("nonce=\"n2\"", "nc=00000001");
        sbc.send(UdpPeer.response(again, "202 Accepted"));
        other.awaitEvent("accepted 202");
    }

    @Test
    void credentialsThatAreRefusedEndIt() throws Exception {
        String first = refer();
        challenge(first, "401 Unauthorized", "WWW-Authenticate", CHALLENGE);
        challenge(sbc.receive(), "401 Unauthorized", "WWW-Authenticate", CHALLENGE.replace("n1", "n2"));
        assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.NOT_AUTHENTICATED);
        assertThat(recorder.result().referStatus()).isEqualTo(401);
        assertThat(stack.counts().authenticationFailures()).isOne();
    }

    @Test
    void withoutCredentialsTheChallengeEndsIt() throws Exception {
        stack.forward(forward(peer(), anyCall(), null), recorder);
        challenge(sbc.receive(), "407 Proxy Authentication Required", "Proxy-Authenticate", CHALLENGE);
        assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.NOT_AUTHENTICATED);
        assertThat(stack.counts().authenticationFailures()).isZero();
    }
}
