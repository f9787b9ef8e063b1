package dev.baton.sip.forward;

import dev.baton.sip.message.SipUri;
import dev.baton.sip.transaction.Timers;
import org.jspecify.annotations.Nullable;

/** What is known of one peer. Its lock is the object itself. */
final class WatchedPeer {

    private static final int DOWN_AFTER = 2;

    private final SipUri peer;
    private int watchers = 1;
    private int missed;
    private boolean up = true;
    private boolean over;
    private String reason = "not asked yet";
    private long asked;
    private long settled;
    private Timers.@Nullable Handle next;

    WatchedPeer(SipUri peer) {
        this.peer = peer;
    }

    synchronized void watchedOnceMore() {
        watchers++;
    }

    /** @return whether nobody watches it any more */
    synchronized boolean watchedOnceLess() {
        watchers--;
        return watchers == 0;
    }

    /**
     * The next question.
     *
     * @return its number; 0 when there is to be none
     */
    synchronized long ask() {
        if (over) {
            return 0;
        }
        if (asked > settled) {
            miss("no answer before the next ping was due");
        }
        asked++;
        return asked;
    }

    /** The answer to one question; of no interest when a later one has been settled. */
    synchronized void answered(long number, SipStack.PeerAnswer answer) {
        if (answer.there()) {
            settled = Math.max(settled, number);
            missed = 0;
            up = true;
            reason = answer.reason();
        } else if (number > settled) {
            miss(answer.reason());
        }
    }

    private void miss(String why) {
        settled = asked;
        missed++;
        up = up && missed < DOWN_AFTER;
        reason = why;
    }

    /** @param handle of the next question */
    synchronized void plan(Timers.Handle handle) {
        next = handle;
        if (over) {
            handle.cancel();
        }
    }

    synchronized void stop() {
        over = true;
        if (next != null) {
            next.cancel();
        }
    }

    synchronized SipStack.PeerState state() {
        return new SipStack.PeerState(peer, up, missed, reason);
    }
}
