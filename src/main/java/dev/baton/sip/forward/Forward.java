package dev.baton.sip.forward;

import dev.baton.sip.auth.DigestClient;
import dev.baton.sip.message.NameAddr;
import dev.baton.sip.message.SipHeaders;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.message.Uri;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call that is to be moved.
 *
 * @param target for metrics and messages: a name out of a configuration, never out of a message
 * @param peer who owns the call: where the REFER goes. With a borrowed dialog the next hop; the Request-URI is the
 *     dialog's remote target
 * @param from who we are, without a tag
 * @param referTo where the call goes, complete: with what travels in its header fields, if anything
 * @param headers further header fields of the REFER, such as User-to-User; none of those that this package writes
 * @param digest answers challenges; null when there are no credentials
 * @param reports whether NOTIFYs are wanted; without them (RFC 4488) the outcome is
 *     {@link ForwardOutcome#ACCEPTED_UNVERIFIED}
 * @param ringing how long after the acceptance a final report may take
 */
public record Forward(
        String target,
        SipUri peer,
        NameAddr from,
        MovedCall call,
        Uri referTo,
        SipHeaders headers,
        @Nullable DigestClient digest,
        boolean reports,
        Duration ringing) {}
