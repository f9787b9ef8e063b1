package dev.baton.sip.message;

import java.util.Optional;

/** A request or a response. Immutable; {@code equals} is identity. */
public sealed interface SipMessage permits SipRequest, SipResponse {

    SipHeaders headers();

    /** A copy. */
    byte[] body();

    /** The topmost Via; empty only in a request of ours that has not been sent yet. */
    Optional<Via> via();

    NameAddr from();

    NameAddr to();

    String callId();

    CSeq cseq();
}
