package dev.baton.sip.forward;

import dev.baton.sip.message.SipUri;
import dev.baton.sip.transaction.RequestHandler;
import dev.baton.sip.transaction.WheelTimers;
import dev.baton.sip.transport.SipTransportException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One SIP endpoint with everything that moves calls; many targets share it. Thread-safe; nothing of it blocks, but opening and closing. */
public interface SipStack extends AutoCloseable {

    /** @throws SipTransportException when a listening point cannot be opened */
    static SipStack open(SipStackSettings settings) throws SipTransportException {
        WheelTimers timers = new WheelTimers();
        try {
            return new ForwardingStack(settings, timers, timers::close);
        } catch (SipTransportException | RuntimeException e) {
            timers.close();
            throw e;
        }
    }

    /** Moves a call. The listener is told of everything, a refusal for too many at once included. */
    void forward(Forward forward, ForwardListener listener);

    /** Waits for a call that is to be redirected; empty when too many are waited for. */
    Optional<Redirect.Offer> redirect(Redirect redirect, Redirect.Listener listener);

    /** Who answers an INVITE whose user part is no token of an offer; null for 404. */
    void onInvite(@Nullable RequestHandler handler);

    /** Who answers OPTIONS; null for 200. */
    void onOptions(@Nullable RequestHandler handler);

    /** Asks with OPTIONS whether the peer is there: any answer from 200 to 499. */
    java.util.concurrent.CompletionStage<PeerAnswer> ask(SipUri peer);

    /** Pings this peer from now on, until it was unwatched as often; see {@link #peers}. */
    void watch(SipUri peer);

    void unwatch(SipUri peer);

    /** What is known of the peers that are watched. */
    java.util.List<PeerState> peers();

    /** Counts since the start, and what there is now. */
    SipCounts counts();

    /**
     * Every listener that waits is told of its end. Waits for the transport for a few seconds, so not to be called by a
     * listener.
     */
    @Override
    void close();

    /** @param status 0 when there was no answer, with the reason in words */
    record PeerAnswer(boolean there, int status, String reason) {}

    /** @param up until two pings in a row are not answered */
    record PeerState(SipUri peer, boolean up, int missed, String reason) {}
}
