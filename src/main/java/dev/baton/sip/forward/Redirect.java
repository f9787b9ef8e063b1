package dev.baton.sip.forward;

import dev.baton.sip.message.SipUri;
import dev.baton.sip.message.Uri;
import java.time.Duration;

/**
 * A call that will be routed to us, and where it is to go on.
 *
 * @param target for metrics and messages: a name out of a configuration
 * @param contact where the call goes on
 * @param life until the offer ends
 */
public record Redirect(String target, Uri contact, Duration life) {

    /**
     * @param uri where the platform routes the call: ours, with a token as its user part that works once
     */
    public record Offer(SipUri uri) {}

    /** Is told exactly once how an offer ended. */
    public interface Listener {
        /** @param redirected false when the time was over and no call had come */
        void ended(boolean redirected);
    }
}
