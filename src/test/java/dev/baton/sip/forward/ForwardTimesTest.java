package dev.baton.sip.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sip.support.UdpPeer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ForwardTimesTest extends StackFixture {

    @Test
    void withoutAnAnswerNobodyKnowsAndNobodyElseIsAsked() throws Exception {
        refer();
        timers.advance(31_999);
        assertThat(recorder.hasEnded()).isFalse();
        timers.advance(1);
        ForwardResult result = recorder.result();
        assertThat(result.outcome()).isEqualTo(ForwardOutcome.UNKNOWN);
        assertThat(result.referStatus()).isZero();
        assertThat(result.reason()).contains("no final answer within 32000 ms");
        assertThat(stack.counts().retransmissions()).isEqualTo(10);
    }

    @Test
    void withoutAFirstReportNobodyKnows() throws Exception {
        sbc.send(UdpPeer.response(refer(), "202 Accepted"));
        recorder.awaitEvent("accepted 202");
        timers.advance(31_999);
        assertThat(recorder.hasEnded()).isFalse();
        timers.advance(1);
        assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.UNKNOWN);
        assertThat(recorder.result().referStatus()).isEqualTo(202);
        assertThat(recorder.result().reason()).isEqualTo("no report within 32000 ms after the REFER was accepted");
    }

    @Test
    void withoutAFinalReportNobodyKnows() throws Exception {
        String refer = refer();
        sbc.send(UdpPeer.response(refer, "202 Accepted"));
        report(notify(refer, 1, "active", "SIP/2.0 180 Ringing"), 200);
        timers.advance(89_999);
        assertThat(recorder.hasEnded()).isFalse();
        timers.advance(1);
        assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.UNKNOWN);
        assertThat(recorder.result().finalStatus()).isEqualTo(180);
        assertThat(recorder.result().reason())
                .isEqualTo("no final report within 90000 ms after the REFER was accepted");
    }

    @Test
    void whoWantsToWaitForLessDoes() throws Exception {
        Forward usual = forward(peer(), anyCall(), null);
        stack.forward(
                new Forward(
                        usual.target(),
                        usual.peer(),
                        usual.from(),
                        usual.call(),
                        usual.referTo(),
                        usual.headers(),
                        null,
                        true,
                        Duration.ofSeconds(5)),
                recorder);
        String refer = sbc.receive();
        sbc.send(UdpPeer.response(refer, "202 Accepted"));
        report(notify(refer, 1, "active", "SIP/2.0 180 Ringing"), 200);
        timers.advance(5_000);
        assertThat(recorder.result().reason()).startsWith("no final report within 5000 ms");
    }

    @Test
    void nothingIsLeftAfterwards() throws Exception {
        String refer = refer();
        sbc.send(UdpPeer.response(refer, "202 Accepted"));
        report(notify(refer, 1, "active", "SIP/2.0 180 Ringing"), 200);
        assertThat(stack.counts().pendingForwards()).isOne();
        report(notify(refer, 2, "terminated", "SIP/2.0 200 OK"), 200);
        recorder.result();
        assertThat(stack.counts().pendingForwards()).isZero();
        timers.advance(80_000);
        assertThat(timers.waiting()).isZero();
    }
}
