package dev.baton.sip.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sip.support.UdpPeer;
import org.junit.jupiter.api.Test;

class ForwardTest extends StackFixture {

    @Test
    void aCallIsMovedAndEachStepIsTold() throws Exception {
        String refer = refer();
        sbc.send(UdpPeer.response(refer, "202 Accepted"));
        recorder.awaitEvent("accepted 202");
        report(notify(refer, 101, "active;expires=60", "SIP/2.0 100 Trying"), 200);
        report(notify(refer, 102, "active;expires=60", "SIP/2.0 180 Ringing"), 200);
        report(notify(refer, 103, "terminated;reason=noresource", "SIP/2.0 200 OK"), 200);
        ForwardResult result = recorder.result();
        assertThat(result.outcome()).isEqualTo(ForwardOutcome.ANSWERED);
        assertThat(result.referStatus()).isEqualTo(202);
        assertThat(result.finalStatus()).isEqualTo(200);
        assertThat(recorder.events).containsExactly("accepted 202", "100 Trying", "180 Ringing", "ended answered");
    }

    @Test
    void aCopyOfAReportGetsTheSameAnswer() throws Exception {
        String refer = refer();
        sbc.send(UdpPeer.response(refer, "202 Accepted"));
        String last = notify(refer, 1, "terminated", "SIP/2.0 200 OK");
        report(last, 200);
        recorder.result();
        report(last, 200);
        timers.advance(31_000);
        report(last, 200);
        assertThat(recorder.events).containsExactly("accepted 202", "ended answered");
    }
}
