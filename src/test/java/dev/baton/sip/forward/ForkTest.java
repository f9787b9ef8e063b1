package dev.baton.sip.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sip.support.UdpPeer;
import org.junit.jupiter.api.Test;

/** A proxy sent the REFER to several peers, each of which reports. */
class ForkTest extends StackFixture {

    private String refer = "";

    private void accept() throws Exception {
        refer = refer();
        sbc.send(UdpPeer.response(refer, "202 Accepted"));
        recorder.awaitEvent("accepted 202");
    }

    @Test
    void theFirstSuccessDecides() throws Exception {
        accept();
        report(notify(refer, "t1", 1, "active", "SIP/2.0 180 Ringing"), 200);
        report(notify(refer, "t2", 1, "terminated", "SIP/2.0 200 OK"), 200);
        assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.ANSWERED);
    }

    @Test
    void aFailureCountsOnlyWhenNobodyElseIsStillTrying() throws Exception {
        accept();
        report(notify(refer, "t2", 1, "active", "SIP/2.0 100 Trying"), 200);
        report(notify(refer, "t1", 1, "terminated", "SIP/2.0 486 Busy Here"), 200);
        assertThat(recorder.hasEnded()).isFalse();
        report(notify(refer, "t2", 2, "terminated", "SIP/2.0 603 Decline"), 200);
        assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.BUSY);
    }

    @Test
    void whoAnsweredAndNeverReportsIsWaitedForUntilTimerN() throws Exception {
        accept();
        report(notify(refer, "t2", 1, "terminated", "SIP/2.0 486 Busy Here"), 200);
        timers.advance(31_999);
        assertThat(recorder.hasEnded()).isFalse();
        timers.advance(1);
        assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.BUSY);
    }

    @Test
    void whoDoesNotSayHowItEndedOutweighsWhoFailed() throws Exception {
        accept();
        report(notify(refer, "t2", 1, "terminated", "SIP/2.0 486 Busy Here"), 200);
        report(notify(refer, "t1", 1, "terminated", ""), 200);
        timers.advance(2_000);
        assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.UNKNOWN);
    }

    @Test
    void moreThanEightAreTooMany() throws Exception {
        accept();
        for (int i = 1; i <= 8; i++) {
            report(notify(refer, "t" + i, 1, "active", "SIP/2.0 100 Trying"), 200);
        }
        report(notify(refer, "t9", 1, "active", "SIP/2.0 100 Trying"), 481);
    }
}
