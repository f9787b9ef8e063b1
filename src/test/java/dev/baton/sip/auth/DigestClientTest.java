package dev.baton.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.sip.message.AuthParams;
import dev.baton.sip.message.SipHeaders;
import dev.baton.sip.message.SipParseException;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.SipUri;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestClientTest {

    private static final String CHALLENGE = "Digest realm=\"sbc.example.net\", nonce=\"b7c1f0a2e94d4b6c\"";
    private static final String FRESH = "Digest realm=\"sbc.example.net\", nonce=\"fresh\"";
    private static final Credentials GATEWAY = new Credentials("gw-handover", "s3cret-example");

    private final DigestClient client = clientOf(EnumSet.allOf(DigestAlgorithm.class));

    @ParameterizedTest
    @CsvSource({
        "SHA-256, 26f6e79bd59d6f69536b4e4aa121a5f6c7c5c10e8cad57a7b387a93514f12e00",
        "MD5, f9c53e38423df63142558c1c471c39d5",
    })
    void theResponseIsWhatTheSbcComputesToo(String algorithm, String response) throws SipParseException {
        AuthParams answer = answerTo(CHALLENGE + ", algorithm=" + algorithm + ", qop=\"auth\"");
        assertThat(answer.text("response")).contains(response);
        assertThat(answer.params().value("nc")).contains("00000001");
        assertThat(answer.params().value("qop")).contains("auth");
        assertThat(answer.text("uri")).contains("sip:callctl@sbc.example.net;transport=tls");
    }

    @ParameterizedTest
    @CsvSource({
        "MD5, 8ca523f5e9506fed4657c9700eebdbec",
        "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
    })
    void theExamplesOfRfc7616ComeOut(String algorithm, String response) throws SipParseException {
        DigestChallenge challenge = DigestChallenge.parse(
                        "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\","
                                + " algorithm=" + algorithm
                                + ", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
                                + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"")
                .orElseThrow();
        String value = challenge.answer(
                "GET",
                "/dir/index.html",
                new Credentials("Mufasa", "Circle of Life"),
                1,
                "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
        assertThat(AuthParams.parse(value).text("response")).contains(response);
        assertThat(AuthParams.parse(value).text("opaque")).contains("FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS");
    }

    @Test
    void theCorrectedExampleOfRfc7616ForSha512Slash256ComesOut() throws SipParseException {
        DigestChallenge challenge = DigestChallenge.parse("Digest realm=\"api@example.org\", qop=\"auth\","
                        + " algorithm=SHA-512-256, nonce=\"5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK\"")
                .orElseThrow();
        String value = challenge.answer(
                "GET",
                "/doe.json",
                new Credentials("J\u00e4s\u00f8n Doe", "Secret, or not?"),
                1,
                "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v");
        assertThat(AuthParams.parse(value).text("response"))
                .contains("3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5");
    }

    @Test
    void withoutQopTheOldFormIsUsed() throws SipParseException {
        AuthParams answer = answerTo(CHALLENGE);
        assertThat(answer.params().has("nc")).isFalse();
        assertThat(answer.params().has("cnonce")).isFalse();
        String who = DigestAlgorithm.MD5.hash("gw-handover:sbc.example.net:s3cret-example");
        String what = DigestAlgorithm.MD5.hash("REFER:sip:callctl@sbc.example.net;transport=tls");
        assertThat(answer.text("response")).contains(DigestAlgorithm.MD5.hash(who + ":b7c1f0a2e94d4b6c:" + what));
    }

    @Test
    void ofSeveralChallengesTheStrongestIsAnswered() throws SipParseException {
        String[] all = {
            CHALLENGE + ", algorithm=MD5, qop=\"auth\"",
            CHALLENGE + ", algorithm=SHA-512-256, qop=\"auth\"",
            CHALLENGE + ", algorithm=SHA-256, qop=\"auth\"",
        };
        assertThat(answerTo(all).params().value("algorithm")).contains("SHA-512-256");
        assertThat(retried(clientOf(Set.of(DigestAlgorithm.SHA_256)), 1, all)
                        .orElseThrow()
                        .headers()
                        .all("Authorization"))
                .singleElement()
                .asString()
                .contains("algorithm=SHA-256");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic realm=\"sbc.example.net\"",
                "Digest realm=\"sbc.example.net\"",
                "Digest realm=\"sbc.example.net\", nonce=\"n\", qop=\"auth-int\"",
                "Digest realm=\"sbc.example.net\", nonce=\"n\", algorithm=MD5-sess",
                "Digest realm=\"nobody.example\", nonce=\"n\"",
                "Digest realm=\"sbc.example.net, nonce=\"n\"",
            })
    void aChallengeThatCannotBeAnsweredLeavesTheRefusal(String challenge) {
        assertThat(retried(client, 1, challenge)).isEmpty();
    }

    @Test
    void theSecondRefusalStandsUnlessTheNonceWasStale() {
        SipRequest second = retried(client, 1, CHALLENGE).orElseThrow();
        assertThat(client.retry(second, refusal(second, CHALLENGE), 2)).isEmpty();
        SipRequest third = client.retry(second, refusal(second, CHALLENGE + ", stale=TRUE"), 2)
                .orElseThrow();
        assertThat(third.cseq().number()).isEqualTo(3);
        assertThat(third.headers().all("Authorization")).hasSize(1);
        assertThat(client.retry(third, refusal(third, CHALLENGE + ", stale=true"), 3))
                .isEmpty();
    }

    @Test
    void aServerBehindAProxyIsAnsweredAsWell() {
        SipResponse byProxy = SipResponse.to(request(), 407, "x").with("Proxy-Authenticate", CHALLENGE);
        SipRequest second = client.retry(request(), byProxy, 1).orElseThrow();
        SipRequest third = client.retry(second, refusal(second, CHALLENGE), 2).orElseThrow();
        assertThat(third.headers().has("Proxy-Authorization")).isTrue();
        assertThat(third.headers().has("Authorization")).isTrue();
    }

    @Test
    void theNextRequestToAPeerBringsItsCredentialsUnasked() throws SipParseException {
        assertThat(client.prepare(request()).headers().has("Authorization")).isFalse();
        answerTo(CHALLENGE + ", qop=\"auth\"");
        AuthParams unasked = AuthParams.parse(value(client.prepare(request())));
        assertThat(unasked.params().value("nc")).contains("00000002");
        assertThat(unasked.text("nonce")).contains("b7c1f0a2e94d4b6c");
    }

    @Test
    void aPeerWhoseNoncesWorkOnceIsNotOfferedThemAgain() {
        challenged(CHALLENGE + ", qop=auth");
        SipRequest unasked = client.prepare(request());
        SipRequest again =
                client.retry(unasked, refusal(unasked, FRESH + ", qop=auth"), 1).orElseThrow();
        assertThat(value(again)).contains("nonce=\"fresh\"").contains("nc=00000001");
        assertThat(client.prepare(request()).headers().has("Authorization")).isFalse();
    }

    @Test
    void refusedCredentialsAndThoseWithoutACountAreNotSentUnasked() {
        SipRequest second = retried(client, 1, CHALLENGE + ", qop=auth").orElseThrow();
        assertThat(client.retry(second, refusal(second, CHALLENGE + ", qop=auth"), 2))
                .isEmpty();
        assertThat(client.prepare(request()).headers().has("Authorization")).isFalse();
        challenged(CHALLENGE);
        assertThat(client.prepare(request()).headers().has("Authorization")).isFalse();
    }

    @Test
    void theNextTryIsTheSameRequestWithTheNextNumberAndNoVia() {
        SipRequest first = request();
        SipRequest next = retried(client, 1, CHALLENGE).orElseThrow();
        assertThat(next.cseq().number()).isEqualTo(2);
        assertThat(next.callId()).isEqualTo(first.callId());
        assertThat(next.from()).isEqualTo(first.from());
        assertThat(next.to().tag()).isEmpty();
        assertThat(next.via()).isEmpty();
        assertThat(next.headers().has("Target-Dialog")).isTrue();
    }

    @Test
    void aProxyIsAnsweredInItsOwnHeaderField() {
        SipResponse refusal = SipResponse.to(request(), 407, "x").with("Proxy-Authenticate", CHALLENGE);
        SipRequest next = client.retry(request(), refusal, 1).orElseThrow();
        assertThat(next.headers().has("Proxy-Authorization")).isTrue();
        assertThat(next.headers().has("Authorization")).isFalse();
    }

    @Test
    void aNonceThatIsUsedAgainIsCounted() throws SipParseException {
        answerTo(CHALLENGE + ", qop=\"auth\"");
        assertThat(answerTo(CHALLENGE + ", qop=\"auth\"").params().value("nc")).contains("00000002");
    }

    @Test
    void everyTryHasACnonceOfItsOwnAndNothingShowsThePassword() {
        DigestClient real = new DigestClient(realm -> Optional.of(GATEWAY), EnumSet.allOf(DigestAlgorithm.class));
        String one = value(retried(real, 1, CHALLENGE + ", qop=auth").orElseThrow());
        String other = value(retried(real, 1, CHALLENGE + ", qop=auth").orElseThrow());
        assertThat(one.replaceAll(".*cnonce=\"([0-9a-f]{32})\".*", "$1"))
                .hasSize(32)
                .isNotEqualTo(other.replaceAll(".*cnonce=\"([0-9a-f]{32})\".*", "$1"));
        assertThat(GATEWAY.toString()).doesNotContain("s3cret");
        assertThatThrownBy(() -> new Credentials("a\"b", "x")).isInstanceOf(IllegalArgumentException.class);
    }

    private static DigestClient clientOf(Set<DigestAlgorithm> allowed) {
        return new DigestClient(
                realm -> realm.equals("sbc.example.net") ? Optional.of(GATEWAY) : Optional.empty(),
                allowed,
                () -> "0a4f113b");
    }

    private AuthParams answerTo(String... challenges) throws SipParseException {
        return AuthParams.parse(value(retried(client, 1, challenges).orElseThrow()));
    }

    private void challenged(String challenge) {
        assertThat(retried(client, 1, challenge)).isPresent();
    }

    private static SipResponse refusal(SipRequest request, String challenge) {
        return SipResponse.to(request, 401, "sx-1").with("WWW-Authenticate", challenge);
    }

    private static String value(SipRequest request) {
        return request.headers().first("Authorization").orElseThrow();
    }

    private static Optional<SipRequest> retried(DigestClient client, int tries, String... challenges) {
        SipResponse refusal = SipResponse.to(request(), 401, "sx-1");
        for (String challenge : List.of(challenges)) {
            refusal = refusal.with("WWW-Authenticate", challenge);
        }
        return client.retry(request(), refusal, tries);
    }

    private static SipRequest request() {
        return SipRequest.of(
                "REFER",
                SipUri.of("callctl", "sbc.example.net", 0).withParam("transport", "tls"),
                SipHeaders.builder()
                        .add("Via", "SIP/2.0/TLS gw1.handover.example:5061;branch=z9hG4bK7d0f3a1c55;rport")
                        .add("From", "<sip:handover-gw@handover.example>;tag=hg-51c07e")
                        .add("To", "<sip:callctl@sbc.example.net>")
                        .add("Call-ID", "hx-20418-6f0d@gw1.handover.example")
                        .add("CSeq", "1 REFER")
                        .add("Target-Dialog", "9f2c-bot-77@sbc.example.net;local-tag=sbcZ9;remote-tag=botA1")
                        .build());
    }
}
