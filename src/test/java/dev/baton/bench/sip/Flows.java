package dev.baton.bench.sip;

import dev.baton.sip.forward.Forward;
import dev.baton.sip.forward.ForwardListener;
import dev.baton.sip.forward.ForwardOutcome;
import dev.baton.sip.forward.ForwardResult;
import dev.baton.sip.forward.MovedCall;
import dev.baton.sip.forward.SipStack;
import dev.baton.sip.message.NameAddr;
import dev.baton.sip.message.SipHeaders;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.message.TargetDialog;
import dev.baton.sip.message.UserToUser;
import dev.baton.sip.transaction.Ids;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Forwards at a rate that does not depend on how fast they end: from REFER and 202 to the second NOTIFY and its 200. */
final class Flows {

    private static final NameAddr FROM = NameAddr.of(SipUri.of("handover-gw", "handover.example", 0));
    private static final SipUri AGENT = SipUri.of("+4930901820", "sbc.example.net", 0)
            .withParam("user", "phone")
            .withHeader(
                    "User-to-User", UserToUser.of("3f0b9c0de1a24c5fb7f2a0c9").toString());
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LATE = Duration.ofMinutes(10);
    private static final long NAP_NANOS = 500_000;

    private final SipStack stack;
    private final SipUri peer;

    Flows(SipStack stack, SipUri peer) {
        this.stack = stack;
        this.peer = peer;
    }

    /**
     * @param flows that began
     * @param sorted nanoseconds from when each was due to when it had ended, of those that were answered
     * @param other how the first one ended that was not answered
     */
    record Result(int flows, long[] sorted, @Nullable ForwardResult other) {

        int lost() {
            return flows - sorted.length;
        }

        /** What became of the first one that was lost; empty when none was. */
        String otherwise() {
            return other == null
                    ? ""
                    : "the first one lost ended as " + other.outcome().label() + ": " + other.reason();
        }

        /** In milliseconds; 1 is the longest. */
        double quantile(double q) {
            int at = (int) Math.ceil(q * sorted.length) - 1;
            return sorted.length == 0 ? Double.NaN : sorted[Math.max(at, 0)] / 1e6;
        }
    }

    /** Begins so many a second, and waits until all have ended. */
    Result run(int perSecond, Duration time) throws InterruptedException {
        int count = Math.toIntExact(perSecond * time.toSeconds());
        long[] took = new long[count];
        AtomicInteger answered = new AtomicInteger();
        AtomicReference<ForwardResult> other = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(count);
        pace(
                perSecond,
                count,
                due -> stack.forward(forward(SOON), result -> {
                    if (result.outcome() == ForwardOutcome.ANSWERED) {
                        took[answered.getAndIncrement()] = System.nanoTime() - due;
                    } else {
                        other.compareAndSet(null, result);
                    }
                    ended.countDown();
                }));
        boolean unused = ended.await(2, TimeUnit.MINUTES);
        long[] sorted = Arrays.copyOf(took, answered.get());
        Arrays.sort(sorted);
        return new Result(count, sorted, other.get());
    }

    /**
     * Begins so many that ring from then on.
     *
     * @return how many do
     */
    long ring(int perSecond, int count) throws InterruptedException {
        LongAdder ringing = new LongAdder();
        pace(perSecond, count, due -> stack.forward(forward(LATE), new Ringing(ringing)));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (ringing.sum() < count && System.nanoTime() < end) {
            LockSupport.parkNanos(NAP_NANOS);
        }
        return ringing.sum();
    }

    private interface Start {
        void at(long due);
    }

    private static void pace(int perSecond, int count, Start start) {
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = begin + i * 1_000_000_000L / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(NAP_NANOS);
            }
            start.at(due);
        }
    }

    private Forward forward(Duration ringing) {
        TargetDialog dialog = TargetDialog.seenByPeer(Ids.random() + "@sbc.example.net", "botA1", "sbcZ9");
        MovedCall call = new MovedCall.ByTargetDialog(dialog);
        return new Forward("sbc", peer, FROM, call, AGENT, SipHeaders.NONE, null, true, ringing);
    }

    private record Ringing(LongAdder count) implements ForwardListener {

        @Override
        public void progressed(int status, String reason) {
            count.increment();
        }

        @Override
        public void ended(ForwardResult result) {}
    }
}
