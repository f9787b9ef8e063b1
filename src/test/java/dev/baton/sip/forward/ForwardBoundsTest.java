package dev.baton.sip.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sip.message.SipUri;
import dev.baton.sip.support.UdpPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ForwardBoundsTest extends StackFixture {

    @Test
    void aboveTheBoundNothingIsSent() throws Exception {
        List<Recorder> pending = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            pending.add(new Recorder());
            stack.forward(forward(peer(), anyCall(), null), pending.get(i));
            sbc.receive();
        }
        stack.forward(forward(peer(), anyCall(), null), recorder);
        assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.UNAVAILABLE);
        assertThat(recorder.result().reason()).isEqualTo("3 forwards are pending already, which is the most");
        timers.advance(32_000);
        for (Recorder one : pending) {
            assertThat(one.result().outcome()).isEqualTo(ForwardOutcome.UNKNOWN);
        }
        Recorder next = new Recorder();
        stack.forward(forward(peer(), anyCall(), null), next);
        timers.advance(32_000);
        assertThat(next.result().outcome()).isEqualTo(ForwardOutcome.UNKNOWN);
    }

    @Test
    void aCallIsNotMovedTwiceAtATime() throws Exception {
        MovedCall call = anyCall();
        stack.forward(forward(peer(), call, null), recorder);
        String refer = sbc.receive();
        Recorder second = new Recorder();
        stack.forward(forward(peer(), call, null), second);
        assertThat(second.result().outcome()).isEqualTo(ForwardOutcome.UNAVAILABLE);
        assertThat(second.result().reason()).isEqualTo("this call is being moved already");
        sbc.send(UdpPeer.response(refer, "486 Busy Here"));
        recorder.result();
        Recorder third = new Recorder();
        stack.forward(forward(peer(), call, null), third);
        assertThat(sbc.receive()).startsWith("REFER");
    }

    @Test
    void whoIsLeftWhenTheStackClosesIsTold() throws Exception {
        refer();
        stack.close();
        assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.UNKNOWN);
        assertThat(recorder.result().reason()).isEqualTo("SIP is being shut down");
        Recorder late = new Recorder();
        stack.forward(forward(peer(), anyCall(), null), late);
        assertThat(late.result().outcome()).isEqualTo(ForwardOutcome.UNREACHABLE);
        assertThat(stack.counts().pendingForwards()).isZero();
    }

    @Test
    void aListenerThatFailsHarmsNobody() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        stack.forward(forward(peer(), anyCall(), null), new ForwardListener() {
            @Override
            public void accepted(int referStatus) {
                throw new IllegalStateException("the listener is broken, +491711234567");
            }

            @Override
            public void ended(ForwardResult result) {
                ended.countDown();
                throw new AssertionError("still broken");
            }
        });
        String refer = sbc.receive();
        sbc.send(UdpPeer.response(refer, "202 Accepted"));
        report(notify(refer, 1, "terminated", "SIP/2.0 200 OK"), 200);
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(stack.counts().pendingForwards()).isZero();
    }

    @Test
    void theNextForwardMayBeginWhileTheLastOneEnds() throws Exception {
        MovedCall call = anyCall();
        stack.forward(forward(peer(), call, null), result -> stack.forward(forward(peer(), call, null), recorder));
        sbc.send(UdpPeer.response(sbc.receive(), "486 Busy Here"));
        sbc.send(UdpPeer.response(sbc.receive(), "603 Decline"));
        assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.DECLINED);
    }

    @Test
    void whoCannotBeFoundOrReachedIsNotThere() throws Exception {
        stack.forward(forward(SipUri.of("x", "127.0.0.1", 1).withParam("transport", "tcp"), anyCall(), null), recorder);
        assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.UNREACHABLE);
        assertThat(recorder.result().reason()).isEqualTo("no TCP connection to /127.0.0.1:1");
        Recorder other = new Recorder();
        stack.forward(forward(peer().withParam("maddr", "10.0.0.1"), anyCall(), null), other);
        assertThat(other.result().outcome()).isEqualTo(ForwardOutcome.UNREACHABLE);
    }
}
