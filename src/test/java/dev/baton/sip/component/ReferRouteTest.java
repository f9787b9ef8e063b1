package dev.baton.sip.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.sip.forward.ForwardOutcome;
import dev.baton.sip.policy.ForwardRefusedException;
import dev.baton.sip.policy.Refusal;
import dev.baton.sip.support.ScriptedPeer;
import dev.baton.sip.support.UdpPeer;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A route moves a call: what goes to the SBC, and what the route learns. */
class ReferRouteTest extends RouteFixture {

    @Test
    void aCallIsMovedAndTheRouteLearnsOfTheAnswer() throws Exception {
        start("direct:move", toSbc("numberAllow=+49,+43&referHost=sbc.example.net"));

        Map<String, Object> headers = call("9f2c@sbc", "+49 30 901820");
        headers.put(SipConstants.UUI, "7b7d");
        Exchange exchange = send(headers);

        assertThat(exchange.getException()).isNull();
        Message message = exchange.getMessage();
        assertThat(message.getHeader(SipConstants.OUTCOME)).isEqualTo("answered");
        assertThat(message.getHeader(SipConstants.REFER_STATUS)).isEqualTo(202);
        assertThat(message.getHeader(SipConstants.FINAL_STATUS)).isEqualTo(200);
        String refer = sbc.request();
        assertThat(refer)
                .startsWith("REFER sip:callctl@127.0.0.1:" + sbc.port() + " SIP/2.0\r\n")
                .contains(
                        "Refer-To: <sip:+4930901820@sbc.example.net;user=phone?User-to-User=7b7d%3Bencoding%3Dhex>\r\n",
                        "Target-Dialog: 9f2c@sbc;local-tag=sbcZ9;remote-tag=botA1\r\n",
                        "From: <sip:forwarder@127.0.0.1>;tag=")
                .doesNotContain("evil");
    }

    @ParameterizedTest
    @CsvSource({
        "486 Busy Here, BUSY",
        "480 Temporarily Unavailable, NO_ANSWER",
        "603 Decline, DECLINED",
        "404 Not Found, BAD_NUMBER",
        "503 Service Unavailable, UNAVAILABLE"
    })
    void aCallThatIsNotAnsweredFailsTheExchangeWithBothCodes(String status, ForwardOutcome outcome) throws Exception {
        script = ScriptedPeer.reporting("202 Accepted", "100 Trying", status);
        start("direct:move", toSbc("numberAllow=+49"));

        Exchange exchange = send(call("9f2c@sbc", NUMBER));

        SipForwardException failure = exchange.getException(SipForwardException.class);
        assertThat(failure.outcome()).isEqualTo(outcome);
        assertThat(failure.referStatus()).isEqualTo(202);
        assertThat(failure.finalStatus()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
        assertThat(failure).hasMessageContaining("127.0.0.1").message().doesNotContain("9f2c", "901820");
        assertThat(exchange.getMessage().getHeader(SipConstants.OUTCOME)).isEqualTo(outcome.label());
    }

    @Test
    void aPeerThatRefusesTheReferFailsTheExchange() throws Exception {
        script = request -> List.of(UdpPeer.response(request, "501 Not Implemented"));
        start("direct:move", toSbc("numberAllow=+49"));

        Exchange exchange = send(call("9f2c@sbc", NUMBER));

        assertThat(exchange.getException(SipForwardException.class).outcome()).isEqualTo(ForwardOutcome.UNSUPPORTED);
        assertThat(exchange.getException(SipForwardException.class).referStatus())
                .isEqualTo(501);
    }

    @Test
    void aPeerThatIsSilentLeavesItUnknown() throws Exception {
        script = request -> List.of();
        start("direct:move", toSbc("numberAllow=+49&receiveTimeoutMillis=100"));

        Exchange exchange = send(call("9f2c@sbc", NUMBER));

        assertThat(exchange.getException(SipForwardException.class).outcome()).isEqualTo(ForwardOutcome.UNKNOWN);
        assertThat(exchange.getException()).hasMessageContaining("receiveTimeoutMillis");
        Exchange again = send(call("9f2c@sbc", NUMBER));
        assertThat(again.getException(ForwardRefusedException.class).refusal()).isEqualTo(Refusal.CALL_MOVED_BEFORE);
    }

    @Test
    void withCompletionAcceptedTheRouteGoesOnBeforeTheEnd() throws Exception {
        script = ScriptedPeer.reporting("202 Accepted");
        start("direct:move", toSbc("numberAllow=+49&completion=accepted&maxConcurrent=1"));

        Exchange exchange = send(call("9f2c@sbc", NUMBER));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(SipConstants.OUTCOME)).isEqualTo("accepted");
        assertThat(exchange.getMessage().getHeader(SipConstants.REFER_STATUS)).isEqualTo(202);
        String refer = sbc.request();
        assertThat(send(call("other", NUMBER))
                        .getException(ForwardRefusedException.class)
                        .refusal())
                .isEqualTo(Refusal.TOO_MANY_AT_ONCE);
        sbc.send(ScriptedPeer.notify(refer, 1, "terminated;reason=noresource", "200 OK"));
        await().untilAsserted(() -> assertThat(
                        send(call("next" + System.nanoTime(), NUMBER)).getException())
                .isNull());
    }

    @Test
    void aChallengeIsAnsweredAndThePasswordIsNowhere() throws Exception {
        script = request -> request.contains("\r\nAuthorization: Digest username=\"gw\"")
                ? ScriptedPeer.reporting("202 Accepted", "200 OK").apply(request)
                : List.of(UdpPeer.response(request, "401 Unauthorized")
                        .replace(
                                "Content-Length",
                                "WWW-Authenticate: Digest realm=\"sbc\", nonce=\"n1\", qop=\"auth\"\nContent-Length"));
        String uri = toSbc("numberAllow=+49&authUsername=gw&authPassword=RAW(s3cret&x)");
        start("direct:move", uri);

        assertThat(send(call("9f2c@sbc", NUMBER)).getException()).isNull();

        assertThat(camel.getEndpoint(uri).toString()).doesNotContain("s3cret");
        assertThat(camel.getRoutes().get(0).getServices().toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "header, User-to-User: 7b7d;encoding=hex, <sip:+4930901820@127.0.0.1;user=phone>",
        "none, Refer-To, <sip:+4930901820@127.0.0.1;user=phone>"
    })
    void whatTheAgentIsToKnowTravelsAsThePeerTakesIt(String contextIn, String header, String referTo) throws Exception {
        start("direct:move", toSbc("numberAllow=+49&contextIn=" + contextIn));
        Map<String, Object> headers = call("9f2c@sbc", NUMBER);
        headers.put(SipConstants.UUI, "7b7d");

        assertThat(send(headers).getException()).isNull();

        assertThat(sbc.request()).contains(header, "Refer-To: " + referTo + "\r\n");
    }

    @Test
    void progressIsToldToAnEndpointInItsOrder() throws Exception {
        Queue<String> events = new ConcurrentLinkedQueue<>();
        camel.addRoutes(new org.apache.camel.builder.RouteBuilder() {
            @Override
            public void configure() {
                from("direct:progress")
                        .process(exchange -> events.add(exchange.getMessage().getHeader(SipConstants.TARGET) + " "
                                + exchange.getMessage().getHeader(SipConstants.PROGRESS) + " "
                                + exchange.getMessage().getHeader(SipConstants.FINAL_STATUS)));
            }
        });
        start("direct:move", toSbc("numberAllow=+49&progress=direct:progress&target=main"));

        send(call("9f2c@sbc", NUMBER));

        await().until(() -> events.contains("main answered 200"));
        assertThat(events)
                .containsExactly("main accepted 202", "main trying 100", "main ringing 180", "main answered 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {SipConstants.CALL_ID, SipConstants.LOCAL_TAG, SipConstants.REMOTE_TAG, SipConstants.REFER_TO})
    void aReferWithoutItsCallNeverLeaves(String missing) throws Exception {
        start("direct:move", toSbc("numberAllow=+49"));
        Map<String, Object> headers = call("9f2c@sbc", NUMBER);
        headers.remove(missing);

        Exchange exchange = send(headers);

        assertThat(exchange.getException(IncompleteForwardException.class))
                .hasMessageContaining("Header " + missing + ": found nothing, expected");
        assertThat(send(call("next", NUMBER)).getException()).isNull();
        assertThat(sbc.request()).contains("Target-Dialog: next;");
        assertThat(sbc.waiting()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CamelSipCallId    | 9f2c;x=y",
                "CamelSipLocalTag  | a b",
                "CamelSipRemoteTag | 'a\r\nX: y'",
                "CamelSipUui       | not hex",
                "CamelSipUui       | 7b7",
            })
    void whatIsNoCallNeverLeaves(String header, String value) throws Exception {
        start("direct:move", toSbc("numberAllow=+49"));
        Map<String, Object> headers = call("9f2c@sbc", NUMBER);
        headers.put(header, value);

        assertThat(send(headers).getException()).isInstanceOf(IncompleteForwardException.class);
        assertThat(sbc.waiting()).isZero();
    }

    @Test
    void aBorrowedDialogIsUsedOnlyWhenTheEndpointSaysSo() throws Exception {
        Map<String, Object> headers = call("9f2c@sbc", NUMBER);
        headers.putAll(Map.of(
                SipConstants.LOCAL_URI, "sip:bot@10.0.0.7",
                SipConstants.REMOTE_URI, "sip:caller@10.0.0.8",
                SipConstants.REMOTE_TARGET, "sip:caller@10.0.0.8:5070",
                SipConstants.CSEQ, 50_000L));
        start("direct:move", toSbc("numberAllow=+49"));
        assertThat(send(headers).getException()).isNull();
        assertThat(sbc.request()).contains("Target-Dialog: 9f2c@sbc").doesNotContain("10.0.0.8");
    }

    @Test
    void aBorrowedDialogIsContinued() throws Exception {
        Map<String, Object> headers = call("9f2c@sbc", NUMBER);
        headers.putAll(Map.of(
                SipConstants.LOCAL_URI, "sip:bot@10.0.0.7",
                SipConstants.REMOTE_URI, "sip:caller@10.0.0.8",
                SipConstants.REMOTE_TARGET, "sip:caller@10.0.0.8:5070",
                SipConstants.ROUTES, "<sip:proxy.example.net;lr>",
                SipConstants.CSEQ, 50_000));
        start("direct:move", toSbc("numberAllow=+49&dialogMode=borrowed"));

        assertThat(send(headers).getException()).isNull();

        assertThat(sbc.request())
                .startsWith("REFER sip:caller@10.0.0.8:5070 SIP/2.0\r\n")
                .contains(
                        "From: <sip:bot@10.0.0.7>;tag=botA1\r\n",
                        "To: <sip:caller@10.0.0.8>;tag=sbcZ9\r\n",
                        "Call-ID: 9f2c@sbc\r\n",
                        "CSeq: 50000 REFER\r\n",
                        "Route: <sip:proxy.example.net;lr>\r\n");
    }

    @Test
    void aBorrowedDialogWithoutItsCSeqNeverLeaves() throws Exception {
        Map<String, Object> headers = call("9f2c@sbc", NUMBER);
        headers.putAll(Map.of(
                SipConstants.LOCAL_URI, "sip:bot@10.0.0.7",
                SipConstants.REMOTE_URI, "sip:caller@10.0.0.8",
                SipConstants.REMOTE_TARGET, "sip:caller@10.0.0.8:5070"));
        start("direct:move", toSbc("numberAllow=+49&dialogMode=borrowed"));

        assertThat(send(headers).getException())
                .isInstanceOf(IncompleteForwardException.class)
                .hasMessageContaining("CamelSipCSeq");
    }

    @Test
    void routesAreNotRunOnTheThreadsOfTheTransport() throws Exception {
        Queue<String> threads = new ConcurrentLinkedQueue<>();
        String to = toSbc("numberAllow=+49");
        camel.addRoutes(new org.apache.camel.builder.RouteBuilder() {
            @Override
            public void configure() {
                from("direct:move")
                        .to(to)
                        .process(exchange -> threads.add(Thread.currentThread().getName()));
            }
        });
        camel.start();

        assertThat(send(call("9f2c@sbc", NUMBER)).getException()).isNull();

        assertThat(threads).singleElement().asString().contains("SipRoutes");
    }
}
