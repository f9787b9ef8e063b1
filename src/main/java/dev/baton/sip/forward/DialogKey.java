package dev.baton.sip.forward;

import dev.baton.sip.message.SipRequest;
import dev.baton.sip.transaction.Fingerprint;

/**
 * What the REFER and all NOTIFYs about it have in common. The peer's tag is not part of it: a NOTIFY may come before
 * the answer that tells it, and there is one for each peer that a proxy sent the REFER to.
 *
 * @param tag ours
 */
record DialogKey(String callId, String tag) {

    /** Of a request of ours. */
    static DialogKey ofOutbound(SipRequest refer) {
        return new DialogKey(refer.callId(), refer.from().tag().orElse(""));
    }

    /** Of a request of the peer. */
    static DialogKey ofInbound(SipRequest notify) {
        return new DialogKey(notify.callId(), notify.to().tag().orElse(""));
    }

    /** Takes no more room than a few numbers. */
    Fingerprint fingerprint() {
        return Fingerprint.of(callId, tag);
    }
}
