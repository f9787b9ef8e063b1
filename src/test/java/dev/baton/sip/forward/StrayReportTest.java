package dev.baton.sip.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sip.support.UdpPeer;
import dev.baton.sip.transport.TransportType;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrayReportTest extends StackFixture {

    private static final String ACTIVE = "Event: refer\nSubscription-State: active\n";

    @ParameterizedTest
    @CsvSource({
        "Event: presence, active, message/sipfrag, SIP/2.0 200 OK, 489",
        "X-Event: refer, active, message/sipfrag, SIP/2.0 200 OK, 489",
        "Event: refer, ;;, message/sipfrag, SIP/2.0 200 OK, 400",
        "Event: refer, active, message/sipfrag, INVITE sip:x SIP/2.0, 400",
        "Event: refer, active, message/sipfrag, SIP/2.0 abc, 400",
        "Event: refer, active, text/plain, SIP/2.0 200 OK, 415",
    })
    void whatIsNoReportIsRefusedAndTheRightOneStillTaken(
            String event, String state, String type, String body, int status) throws Exception {
        String refer = refer();
        sbc.send(UdpPeer.response(refer, "202 Accepted"));
        report(notify(refer, "t1", 1, event + "\nSubscription-State: " + state + "\n", type, body), status);
        assertThat(recorder.hasEnded()).isFalse();
        report(notify(refer, 2, "terminated", "SIP/2.0 200 OK"), 200);
        assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.ANSWERED);
    }

    @Test
    void theContentTypesParametersAndCompactFormsDoNotMatter() throws Exception {
        String refer = refer();
        sbc.send(UdpPeer.response(refer, "202 Accepted"));
        String headers = "o: Refer;id=1\nSubscription-State: Terminated\n";
        report(notify(refer, "t1", 1, headers, "Message/SipFrag;version=2.0", "SIP/2.0 200 OK\r\n"), 200);
        assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.ANSWERED);
    }

    @Test
    void aReportAboutNothingIsStray() throws Exception {
        String refer = refer();
        sbc.send(UdpPeer.response(refer, "202 Accepted"));
        report(notify(refer.replace("tag=", "tag=x"), 1, "active", "SIP/2.0 200 OK"), 481);
        report(notify(refer.replace("Call-ID: ", "Call-ID: x"), 1, "active", "SIP/2.0 200 OK"), 481);
        assertThat(stack.counts().strayReports()).isEqualTo(2);
        assertThat(recorder.hasEnded()).isFalse();
    }

    @Test
    void afterTheEndReportsAreTakenForAWhileAndMeanNothing() throws Exception {
        String refer = refer();
        sbc.send(UdpPeer.response(refer, "202 Accepted"));
        report(notify(refer, 1, "terminated", "SIP/2.0 200 OK"), 200);
        recorder.result();
        timers.advance(32_000);
        report(notify(refer, 2, "terminated", "SIP/2.0 486 Busy Here"), 200);
        timers.advance(8_000);
        report(notify(refer, 3, "terminated", "SIP/2.0 486 Busy Here"), 481);
        assertThat(recorder.events).containsExactly("accepted 202", "ended answered");
    }

    @Test
    void whoIsNotThePeerDoesNotReport() throws Exception {
        String refer = refer();
        try (UdpPeer other = elsewhere()) {
            // As long as it may be a node of the peer that has not answered yet, it may come again.
            other.send(notify(refer, 1, "terminated", "SIP/2.0 200 OK"));
            assertThat(other.receive()).startsWith("SIP/2.0 500").contains("Retry-After: 1");
            sbc.send(UdpPeer.response(refer, "202 Accepted"));
            recorder.awaitEvent("accepted 202");
            other.send(notify(refer, 1, "terminated", "SIP/2.0 200 OK"));
            assertThat(other.receive()).startsWith("SIP/2.0 481");
            assertThat(recorder.hasEnded()).isFalse();
        }
    }

    @Test
    void anotherNodeOfThePeerThatItsContactNamesDoes() throws Exception {
        String refer = refer();
        try (UdpPeer other = elsewhere()) {
            sbc.send(UdpPeer.response(refer, "202 Accepted")
                    .replace("Content-Length", "Contact: <sip:node@127.0.0.2:5060>\nContent-Length"));
            recorder.awaitEvent("accepted 202");
            other.send(notify(refer, 1, "terminated", "SIP/2.0 200 OK"));
            assertThat(other.receive()).startsWith("SIP/2.0 200");
            assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.ANSWERED);
        }
    }

    private UdpPeer elsewhere() throws Exception {
        return new UdpPeer(InetAddress.getByName("127.0.0.2"), stack.transport().localAddress(TransportType.UDP));
    }

    @Test
    void aReportWithoutABodySaysOnlyThatThereWillBeMore() throws Exception {
        String refer = refer();
        sbc.send(UdpPeer.response(refer, "202 Accepted"));
        report(notify(refer, "t1", 1, ACTIVE, "", ""), 200);
        timers.advance(32_000);
        assertThat(recorder.hasEnded()).isFalse();
    }
}
