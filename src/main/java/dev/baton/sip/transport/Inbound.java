package dev.baton.sip.transport;

import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;

/** Takes what was received, on a thread that must not be held up. */
public interface Inbound {

    /** @param request its topmost Via tells where it really came from */
    void request(SipRequest request, Origin origin);

    void response(SipResponse response, Origin origin);
}
