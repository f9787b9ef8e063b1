package dev.baton.sip.transaction;

import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.transport.Origin;

/**
 * A request that wants an answer.
 *
 * @param toTag for the answer
 */
public record ServerRequest(SipRequest request, Origin origin, String toTag) {

    /** An answer without a body, to be completed with header fields. */
    public SipResponse answer(int status) {
        return SipResponse.to(request, status, toTag);
    }
}
